// SPDX-License-Identifier: Apache-2.0
import DER
import Identity
import PKIX

/// The words that a holder's names are found by, folded so that every spelling of a word is one.
///
/// A name is found by any of its words and by how any of them begins: the family name alone, the Latin name, half of a
/// compound given name. What is joined in one place and spaced in another (علی‌رضا, علی رضا, علیرضا) is kept in both forms.
enum NameWords {
    /// More words than any name has are not looked for.
    static let most = 8

    /// The words of a subject that is to be certified.
    ///
    /// - Parameters:
    ///   - tbs: the TBSCertificate, DER.
    ///   - key: the holder's search key, for what cannot be read.
    /// - Returns: each word once, sorted; none for what names nobody.
    static func words(ofTBS tbs: [UInt8], key: String?) -> [String] {
        var texts: Set<String> = []
        if let subject = subject(of: tbs) {
            let ofPerson = [OID.surname, OID.givenName, OID.commonName, OID.name]
            let isPerson = subject.value(of: OID.surname) != nil
            for type in isPerson ? ofPerson : ofPerson + [OID.organizationName] {
                if let text = subject.value(of: type) { texts.formUnion(spellings(of: text)) }
            }
        }
        // Names repeat one another: each spelling is folded once, since folding is what costs.
        var words = Set(texts.map(PersianText.key))
        if let key { words.insert(key) }
        words.remove("")
        return words.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    }

    /// The search key of a whole name.
    static func key(_ name: String) -> String { PersianText.key(name) }

    /// The ways in which what was typed may be divided into words, the likeliest first.
    ///
    /// - Parameter text: what was typed.
    /// - Returns: as typed, then with neighbours joined; none if nothing was typed that a name can hold.
    static func alternatives(of text: String) -> [[String]] {
        let words = Array(pieces(of: text).map(PersianText.key).filter { !$0.isEmpty }.prefix(most))
        guard !words.isEmpty else { return [] }
        var all = [words]
        for index in words.indices.dropLast() where words.count <= 4 {
            var joined = words
            joined[index] += joined.remove(at: index + 1)
            all.append(joined)
        }
        if words.count > 2 { all.append([words.joined()]) }
        return all
    }

    /// A name whole, its words, and the parts of joined words: علی‌رضا is looked for as رضا too.
    private static func spellings(of text: String) -> Set<String> {
        let pieces = pieces(of: text)
        var spellings = Set(pieces)
        spellings.insert(text)
        for piece in pieces {
            let parts = piece.unicodeScalars.split(separator: "\u{200C}")
            if parts.count > 1 { spellings.formUnion(parts.map { String($0) }) }
        }
        return spellings
    }

    private static func pieces(of text: String) -> [String] {
        let separators: Set<Unicode.Scalar> = [" ", "-", ".", ",", "،", "/", "'", "(", ")"]
        return PersianText.display(text).unicodeScalars.split { separators.contains($0) }.map { String($0) }
    }

    /// The sixth field, or the fifth where there is no version; nothing behind it is looked at.
    private static func subject(of tbs: [UInt8]) -> Name? {
        guard let node = try? DERReader.single(tbs, .sequence), var fields = try? node.reader() else { return nil }
        // version, serialNumber, signature, issuer, validity
        let before = fields.nextTag == .contextConstructed(0) ? 5 : 4
        for _ in 0..<before { guard (try? fields.read()) != nil else { return nil } }
        guard let subject = try? fields.read(.sequence) else { return nil }
        return try? Name(subject)
    }
}
