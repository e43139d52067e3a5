// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import JSON
import PKIX
import Records
import Revocation

/// Revocation lists and what is said of them, for machines.
enum ListJSON {
    static func value(_ list: PublishedList) -> JSONValue {
        [
            "path": .string(list.path), "number": .integer(list.record.number),
            "thisUpdate": .string(list.thisUpdate.rfc3339), "nextUpdate": .string(list.nextUpdate.rfc3339),
            "bytes": .integer(Int64(list.encoded.count)), "sha256": .string(Hex.encode(list.record.sha256)),
        ]
    }

    static func value(of list: CertificateList, withEntries: Bool) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("issuer", .string("\(list.issuer)")), .init("number", .init(list.crlNumber.map { Hex.encode($0) })),
            .init("thisUpdate", .string(list.thisUpdate.rfc3339)),
            .init("nextUpdate", .init(list.nextUpdate?.rfc3339)),
            .init("deltaBase", .init(list.deltaBase.map { Hex.encode($0) })),
            .init("scope", .init(ListText.addresses(of: list).first)),
            .init("expiredCertsOnCRL", .init(list.expiredCertsOnCRL?.rfc3339)),
            .init("entryCount", .integer(Int64(list.entries.count))),
        ]
        if withEntries { members.append(.init("entries", .array(list.entries.map { value(of: $0) }))) }
        return .object(members)
    }

    static func value(of entry: RevokedEntry) -> JSONValue {
        [
            "serialNumber": .string(entry.serialNumber.hex), "revocationDate": .string(entry.revocationDate.rfc3339),
            "reason": .init(entry.reason.map { "\($0)" }), "invalidityDate": .init(entry.invalidityDate?.rfc3339),
        ]
    }

    static func value(
        of difference: ListDifference, _ objections: [String], _ old: CertificateList, _ new: CertificateList
    ) -> JSONValue {
        [
            "follows": .boolean(objections.isEmpty), "objections": .array(objections.map { .string($0) }),
            "older": value(of: old, withEntries: false), "newer": value(of: new, withEntries: false),
            "added": .array(difference.added.map { value(of: $0) }),
            "removed": .array(
                difference.removed.map { entry in
                    [
                        "entry": value(of: entry),
                        "why": .string(entry.reason == .certificateHold ? "holdLifted" : "vanished"),
                    ]
                }),
            "changed": .array(difference.changed.map { value(of: $0) }),
        ]
    }

    static func value(of check: RecordedListCheck) -> JSONValue {
        [
            "agrees": .boolean(check.agrees), "authority": .string(check.authority), "scope": .string(check.scope),
            "onRecord": .boolean(check.isOnRecord), "missing": .array(check.missing.map { value(of: $0) }),
            "unexpected": .array(check.unexpected.map { value(of: $0) }),
            "different": .array(check.different.map { value(of: $0) }),
        ]
    }

    private static func value(of change: ListDifference.Change) -> JSONValue {
        [
            "from": value(of: change.old), "to": value(of: change.new), "allowed": .boolean(change.isAllowed),
        ]
    }
}
