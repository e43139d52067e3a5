// SPDX-License-Identifier: Apache-2.0

/// A language that Mohr speaks to people in.
public enum Language: String, Sendable, CaseIterable {
    /// English, left to right.
    case english = "en"
    /// Persian, right to left.
    case persian = "fa"

    /// The language that a person's environment or browser asks for; Persian when it asks for neither.
    ///
    /// - Parameter preference: a POSIX locale (`fa_IR.UTF-8`) or an `Accept-Language` value (`en-GB,fa;q=0.5`).
    public init(preference: String?) {
        let first = preference?.split(whereSeparator: { ",;._-".contains($0) }).first.map(String.init)
        self = first.flatMap { Language(rawValue: $0.lowercased()) } ?? .persian
    }
}
