// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Identity
import JSON
public import PKIX
public import Records

/// Reads which certificates an act on many is about, from the words of a request; the console's words mean the same.
///
/// Numbers and names are folded here in the one way in which records have them.
public enum SelectionReader {
    /// What a selection may be made by, in the order of its criteria.
    public static let names = [
        "serials", "nationalID", "name", "licence", "office", "officer", "from", "to", "key", "chipBatch", "profile",
        "authority", "keyAlgorithm",
    ]

    /// A word that does not say what it must.
    public struct Refusal: Error, Sendable, Hashable {
        /// One of ``SelectionReader/names``.
        public let name: String
        /// What it holds.
        public let seen: String
        /// What it may hold.
        public let allowed: String
    }

    /// Makes a criterion of a word that stands for itself.
    ///
    /// - Parameters:
    ///   - name: one of ``names``, but not `serials`, `officer`, `from`, `to`.
    ///   - text: as typed.
    /// - Returns: the criterion.
    /// - Throws: ``Refusal``.
    public static func criterion(
        _ name: String, _ text: String
    ) throws(Refusal) -> CertificateSelection.Criterion {
        switch name {
        case "nationalID": return .nationalID(PersianText.asciiDigits(text))
        case "name": return .name(PersianText.key(text))
        case "licence": return .licence((try? MedicalCouncilNumber(checking: text))?.canonical ?? text)
        case "office": return .office(text)
        case "profile": return .profile(text)
        case "authority": return .authority(text)
        case "keyAlgorithm": return .keyAlgorithm(text)
        case "chipBatch":
            guard let batch = try? ChipBatch(checking: text) else {
                throw Refusal(name: name, seen: text, allowed: "A–Z a–z 0–9 - . _")
            }
            return .chipBatch(batch.canonical)
        case "key":
            guard let sha256 = try? Hex.decode(text.lowercased()), sha256.count == 32 else {
                throw Refusal(name: name, seen: text, allowed: "SHA-256 (64 hex digits)")
            }
            return .publicKeySHA256(sha256)
        default: throw Refusal(name: name, seen: text, allowed: names.joined(separator: ", "))
        }
    }

    /// Makes the criterion of an officer's work.
    ///
    /// - Parameters:
    ///   - officer: the officer's identifier.
    ///   - from: RFC 3339; nil is the beginning.
    ///   - to: RFC 3339, not itself in the span; nil is now and later.
    /// - Returns: the criterion.
    /// - Throws: ``Refusal``.
    public static func officer(
        _ officer: String, from: String?, to: String?
    ) throws(Refusal) -> CertificateSelection.Criterion {
        let start = try instant("from", from) ?? Instant(secondsSince1970: 0)
        let end = try instant("to", to) ?? Instant(secondsSince1970: 253_402_300_799)
        guard start < end else { throw Refusal(name: "to", seen: to ?? "", allowed: "> \(start.rfc3339)") }
        return .officer(officer, from: start, before: end)
    }

    /// Reads serial numbers, one a word.
    ///
    /// - Parameter words: hexadecimal digits, as tools print them.
    /// - Returns: the numbers, in their order.
    /// - Throws: ``Refusal``, naming the first that is none.
    public static func serials(_ words: [String]) throws(Refusal) -> [SerialNumber] {
        var serials: [SerialNumber] = []
        serials.reserveCapacity(words.count)
        for word in words {
            guard let serial = SerialNumber(hex: word) else {
                throw Refusal(name: "serials", seen: String(word.prefix(80)), allowed: "hexadecimal")
            }
            serials.append(serial)
        }
        return serials
    }

    private static func instant(_ name: String, _ text: String?) throws(Refusal) -> Instant? {
        guard let text else { return nil }
        guard let instant = Instant(rfc3339: text) else {
            throw Refusal(name: name, seen: text, allowed: "2026-11-21T22:00:00Z")
        }
        return instant
    }
}

extension SelectionReader {
    /// Reads the `selection` of a request.
    ///
    /// - Parameters:
    ///   - value: the member's value.
    ///   - added: what must hold besides: what the one who asks may touch.
    /// - Returns: what is selected.
    /// - Throws: ``Problem`` for a member that is unknown or of the wrong form.
    static func selection(
        _ value: JSONValue?, and added: [CertificateSelection.Criterion]
    ) throws(Problem) -> CertificateSelection {
        guard let members = value?.members, !members.isEmpty else {
            throw .member("selection", seen: nil, allowed: names.joined(separator: ", "))
        }
        if let stranger = members.first(where: { !names.contains($0.name) }) { throw .unknownMember(stranger.name) }
        func text(_ name: String) throws(Problem) -> String? {
            guard let member = value?[name] else { return nil }
            guard let text = member.text, !text.isEmpty else { throw .member(name, seen: "–", allowed: "text") }
            return text
        }
        var criteria = added
        var serials: [SerialNumber]?
        if let listed = value?["serials"] {
            guard let list = listed.elements, !list.isEmpty else {
                throw .member("serials", seen: "–", allowed: "[hexadecimal, …]")
            }
            serials = try read { () throws(Refusal) in try self.serials(list.map { $0.text ?? "–" }) }
        }
        let (officer, from, to) = (try text("officer"), try text("from"), try text("to"))
        if let officer {
            criteria.append(try read { () throws(Refusal) in try self.officer(officer, from: from, to: to) })
        } else if from != nil || to != nil {
            throw .member("officer", seen: nil, allowed: "text")
        }
        for name in names where !["serials", "officer", "from", "to"].contains(name) {
            guard let text = try text(name) else { continue }
            criteria.append(try read { () throws(Refusal) in try criterion(name, text) })
        }
        return serials.map { CertificateSelection(serials: $0, criteria) } ?? CertificateSelection(criteria)
    }

    private static func read<Value>(_ body: () throws(Refusal) -> Value) throws(Problem) -> Value {
        do throws(Refusal) {
            return try body()
        } catch {
            throw .member(error.name, seen: error.seen, allowed: error.allowed)
        }
    }
}
