// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import TestSupport
import XCTest

@testable import Linting

/// A list before it is signed, every octet of it open to be made wrong.
struct ListSample {
    /// One entry, written as it is told.
    struct Entry {
        var serial: [UInt8]
        var date = time(.utcTime, "261121110000Z")
        var extensions: [[UInt8]]?

        init(_ last: UInt8, _ extensions: [[UInt8]]? = nil) {
            serial = [0x4d] + [UInt8](repeating: 7, count: 15) + [last]
            self.extensions = extensions
        }
    }

    static let root = try! TestPKI.root { $0.validity = LintTestCase.longValidity }
    static let health = try! root.authority("Health", pathLength: 0) { $0.validity = LintTestCase.longValidity }
    static let address = "http://pki.example.ir/crls/health/3.crl"

    var signer = health
    var context: (address: String?, deltaBase: [UInt8]?) = (nil, nil)
    var time = TestPKI.now
    var outer = SignatureAlgorithm.ecdsa(.sha256)

    var version: Int? = 1
    var inner = AlgorithmIdentifier(.ecdsa(.sha256))
    var issuer = health.name
    var thisUpdate = Self.time(.utcTime, "261121120000Z")
    var nextUpdate: [UInt8]? = Self.time(.utcTime, "261122120000Z")
    var entries: [Entry]? = [
        Entry(1), Entry(2, [reason(1)]), Entry(3, [reason(6), invalidity("20261120000000Z")]), Entry(4, [reason(9)]),
    ]
    var extensions: [Extension] = [
        .crlNumber([9]), .expired(Self.time(.generalizedTime, "20240101000000Z")), .keyIdentifier(health),
    ]

    mutating func set(_ item: Extension) {
        extensions.removeAll { $0.oid == item.oid }
        extensions.append(item)
    }

    mutating func remove(_ oid: ObjectIdentifier) { extensions.removeAll { $0.oid == oid } }

    var encoded: [UInt8] {
        DERWriter.bytes { writer in
            writer.sequence { writer in
                if let version { writer.integer(version) }
                inner.encode(into: &writer)
                writer.raw(issuer.encoded)
                writer.raw(thisUpdate)
                if let nextUpdate { writer.raw(nextUpdate) }
                if let entries {
                    writer.sequence { writer in
                        for entry in entries {
                            writer.sequence { writer in
                                writer.integer(content: entry.serial)
                                writer.raw(entry.date)
                                if let extensions = entry.extensions {
                                    writer.sequence { writer in for item in extensions { writer.raw(item) } }
                                }
                            }
                        }
                    }
                }
                writer.explicit(0) { writer in
                    writer.sequence { writer in for item in extensions { item.encode(into: &writer) } }
                }
            }
        }
    }

    var lintContext: ListLintContext {
        get throws {
            ListLintContext(
                issuer: signer.certificate, keyKind: signer.key.publicKey.kind, algorithm: outer,
                address: context.address, deltaBase: context.deltaBase, time: time)
        }
    }

    /// The names of the rules that object, in their order.
    func objections() throws -> [String] {
        let list = try LintedList(reading: encoded)
        let context = try lintContext
        return ListLinter.standard.rules.filter { !$0.findings(in: list, context: context).isEmpty }.map(\.name)
    }

    static func time(_ tag: Tag, _ text: String) -> [UInt8] {
        DERWriter.bytes { $0.primitive(tag, Array(text.utf8)) }
    }

    static func reason(_ number: Int, isCritical: Bool = false) -> [UInt8] {
        encode(Extension(oid: OID.reasonCode, isCritical: isCritical) { $0.enumerated(number) })
    }

    static func invalidity(_ text: String, _ tag: Tag = .generalizedTime, isCritical: Bool = false) -> [UInt8] {
        encode(Extension(oid: OID.invalidityDate, isCritical: isCritical, value: time(tag, text)[...]))
    }

    static func encode(_ item: Extension) -> [UInt8] {
        DERWriter.bytes { item.encode(into: &$0) }
    }
}

extension Extension {
    static func crlNumber(_ content: [UInt8], isCritical: Bool = false) -> Extension {
        Extension(oid: OID.crlNumber, isCritical: isCritical) { $0.integer(content: content) }
    }

    static func delta(_ content: [UInt8], isCritical: Bool = true) -> Extension {
        Extension(oid: OID.deltaCRLIndicator, isCritical: isCritical) { $0.integer(content: content) }
    }

    static func expired(_ time: [UInt8]) -> Extension {
        Extension(oid: OID.expiredCertsOnCRL, isCritical: false, value: time[...])
    }

    static func keyIdentifier(_ identity: TestIdentity) -> Extension {
        .authorityKeyIdentifier(AuthorityKeyIdentifier(keyIdentifier: identity.certificate.subjectKeyIdentifier!))
    }

    static func point(_ point: IssuingDistributionPoint, isCritical: Bool = true) -> Extension {
        Extension(oid: OID.issuingDistributionPoint, isCritical: isCritical) { point.encode(into: &$0) }
    }

    static func freshest(_ points: [DistributionPoint], isCritical: Bool = false) -> Extension {
        Extension(
            oid: OID.freshestCRL, isCritical: isCritical, value: Extension.crlDistributionPoints(points).value)
    }
}
