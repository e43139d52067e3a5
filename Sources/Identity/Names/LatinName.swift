// SPDX-License-Identifier: Apache-2.0

/// A name in Latin letters, as the request form's Latin box has it: each part capitalised, one space between parts.
public struct LatinName: PersonalData {
    /// The name as shown and certified, such as `Sara Sa'di-Nejad`; 1 to 64 ASCII characters.
    public let display: String

    /// What the name is searched and compared by.
    public let key: String

    /// The most characters a name may have.
    ///
    /// RFC 5280 appendix A.1: `ub-common-name`.
    public static let longest = 64

    /// Checks a name and writes it as the form asks.
    ///
    /// The first letter after a space or hyphen becomes a capital. A part typed in capitals throughout keeps only
    /// the first; capitals inside a mixed part, as in `McDonald`, are the person's own and stay.
    ///
    /// - Parameter text: ASCII letters, and spaces, hyphens or apostrophes between them; several spaces
    ///   count as one and those at the ends as none.
    /// - Throws: ``IdentityError`` at the first character that is not one of these or stands where it may not.
    public init(checking text: String) throws(IdentityError) {
        try Self.refuseMisplaced(in: text)
        let words = text.split(separator: " ").map { word in
            word.split(separator: "-").map { Self.capitalised(String($0)) }.joined(separator: "-")
        }
        let display = words.joined(separator: " ")
        guard !display.isEmpty else { throw .empty(.latinName) }
        let length = display.utf8.count
        guard length <= Self.longest else {
            throw .length(.latinName, seen: length, allowed: 1...Self.longest)
        }
        self.display = display
        key = PersianText.key(display)
    }

    /// Refuses what is no ASCII letter or space, except a hyphen or apostrophe between two letters.
    private static func refuseMisplaced(in text: String) throws(IdentityError) {
        var followsLetter = false
        var waiting: (scalar: Unicode.Scalar, offset: Int)?
        for (offset, scalar) in text.unicodeScalars.enumerated() {
            let isLetter = scalar.isASCII && scalar.properties.isAlphabetic
            if let waiting, !isLetter {
                throw .character(.latinName, seen: waiting.scalar, at: waiting.offset, allowed: .latinNameCharacters)
            }
            waiting = nil
            if followsLetter, scalar == "-" || scalar == "'" {
                waiting = (scalar, offset)
            } else if !isLetter, scalar != .space {
                throw .character(.latinName, seen: scalar, at: offset, allowed: .latinNameCharacters)
            }
            followsLetter = isLetter
        }
        if let waiting {
            throw .character(.latinName, seen: waiting.scalar, at: waiting.offset, allowed: .latinNameCharacters)
        }
    }

    /// A part of ASCII letters and apostrophes with its first letter a capital.
    private static func capitalised(_ part: String) -> String {
        let rest = part.dropFirst()
        return part.prefix(1).uppercased() + (part == part.uppercased() ? rest.lowercased() : String(rest))
    }
}
