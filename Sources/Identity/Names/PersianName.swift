// SPDX-License-Identifier: Apache-2.0

/// A name as the identity document writes it, in the one spelling that certificates carry.
///
/// What could make two different names look alike, or a name look like something else, is refused with a
/// cause of its own instead of being cleaned away: an applicant's request is signed, and must not
/// say more than its reader can see.
public struct PersianName: PersonalData {
    /// The name as shown and certified; 1 to 64 scalars.
    public let display: String

    /// What the name is searched and compared by.
    public let key: String

    /// The most scalars a name may have.
    ///
    /// RFC 5280 appendix A.1: `ub-common-name`.
    public static let longest = 64

    /// Checks a name.
    ///
    /// - Parameter text: letters of the Arabic script, words of Latin letters, digits, punctuation, spaces
    ///   and non-joiners; at least one Persian letter.
    /// - Throws: ``IdentityError``; offsets of controls, private and unassigned characters count in `text`,
    ///   those of other characters in its display form.
    public init(checking text: String) throws(IdentityError) {
        // Marks and ligatures make the display form shorter or longer; beyond four times as long nothing
        // that anyone is called is lost, and the work on hostile input is bounded.
        let length = text.unicodeScalars.count
        guard length <= 4 * Self.longest else {
            throw .length(.persianName, seen: length, allowed: 1...Self.longest)
        }
        try Self.refuseHidden(in: text)
        let display = PersianText.display(text)
        guard !display.isEmpty else { throw .empty(.persianName) }
        let shown = display.unicodeScalars.count
        guard shown <= Self.longest else {
            throw .length(.persianName, seen: shown, allowed: 1...Self.longest)
        }
        try Self.refuseForeign(in: Array(display.unicodeScalars))
        self.display = display
        key = PersianText.key(display)
    }

    /// Refuses what has no look of its own.
    private static func refuseHidden(in text: String) throws(IdentityError) {
        for (offset, scalar) in text.unicodeScalars.enumerated() {
            if scalar.isBidiControl {
                throw .bidiControl(.persianName, seen: scalar, at: offset)
            }
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator:
                throw .control(.persianName, seen: scalar, at: offset)
            case .privateUse, .surrogate:
                throw .privateUse(.persianName, seen: scalar, at: offset)
            case .unassigned:
                throw .unassigned(.persianName, seen: scalar, at: offset)
            default: continue
            }
        }
    }

    /// Refuses what a Persian name is not written with, and words of two scripts.
    private static func refuseForeign(in scalars: [Unicode.Scalar]) throws(IdentityError) {
        var hasPersian = false
        var wordHasPersian = false
        var foreign: (scalar: Unicode.Scalar, offset: Int)?
        for (offset, scalar) in scalars.enumerated() {
            if scalar == .space {
                wordHasPersian = false
                foreign = nil
            } else if scalar.isArabicScriptLetter {
                hasPersian = true
                wordHasPersian = true
            } else if scalar.isLetter {
                foreign = foreign ?? (scalar, offset)
            } else if !scalar.isWrittenInNames {
                throw .character(.persianName, seen: scalar, at: offset, allowed: .persianNameCharacters)
            }
            if wordHasPersian, let foreign {
                throw .mixedScripts(.persianName, seen: foreign.scalar, at: foreign.offset)
            }
            if scalar.isLetter, !scalar.isArabicScriptLetter, !scalar.isLatinLetter {
                throw .character(.persianName, seen: scalar, at: offset, allowed: .persianNameCharacters)
            }
        }
        guard hasPersian else { throw .noPersianLetter(.persianName) }
    }
}

extension Unicode.Scalar {
    /// Whether it is written in names beside letters: digits, non-joiner, punctuation, hamza (which the
    /// display form has only on ه).
    fileprivate var isWrittenInNames: Bool {
        decimalDigit != nil || self == .zeroWidthNonJoiner || value == 0x654 || isPunctuation
    }
}
