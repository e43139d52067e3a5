// SPDX-License-Identifier: Apache-2.0

/// A word that `title` may hold, a row of `PKI/Titles.json5`.
public struct TitleWord: Sendable, Hashable {
    /// The word, as certificates have it.
    public let word: String
    /// What it means, in Persian.
    public let persian: String
    /// The profiles that may use it.
    public let profiles: [String]

    init(_ object: JSON5Object) throws(JSON5Error) {
        var row = object
        word = try row.string("word")
        persian = try row.string("fa")
        profiles = try row.strings("profiles")
        try row.finish()
    }
}
