// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX
import TestSupport

@testable import Linting

/// For every rule on lists a way to break it, and a list beside it that keeps to it.
struct ListRulePair {
    /// The rule that must object; others that cannot but object too come after it.
    let rules: [String]
    let bad: (inout ListSample) throws -> Void
    /// What is like the bad one, and good; the plain sample unless said.
    var good: (inout ListSample) throws -> Void = { _ in }

    private static func name(_ uris: String...) -> DistributionPointName { .fullName(uris.map { .uri($0) }) }

    private static func point(_ change: IssuingDistributionPoint) -> (inout ListSample) -> Void {
        { $0.set(.point(change)) }
    }

    private static func delta(_ sample: inout ListSample) {
        sample.set(.delta([8]))
        sample.context.deltaBase = [8]
    }

    private static func shard(_ sample: inout ListSample) {
        sample.set(.point(IssuingDistributionPoint(name: name(ListSample.address))))
        sample.context.address = ListSample.address
    }

    static var all: [ListRulePair] { lists + scopes + entries + practice }

    private static var lists: [ListRulePair] {
        [
            ListRulePair(rules: ["rfc5280.list-version"], bad: { $0.version = nil }),
            ListRulePair(rules: ["rfc5280.list-version"], bad: { $0.version = 2 }),
            ListRulePair(
                rules: ["rfc5280.list-signature-algorithm", "cpcps.list-algorithm"],
                bad: { $0.inner = AlgorithmIdentifier(.ecdsa(.sha384)) }),
            ListRulePair(
                rules: ["rfc5280.list-signature-algorithm", "cpcps.list-algorithm"],
                bad: {
                    $0.inner = AlgorithmIdentifier(.rsaPKCS1(.sha256))
                    $0.outer = .rsaPKCS1(.sha256)
                }),
            ListRulePair(rules: ["rfc5280.list-issuer"], bad: { $0.issuer = ListSample.root.name }),
            ListRulePair(
                rules: ["rfc5280.list-signer"],
                bad: { sample in
                    sample.signer = try ListSample.root.authority("Health", pathLength: 0) {
                        $0.validity = LintTestCase.longValidity
                        $0.set(.keyUsage(.keyCertSign))
                    }
                    sample.set(.keyIdentifier(sample.signer))
                }),
            ListRulePair(
                rules: ["rfc5280.list-time-form"],
                bad: { $0.thisUpdate = ListSample.time(.generalizedTime, "20261121120000Z") }),
            ListRulePair(
                rules: ["rfc5280.list-time-form"], bad: { $0.nextUpdate = ListSample.time(.utcTime, "2611221200Z") }),
            ListRulePair(rules: ["rfc5280.list-next-update"], bad: { $0.nextUpdate = nil }),
            ListRulePair(
                rules: ["rfc5280.list-next-update"],
                bad: { $0.nextUpdate = ListSample.time(.utcTime, "261121120000Z") },
                good: { $0.nextUpdate = ListSample.time(.utcTime, "261121120001Z") }),
            ListRulePair(
                rules: ["rfc5280.list-authority-key-identifier"], bad: { $0.set(.keyIdentifier(ListSample.root)) }),
            ListRulePair(
                rules: ["rfc5280.list-authority-key-identifier"], bad: { $0.remove(OID.authorityKeyIdentifier) }),
            ListRulePair(rules: ["rfc5280.list-number"], bad: { $0.remove(OID.crlNumber) }),
            ListRulePair(rules: ["rfc5280.list-number"], bad: { $0.set(.crlNumber([0])) }),
            ListRulePair(
                rules: ["rfc5280.list-number"], bad: { $0.set(.crlNumber([0x85])) },
                good: { $0.set(.crlNumber([0, 0x85])) }),
            ListRulePair(
                rules: ["rfc5280.list-number"], bad: { $0.set(.crlNumber([UInt8](repeating: 1, count: 21))) },
                good: { $0.set(.crlNumber([UInt8](repeating: 1, count: 20))) }),
            ListRulePair(rules: ["rfc5280.list-criticality"], bad: { $0.set(.crlNumber([9], isCritical: true)) }),
            ListRulePair(
                rules: ["rfc5280.list-criticality", "cpcps.list-closed-extensions"],
                bad: { $0.set(Extension(oid: ObjectIdentifier(1, 2, 3), isCritical: true, value: [5, 0])) }),
            ListRulePair(
                rules: ["x509.expired-certificates"],
                bad: { $0.set(.expired(ListSample.time(.utcTime, "240101000000Z"))) }),
            ListRulePair(
                rules: ["x509.expired-certificates"],
                bad: { $0.set(.expired(ListSample.time(.generalizedTime, "20261121120001Z"))) }),
        ]
    }

    private static var scopes: [ListRulePair] {
        [
            ListRulePair(
                rules: ["rfc5280.list-delta"],
                bad: {
                    delta(&$0)
                    $0.set(.delta([8], isCritical: false))
                }, good: delta),
            ListRulePair(
                rules: ["rfc5280.list-delta"],
                bad: {
                    $0.set(.delta([9]))
                    $0.context.deltaBase = [9]
                }, good: delta),
            ListRulePair(
                rules: ["rfc5280.list-distribution-point"],
                bad: {
                    shard(&$0)
                    $0.set(.point(IssuingDistributionPoint(name: name(ListSample.address)), isCritical: false))
                }, good: shard),
            ListRulePair(
                rules: ["rfc5280.list-distribution-point"], bad: point(IssuingDistributionPoint(name: nil))),
            ListRulePair(
                rules: ["rfc5280.list-distribution-point", "cpcps.list-scope"],
                bad: {
                    shard(&$0)
                    $0.set(
                        .point(
                            IssuingDistributionPoint(
                                name: name(ListSample.address), onlyContainsUserCerts: true, onlyContainsCACerts: true))
                    )
                }, good: shard),
            ListRulePair(
                rules: ["cpcps.list-scope"],
                bad: {
                    shard(&$0)
                    $0.set(.point(IssuingDistributionPoint(name: name(ListSample.address, ListSample.address + "2"))))
                }, good: shard),
            ListRulePair(
                rules: ["cpcps.list-scope"],
                bad: {
                    shard(&$0)
                    $0.remove(OID.issuingDistributionPoint)
                }, good: shard),
            ListRulePair(
                rules: ["cpcps.list-scope"],
                bad: {
                    shard(&$0)
                    $0.set(.point(IssuingDistributionPoint(name: name(ListSample.address), isIndirect: true)))
                }, good: shard),
            ListRulePair(
                rules: ["cpcps.list-scope"],
                bad: {
                    delta(&$0)
                    $0.context.deltaBase = [7]
                }, good: delta),
            ListRulePair(rules: ["cpcps.list-scope"], bad: { $0.set(.delta([8])) }, good: delta),
            ListRulePair(
                rules: ["rfc5280.freshest-list"],
                bad: { $0.set(.freshest([DistributionPoint(uri: "https://x.ir/d.crl")])) },
                good: { $0.set(.freshest([DistributionPoint(uri: "http://x.ir/d.crl")])) }),
            ListRulePair(
                rules: ["rfc5280.freshest-list"],
                bad: {
                    delta(&$0)
                    $0.set(.freshest([DistributionPoint(uri: "http://x.ir/d.crl")]))
                }, good: delta),
        ]
    }

    private static func entry(_ change: @escaping (inout ListSample.Entry) -> Void) -> (inout ListSample) -> Void {
        { sample in
            var entry = ListSample.Entry(9)
            change(&entry)
            sample.entries?.append(entry)
        }
    }

    private static var entries: [ListRulePair] {
        [
            ListRulePair(rules: ["rfc5280.list-entries"], bad: { $0.entries = [] }, good: { $0.entries = nil }),
            ListRulePair(
                rules: ["rfc5280.list-entries"], bad: entry { $0.date = DERWriter.bytes { $0.null() } },
                good: entry { _ in }),
            ListRulePair(rules: ["rfc5280.entry-serial-number"], bad: { $0.entries?.append(ListSample.Entry(4)) }),
            ListRulePair(
                rules: ["rfc5280.entry-serial-number"],
                bad: entry { $0.serial = [UInt8](repeating: 1, count: 21) },
                good: entry { $0.serial = [UInt8](repeating: 1, count: 20) }),
            ListRulePair(
                rules: ["rfc5280.entry-serial-number"],
                bad: { $0.entries?.insert(.init(0).with { $0.serial = [0] }, at: 0) },
                good: { $0.entries?.insert(.init(0).with { $0.serial = [1] }, at: 0) }),
            ListRulePair(
                rules: ["rfc5280.entry-serial-number"],
                bad: { $0.entries?.insert(.init(0).with { $0.serial = [0x81] }, at: 0) }),
            ListRulePair(
                rules: ["rfc5280.entry-revocation-date"],
                bad: entry { $0.date = ListSample.time(.utcTime, "261121120001Z") },
                good: entry { $0.date = ListSample.time(.utcTime, "261121120000Z") }),
            ListRulePair(
                rules: ["rfc5280.entry-revocation-date"],
                bad: entry { $0.date = ListSample.time(.generalizedTime, "20261121110000Z") }),
            ListRulePair(
                rules: ["rfc5280.entry-revocation-date"],
                bad: entry { $0.date = ListSample.time(.utcTime, "261321110000Z") }),
            ListRulePair(
                rules: ["rfc5280.entry-revocation-date"],
                bad: entry { $0.date = ListSample.time(.utcTime, "2611211100Z") }),
            ListRulePair(
                rules: ["rfc5280.entry-reason"], bad: entry { $0.extensions = [ListSample.reason(0)] },
                good: entry { $0.extensions = nil }),
            ListRulePair(rules: ["rfc5280.entry-reason"], bad: entry { $0.extensions = [ListSample.reason(7)] }),
            ListRulePair(
                rules: ["rfc5280.entry-reason"], bad: entry { $0.extensions = [ListSample.reason(8)] },
                good: {
                    delta(&$0)
                    $0.entries?.append(ListSample.Entry(9, [ListSample.reason(8)]))
                }),
            ListRulePair(rules: ["rfc5280.entry-reason"], bad: entry { $0.extensions = [ListSample.reason(11)] }),
            ListRulePair(
                rules: ["rfc5280.entry-invalidity-date"],
                bad: entry { $0.extensions = [ListSample.invalidity("261120000000Z", .utcTime)] }),
            ListRulePair(
                rules: ["rfc5280.entry-invalidity-date"],
                bad: entry { $0.extensions = [ListSample.invalidity("20261121120001Z")] },
                good: entry { $0.extensions = [ListSample.invalidity("20261121120000Z")] }),
            ListRulePair(rules: ["rfc5280.entry-extensions"], bad: entry { $0.extensions = [] }),
            ListRulePair(
                rules: ["rfc5280.entry-extensions"],
                bad: entry { $0.extensions = [ListSample.reason(1), ListSample.reason(1)] }),
            ListRulePair(
                rules: ["rfc5280.entry-extensions"],
                bad: entry { $0.extensions = [ListSample.reason(1, isCritical: true)] }
            ),
            ListRulePair(
                rules: ["rfc5280.entry-extensions", "cpcps.entry-closed-extensions"],
                bad: entry {
                    let unknown = Extension(oid: ObjectIdentifier(1, 2, 3), isCritical: true, value: [5, 0])
                    $0.extensions = [ListSample.encode(unknown)]
                }),
        ]
    }

    private static var practice: [ListRulePair] {
        [
            ListRulePair(
                rules: ["cpcps.list-lifetime"], bad: { $0.nextUpdate = ListSample.time(.utcTime, "261201120001Z") },
                good: { $0.nextUpdate = ListSample.time(.utcTime, "261201120000Z") }),
            ListRulePair(
                rules: ["cpcps.list-lifetime"],
                bad: {
                    offline(&$0)
                    $0.nextUpdate = ListSample.time(.utcTime, "271123120000Z")
                },
                good: {
                    offline(&$0)
                    $0.nextUpdate = ListSample.time(.utcTime, "271122000000Z")
                }),
            ListRulePair(
                rules: ["cpcps.list-lifetime"],
                bad: { sample in
                    sample.signer = try ListSample.root.authority("Health", pathLength: 0) {
                        $0.validity = Validity(
                            notBefore: TestPKI.now.advanced(bySeconds: -86_400),
                            notAfter: TestPKI.now.advanced(bySeconds: 86_399))
                    }
                    sample.set(.keyIdentifier(sample.signer))
                }),
            ListRulePair(
                rules: ["cpcps.list-time"], bad: { $0.time = TestPKI.now.advanced(bySeconds: -1) },
                good: { $0.time = TestPKI.now.advanced(bySeconds: 30) }),
            ListRulePair(
                rules: ["cpcps.list-time"],
                bad: { sample in
                    sample.signer = try ListSample.root.authority("Health", pathLength: 0) {
                        $0.validity = Validity(
                            notBefore: TestPKI.now.advanced(bySeconds: 1),
                            notAfter: TestPKI.now.advanced(bySeconds: 8_640_000))
                    }
                    sample.set(.keyIdentifier(sample.signer))
                }),
            ListRulePair(
                rules: ["cpcps.list-algorithm"],
                bad: {
                    $0.inner = AlgorithmIdentifier(.ecdsa(.sha512))
                    $0.outer = .ecdsa(.sha512)
                }),
            ListRulePair(rules: ["cpcps.entry-order"], bad: { $0.entries?.append(ListSample.Entry(0)) }),
            ListRulePair(
                rules: ["cpcps.entry-closed-extensions"],
                bad: entry {
                    $0.extensions = [
                        ListSample.encode(Extension(oid: ObjectIdentifier(1, 2, 3), isCritical: false, value: [5, 0]))
                    ]
                }),
            ListRulePair(rules: ["cpcps.list-closed-extensions"], bad: { $0.remove(OID.expiredCertsOnCRL) }),
            ListRulePair(
                rules: ["cpcps.list-closed-extensions"],
                bad: { $0.set(Extension(oid: ObjectIdentifier(1, 2, 3), isCritical: false, value: [5, 0])) },
                good: { $0.set(Extension(oid: MohrOID.logCheckpoint, isCritical: false, value: [5, 0])) }),
        ]
    }

    /// Signed by the root, whose key is fetched from a safe.
    private static func offline(_ sample: inout ListSample) {
        sample.signer = ListSample.root
        sample.issuer = ListSample.root.name
        sample.inner = AlgorithmIdentifier(.ecdsa(.sha384))
        sample.outer = .ecdsa(.sha384)
        sample.set(.keyIdentifier(ListSample.root))
    }
}

extension ListSample.Entry {
    func with(_ change: (inout ListSample.Entry) -> Void) -> ListSample.Entry {
        var entry = self
        change(&entry)
        return entry
    }
}
