// SPDX-License-Identifier: Apache-2.0

/// A piece of a page, escaped from the moment it exists.
///
/// There is no way to make one out of markup in a string: text goes in as text, elements through ``Tag``, attributes
/// through ``Attribute``. So nothing that a certificate, a file or a query says can become markup.
public struct HTML: Sendable, Hashable {
    /// What is sent.
    let markup: String

    init(escaped markup: String) {
        self.markup = markup
    }

    /// Nothing.
    public static let empty = HTML(escaped: "")

    /// Whether there is nothing in it.
    public var isEmpty: Bool { markup.isEmpty }

    /// Text, as it stands.
    ///
    /// Isolates, which the catalogue's sentences hold around their facts, pass; what would turn the rest of a line
    /// around is shown by its number.
    public static func text(_ text: String) -> HTML {
        HTML(escaped: Escaping.text(text, shows: Escaping.overrides))
    }

    /// A text of unknown direction from outside: a name, a file's name, an issuer.
    ///
    /// It stands in its own isolate and can turn nothing around it; marks of direction in it are shown by number.
    public static func isolated(_ text: String) -> HTML {
        HTML(escaped: "<bdi>\(Escaping.text(text, shows: Escaping.directions))</bdi>")
    }

    /// A code that is read from left to right in every language: a digest, a serial number, a licence number.
    public static func code(_ text: String) -> HTML {
        let shown = Escaping.text(text, shows: Escaping.directions)
        return HTML(escaped: "<bdi dir=\"ltr\" class=\"code\">\(shown)</bdi>")
    }

    /// Pieces one after another.
    public static func joined(_ pieces: [HTML]) -> HTML {
        HTML(escaped: pieces.map(\.markup).joined())
    }

    /// Pieces one after another with a text between each two.
    public static func joined(_ pieces: [HTML], by separator: String) -> HTML {
        HTML(escaped: pieces.map(\.markup).joined(separator: HTML.text(separator).markup))
    }
}

/// How text becomes part of markup.
enum Escaping {
    /// What turns the direction of everything after it: embeddings and overrides. UAX #9 2.1, 2.2
    static let overrides: Set<Unicode.Scalar> = ["\u{202A}", "\u{202B}", "\u{202C}", "\u{202D}", "\u{202E}"]

    /// The isolates too, and the marks. UAX #9 2.4, 2.6
    static let directions = overrides.union([
        "\u{2066}", "\u{2067}", "\u{2068}", "\u{2069}", "\u{200E}", "\u{200F}", "\u{061C}",
    ])

    static func text(_ text: String, shows visible: Set<Unicode.Scalar>) -> String {
        var escaped = ""
        escaped.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            case "\n", "\t": escaped.unicodeScalars.append(scalar)
            case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value): escaped += "\u{FFFD}"
            // Line and paragraph separators would end an isolate early.
            case "\u{2028}", "\u{2029}": escaped += " "
            case _ where visible.contains(scalar):
                escaped += "[U+\(String(scalar.value, radix: 16, uppercase: true).leftPadded(to: 4))]"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}

extension String {
    /// Zeros before it, to a width.
    fileprivate func leftPadded(to width: Int) -> String {
        String(repeating: "0", count: max(0, width - utf8.count)) + self
    }
}
