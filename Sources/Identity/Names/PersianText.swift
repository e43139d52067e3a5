// SPDX-License-Identifier: Apache-2.0

/// The two forms of a Persian text, and its digits.
///
/// ``display(_:)`` is what is stored, shown and put into certificates; ``key(_:)`` is what is searched
/// and compared. Neither is ever applied to bytes that someone signed. Both take any text and give
/// the same result when applied again.
///
/// - SeeAlso: Unicode Standard Annexes 9 (direction) and 15 (normalization forms).
public enum PersianText {
    /// The one spelling that a text is stored and shown in.
    ///
    /// Presentation forms become letters, Arabic ي ى ك become Persian ی ک, tatweel, vowel marks and
    /// invisible characters go, every space becomes one plain space, and a zero-width non-joiner stays
    /// only inside a word. Hamza above stays on ه (خانهٔ). The result is in NFC as far as the Latin,
    /// Greek, Cyrillic, Hebrew and Arabic scripts go.
    ///
    /// - Parameter text: anything.
    /// - Returns: the normalised text; empty if nothing visible was in it.
    public static func display(_ text: String) -> String {
        String(scalars: displayScalars(text))
    }

    /// What two texts are compared and searched by: equal keys mean that a reader would call them one name.
    ///
    /// On top of ``display(_:)``: no marks (آ أ are ا, ؤ is و, ئ is ی), ة ۀ ە are ه, no ء, no spaces
    /// or non-joiners, ASCII digits, lower case. It is for matching only, and not for reading or sorting.
    ///
    /// - Parameter text: anything.
    /// - Returns: the key; compare it as UTF-8 bytes.
    public static func key(_ text: String) -> String {
        var lowered: [Unicode.Scalar] = []
        for scalar in displayScalars(text) {
            if let own = scalar.lowercaseAlone {
                lowered.append(own)
            } else {
                lowered.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
            }
        }
        var key = String.UnicodeScalarView()
        for scalar in CanonicalForm.decomposed(lowered) {
            if scalar.isMark || scalar == .zeroWidthNonJoiner || scalar == .space || scalar == "\u{621}" {
                continue
            }
            switch scalar {
            case "\u{629}", "\u{6D5}": key.append("\u{647}")
            default: key.append((scalar.asciiDigit ?? scalar).withPersianLetter)
            }
        }
        return String(key)
    }

    /// The text with Persian and Arabic-Indic digits turned into ASCII ones; nothing else changes.
    ///
    /// - Parameter text: anything.
    /// - Returns: as many scalars as `text` has.
    public static func asciiDigits(_ text: String) -> String {
        String(scalars: text.unicodeScalars.lazy.map { $0.asciiDigit ?? $0 })
    }

    /// The text with ASCII and Arabic-Indic digits turned into Persian ones, for people to read; nothing
    /// else changes.
    ///
    /// Serial numbers, fingerprints and codes stay in ASCII digits: see ``leftToRightIsolate(_:)``.
    ///
    /// - Parameter text: anything.
    /// - Returns: as many scalars as `text` has.
    public static func persianDigits(_ text: String) -> String {
        String(
            scalars: text.unicodeScalars.lazy.map { scalar in
                scalar.decimalDigit.flatMap { Unicode.Scalar(0x6F0 + UInt32($0)) } ?? scalar
            })
    }

    /// A code that keeps its order inside a right-to-left line: a serial number, a name such as
    /// `CN=…`, a phone number.
    ///
    /// - Parameter code: anything; its own direction controls are taken out, since one of them could
    ///   end the isolate.
    /// - Returns: `code` between U+2066 and U+2069.
    /// - SeeAlso: Unicode Standard Annex 9, 2.4 and 2.5.
    public static func leftToRightIsolate(_ code: String) -> String {
        "\u{2066}" + String(scalars: code.unicodeScalars.lazy.filter { !$0.isBidiControl }) + "\u{2069}"
    }
}

extension PersianText {
    /// The scalars of ``display(_:)``.
    ///
    /// The order of the steps is what makes a second application change nothing: whatever goes without
    /// a condition goes before the first composition, so that no later removal can bring a letter and a
    /// mark together that would compose only the next time.
    private static func displayScalars(_ text: String) -> [Unicode.Scalar] {
        var scalars: [Unicode.Scalar] = []
        for scalar in text.unicodeScalars {
            guard scalar.isPresentationForm else {
                if !scalar.isDroppedFromDisplay { scalars.append(scalar.isSpaceLike ? .space : scalar) }
                continue
            }
            for expanded in CanonicalForm.compatible(scalar) where !expanded.isDroppedFromDisplay {
                scalars.append(expanded.isSpaceLike ? .space : expanded)
            }
        }
        scalars = foldedLetters(CanonicalForm.composed(scalars))
        return CanonicalForm.composed(settledSpacing(scalars))
    }

    /// Arabic letters made Persian, and the marks that composed with nothing dropped, except hamza on ه.
    private static func foldedLetters(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var folded: [Unicode.Scalar] = []
        folded.reserveCapacity(scalars.count)
        for scalar in scalars {
            switch scalar {
            case "\u{653}", "\u{655}": continue
            case "\u{654}":
                if folded.last == "\u{647}" { folded.append(scalar) }
            default: folded.append(scalar.withPersianLetter)
            }
        }
        return folded
    }

    /// Single spaces between words and single non-joiners within them, none at either end.
    private static func settledSpacing(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var settled: [Unicode.Scalar] = []
        settled.reserveCapacity(scalars.count)
        var pending: Unicode.Scalar?
        for scalar in scalars {
            if scalar == .space {
                pending = .space
            } else if scalar == .zeroWidthNonJoiner {
                pending = pending ?? .zeroWidthNonJoiner
            } else {
                if let pending, !settled.isEmpty { settled.append(pending) }
                pending = nil
                settled.append(scalar)
            }
        }
        return settled
    }
}
