// SPDX-License-Identifier: Apache-2.0

/// A sentence cut at its braces once, to be filled often.
struct SentencePattern: Sendable {
    private enum Part: Sendable {
        case words(String)
        case fact(String)
    }

    /// As it is written.
    let text: String
    /// None where there are no braces.
    private let parts: [Part]

    init(_ text: String) {
        self.text = text
        var parts: [Part] = []
        var rest = text.utf8[...]
        while let open = rest.firstIndex(of: UInt8(ascii: "{")),
            let close = rest[open...].firstIndex(of: UInt8(ascii: "}"))
        {
            if open > rest.startIndex { parts.append(.words(String(Substring(rest[..<open])))) }
            parts.append(.fact(String(Substring(rest[rest.index(after: open)..<close]))))
            rest = rest[rest.index(after: close)...]
        }
        if !parts.isEmpty, !rest.isEmpty { parts.append(.words(String(Substring(rest)))) }
        self.parts = parts
    }

    /// The names between the braces.
    var names: Set<String> {
        Set(
            parts.compactMap { part in
                guard case .fact(let name) = part else { return nil }
                return name
            })
    }

    /// The sentence with something in the place of each name.
    func filled(_ fact: (String) -> String) -> String {
        guard !parts.isEmpty else { return text }
        var sentence = ""
        sentence.reserveCapacity(text.utf8.count * 2)
        for part in parts {
            switch part {
            case .words(let words): sentence += words
            case .fact(let name): sentence += fact(name)
            }
        }
        return sentence
    }
}
