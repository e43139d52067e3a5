// SPDX-License-Identifier: Apache-2.0

// What single scalars are in a Persian text. The classes are Unicode's; the choice is this room's.

extension Unicode.Scalar {
    static let space: Unicode.Scalar = " "
    static let zeroWidthNonJoiner: Unicode.Scalar = "\u{200C}"

    /// Whether it sets the direction of text (Bidi_Control in the Unicode Character Database).
    var isBidiControl: Bool {
        switch value {
        case 0x61C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// Whether it is a letter or ligature in one of its shapes, from a block kept for old encodings.
    var isPresentationForm: Bool {
        (0xFB50...0xFDFF).contains(value) || (0xFE70...0xFEFC).contains(value)
    }

    /// Whether it goes from every text: vowel and recitation marks, tatweel, invisible characters.
    ///
    /// Not among them are U+0653–0655 (madda, hamza above, hamza below), which compose with letters.
    var isDroppedFromDisplay: Bool {
        switch value {
        case 0x640, 0x64B...0x652, 0x656...0x65F, 0x670, 0x6D6...0x6ED: true
        case 0xAD, 0x200D, 0x2060, 0xFEFF: true
        default: isBidiControl
        }
    }

    /// Whether it is blank; the zero-width space is, for it parts two words.
    var isSpaceLike: Bool {
        if isPlainLetter { return false }
        return properties.isWhitespace || value == 0x200B
    }

    /// Whether it is an ASCII letter or one of the Arabic block's: what names are made of, and nothing has to be looked
    /// up for.
    var isPlainLetter: Bool {
        switch value {
        case 0x41...0x5A, 0x61...0x7A, 0x620...0x63F, 0x641...0x64A, 0x671...0x6D3: true
        default: false
        }
    }

    /// Its lower case where that is one scalar and needs no table; nil where the table has to be asked.
    var lowercaseAlone: Unicode.Scalar? {
        switch value {
        case 0x41...0x5A: Unicode.Scalar(value + 0x20)
        case 0...0x7F, 0x600...0x6FF, 0x200C: self
        default: nil
        }
    }

    /// Persian ی and ک for Arabic ي ى and ك.
    var withPersianLetter: Unicode.Scalar {
        switch value {
        case 0x64A, 0x649: "\u{6CC}"
        case 0x643: "\u{6A9}"
        default: self
        }
    }

    /// The ASCII digit of the same value; nil if it is no digit that is typed here.
    var asciiDigit: Unicode.Scalar? {
        decimalDigit.map { Unicode.Scalar(0x30 &+ $0) }
    }

    /// Whether it is a combining mark.
    var isMark: Bool {
        if isPlainLetter { return false }
        return switch properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: true
        default: false
        }
    }

    /// Whether it is a letter, of any script.
    var isLetter: Bool {
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
        default: false
        }
    }

    /// Whether it is a letter of the Arabic script, which Persian is written in.
    var isArabicScriptLetter: Bool {
        switch value {
        case 0x600...0x6FF, 0x750...0x77F, 0x870...0x8FF, 0xFB50...0xFDFF, 0xFE70...0xFEFC: isLetter
        default: false
        }
    }

    /// Whether it is a letter of the Latin script with or without accents, phonetic ones left out.
    var isLatinLetter: Bool {
        switch value {
        case 0...0x24F, 0x1E00...0x1EFF: isLetter
        default: false
        }
    }

    /// Whether it is punctuation.
    var isPunctuation: Bool {
        switch properties.generalCategory {
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
            .finalPunctuation, .otherPunctuation:
            true
        default: false
        }
    }
}

extension String {
    /// The text of the given scalars.
    init(scalars: some Sequence<Unicode.Scalar>) {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        self.init(view)
    }
}
