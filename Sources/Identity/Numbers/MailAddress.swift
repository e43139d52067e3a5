// SPDX-License-Identifier: Apache-2.0

/// A mail address, in the plain form that every mail server takes.
///
/// Quoted local parts, comments and address literals are lawful and nobody has one; what is left can be written into a
/// mail's head without any escaping.
///
/// - SeeAlso: RFC 5321 4.1.2 (`Dot-string`, `Domain`).
public struct MailAddress: PersonalData {
    /// `local@domain` in ASCII, the domain in small letters.
    public let canonical: String

    /// Checks a mail address as typed.
    ///
    /// - Parameter text: 3 to 128 ASCII characters.
    /// - Throws: ``IdentityError`` at the first character that may not stand where it does.
    public init(checking text: String) throws(IdentityError) {
        let scalars = Array(text.unicodeScalars)
        guard !scalars.isEmpty else { throw .empty(.mailAddress) }
        guard Self.lengths.contains(scalars.count) else {
            throw .length(.mailAddress, seen: scalars.count, allowed: Self.lengths)
        }
        var isInDomain = false
        var hasDot = false
        // A dot, a hyphen or the sign itself stands between two others, never first or last of a part.
        var isBetween = false
        for (offset, scalar) in scalars.enumerated() {
            let isLetter = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
            let isLast = offset == scalars.count - 1
            switch scalar {
            case _ where isLetter: isBetween = true
            case "@" where !isInDomain && isBetween && !isLast: (isInDomain, isBetween) = (true, false)
            case "." where isBetween && !isLast:
                hasDot = hasDot || isInDomain
                isBetween = false
            case "-" where isBetween && !isLast: isBetween = isInDomain || isBetween
            case "_", "+", "'", "/", "=", "~", "#", "$", "&":
                guard !isInDomain else {
                    throw .character(.mailAddress, seen: scalar, at: offset, allowed: .mailAddressCharacters)
                }
                isBetween = true
            default: throw .character(.mailAddress, seen: scalar, at: offset, allowed: .mailAddressCharacters)
            }
        }
        guard isInDomain, hasDot, isBetween else {
            throw .character(
                .mailAddress, seen: scalars[scalars.count - 1], at: scalars.count - 1, allowed: .mailAddressCharacters)
        }
        let parts = text.split(separator: "@").map(String.init)
        canonical = (parts.first ?? "") + "@" + (parts.last ?? "").lowercased()
    }

    private static let lengths = 3...128
}
