// SPDX-License-Identifier: Apache-2.0

extension ServiceError {
    /// The error in words.
    public func sentence(in language: Language) -> String { "\(self)" }
}
