// SPDX-License-Identifier: Apache-2.0

/// Why the profiles of a house are not taken: the file, and what is wrong with it.
public struct ProfileSetError: Error, Equatable, Sendable {
    /// The file's name without its ending.
    public let file: String
    /// What is wrong with it.
    public let cause: ProfileError

    /// Takes both.
    public init(file: String, cause: ProfileError) {
        self.file = file
        self.cause = cause
    }
}
