// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import Revocation
import Service

/// Revocation lists and what is said of them, for people.
enum ListText {
    /// No more entries than anyone reads; the number of the others is said.
    private static let shown = 100

    static func lines(of list: CertificateList, in language: Language) -> [String] {
        let facts = [
            "issuer": "\(list.issuer)", "number": list.crlNumber.map { Hex.encode($0) } ?? "–",
            "since": list.thisUpdate.rfc3339, "until": list.nextUpdate?.rfc3339 ?? "–",
            "count": "\(list.entries.count)", "scope": addresses(of: list).first ?? "–",
            "base": list.deltaBase.map { Hex.encode($0) } ?? "–",
        ]
        var keys = ["crl.show.head", addresses(of: list).isEmpty ? "crl.show.everything" : "crl.show.scope"]
        if list.deltaBase != nil { keys.append("crl.show.delta") }
        return keys.map { Catalogue.sentence($0, facts, in: language) }
            + entries(Array(list.entries.prefix(shown)), of: list.entries.count, in: language)
    }

    static func lines(of difference: ListDifference, _ objections: [String], in language: Language) -> [String] {
        var lines: [String] = []
        lines += section("crl.check.added", difference.added, in: language)
        let lifted = difference.removed.filter { $0.reason == .certificateHold }
        lines += section("crl.check.lifted", lifted, in: language)
        lines += section(
            "crl.check.vanished", difference.removed.filter { $0.reason != .certificateHold }, in: language)
        lines += section("crl.check.changed", difference.changed.map(\.new), in: language)
        lines += objections.map { Catalogue.sentence("crl.objection.\($0)", in: language) }
        return lines + [Catalogue.sentence(objections.isEmpty ? "crl.check.follows" : "crl.check.mayNot", in: language)]
    }

    static func lines(of check: RecordedListCheck, in language: Language) -> [String] {
        var lines: [String] = []
        lines += section("crl.check.missing", check.missing, in: language)
        lines += section("crl.check.unexpected", check.unexpected, in: language)
        lines += section("crl.check.different", check.different.map(\.new), in: language)
        if !check.isOnRecord { lines.append(Catalogue.sentence("crl.check.notOnRecord", in: language)) }
        let facts = ["authority": check.authority, "scope": check.scope]
        return lines
            + [Catalogue.sentence(check.agrees ? "crl.check.agrees" : "crl.check.differs", facts, in: language)]
    }

    /// The addresses in a list's issuing distribution point.
    static func addresses(of list: CertificateList) -> [String] {
        guard case .fullName(let names)? = list.issuingDistributionPoint?.name else { return [] }
        return names.compactMap { if case .uri(let address) = $0 { address } else { nil } }
    }

    private static func section(_ key: String, _ found: [RevokedEntry], in language: Language) -> [String] {
        guard !found.isEmpty else { return [] }
        return [Catalogue.sentence(key, ["count": "\(found.count)"], in: language)]
            + entries(Array(found.prefix(shown)), of: found.count, in: language)
    }

    private static func entries(_ entries: [RevokedEntry], of count: Int, in language: Language) -> [String] {
        var lines = entries.map { entry in
            "  \(entry.serialNumber.hex)  \(entry.revocationDate.rfc3339)  \(entry.reason.map { "\($0)" } ?? "–")"
        }
        if count > entries.count {
            lines.append(Catalogue.sentence("crl.show.more", ["count": "\(count - entries.count)"], in: language))
        }
        return lines
    }
}
