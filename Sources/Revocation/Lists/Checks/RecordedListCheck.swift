// SPDX-License-Identifier: Apache-2.0
import DER
public import PKIX
public import Records

/// A list held against the records: what it should say as of its own moment, and what it says.
///
/// Which certificates it covers is read off the list itself, its scope, and not off a configuration: a wrong number of
/// shards there would leave certificates out of both.
///
/// - SeeAlso: CP/CPS 4.9.7.
public struct RecordedListCheck: Sendable, Hashable {
    /// Whose list it is.
    public let authority: String

    /// What it covers, as the records call it.
    public let scope: String

    /// What should be listed and is not.
    public let missing: [RevokedEntry]

    /// What is listed and should not be.
    public let unexpected: [RevokedEntry]

    /// What is listed otherwise than it should be; as it should, then as it is.
    public let different: [ListDifference.Change]

    /// Whether the very bytes are on record; a list that was thinned out is not.
    public let isOnRecord: Bool

    /// Whether list and records agree.
    public var agrees: Bool { missing.isEmpty && unexpected.isEmpty && different.isEmpty }

    /// Acts are dated by other clocks; one of this many seconds around the list's moment may be on it or not.
    private static let clockSeconds: Int64 = 60

    /// Checks a list.
    ///
    /// - Parameters:
    ///   - list: the list; its signature is checked under the certificate on record.
    ///   - records: the house's.
    /// - Throws: ``RevocationError``: `listUnverified` when no authority on record signed it, `listUnreadable` for a
    ///   scope that is none of this house, `records`.
    /// - Complexity: linear in the number of certificates.
    public init(of list: CertificateList, in records: Records) throws(RevocationError) {
        guard let found = try Self.authority(of: list, in: records) else {
            throw .listUnverified(authority: "\(list.issuer)", scope: "–")
        }
        authority = found
        let part = Self.part(of: list, authority: found)
        scope = part.scope
        var count = 0
        for record in try recorded(try records.newestLists()) where record.authority == found {
            if case .shard(let number)? = ListPart(scope: record.scope) { count = max(count, number + 1) }
        }
        let onRecord = try recorded(try records.list(of: found, scope: part.scope, number: list.number))
        isOnRecord = onRecord?.encoded == list.encoded
        var told = Dictionary(list.entries.map { ($0.serialNumber, $0) }) { first, _ in first }
        if let base = list.deltaBaseNumber {
            guard let record = try recorded(try records.list(of: found, scope: ListPart.full.scope, number: base))
            else {
                throw .listAhead(authority: found, scope: ListPart.full.scope, seen: base, onRecord: 0)
            }
            for entry in try papered(try CertificateList(der: record.encoded)).entries
            where told[entry.serialNumber] == nil {
                told[entry.serialNumber] = entry
            }
            told = told.filter { $0.value.reason != .removeFromCRL }
        }
        var missing: [RevokedEntry] = []
        var different: [ListDifference.Change] = []
        try recorded(try records.statusIndex()).forEach { certificate in
            guard certificate.reference.authority == found,
                part.covers(certificate.reference.serial, of: count)
            else { return }
            let listed = told.removeValue(forKey: certificate.reference.serial)
            let possible = [0, -Self.clockSeconds, Self.clockSeconds].map { (margin: Int64) -> RevokedEntry? in
                Self.entry(of: certificate, at: list.thisUpdate.advanced(bySeconds: margin))
            }
            guard !possible.contains(listed) else { return }
            if let expected = possible[0] ?? possible[1] {
                if let listed {
                    different.append(ListDifference.Change(old: expected, new: listed))
                } else {
                    missing.append(expected)
                }
            } else if let listed {
                told[certificate.reference.serial] = listed
            }
        }
        self.missing = missing.sorted { $0.serialNumber < $1.serialNumber }
        self.different = different.sorted { $0.old.serialNumber < $1.old.serialNumber }
        unexpected = told.values.sorted { $0.serialNumber < $1.serialNumber }
    }

    private static func entry(of certificate: IndexedCertificate, at time: Instant) -> RevokedEntry? {
        RevokedEntry(
            certificate.reference.serial, PresentedStatus(certificate.intervals.filter { $0.since <= time }))
    }

    static func authority(of list: CertificateList, in records: Records) throws(RevocationError) -> String? {
        for record in try recorded(try records.authorities()) {
            guard let der = record.certificate else { continue }
            let certificate = try papered(try Certificate(der: der))
            if certificate.subject == list.issuer, list.isSigned(by: try papered(try certificate.publicKey())) {
                return record.name
            }
        }
        return nil
    }

    /// What a list covers by its own word: the last of the address in its issuing distribution point.
    static func part(of list: CertificateList, authority: String) -> ListPart {
        if list.deltaBase != nil { return .delta }
        guard case .fullName(let names)? = list.issuingDistributionPoint?.name,
            case .uri(let address)? = names.first, let file = address.split(separator: "/").last,
            file.hasSuffix(".crl"), let number = Int(file.dropLast(4))
        else { return .full }
        return .shard(number)
    }
}

extension ListPart {
    /// Whether a certificate falls to the list, with so many shards.
    func covers(_ serial: SerialNumber, of shards: Int) -> Bool {
        guard case .shard(let number) = self else { return true }
        return ShardNumber.of(serial, count: shards) == number
    }
}
