// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import TestSupport
import XCTest

@testable import Linting

/// An OCSP answer before it is signed, every octet of it open to be made wrong.
struct AnswerSample {
    /// What is said of one certificate.
    struct Single {
        var certID: CertID
        var status: [UInt8]
        var thisUpdate = ListSample.time(.generalizedTime, "20261121110000Z")
        var nextUpdate: [UInt8]? = ListSample.time(.generalizedTime, "20261122110000Z")
        var extensions: [Extension]
    }

    static let issuer = ListSample.health
    static let responder = try! issuer.responder { $0.validity = LintTestCase.longValidity }
    static let serial = SerialNumber(unsigned: [0x4d] + [UInt8](repeating: 7, count: 16))

    var signer = responder
    var algorithm = SignatureAlgorithm.ecdsa(.sha256)
    var asked = [certID()]
    var askedNonce: [UInt8]?
    var time = TestPKI.now

    var version: Int?
    var responderID = try! ResponderID(keyOf: responder.certificate)
    var producedAt = ListSample.time(.generalizedTime, "20261121120000Z")
    var singles = [good()]
    var extensions: [Extension] = []

    static func certID(
        _ hash: DigestAlgorithm = .sha1, _ serial: SerialNumber = serial, issuer: TestIdentity = issuer
    ) -> CertID {
        try! CertID(serialNumber: serial, issuer: issuer.certificate, hashAlgorithm: hash)
    }

    static func good(_ certID: CertID = certID()) -> Single {
        Single(certID: certID, status: [0x80, 0], extensions: [certHash(.sha256), cutoff])
    }

    static func revoked(
        _ reason: Int? = 1, at time: String = "20261120110000Z", _ certID: CertID = certID()
    ) -> Single {
        let status = DERWriter.bytes { writer in
            writer.constructed(.contextConstructed(1)) { writer in
                writer.raw(ListSample.time(.generalizedTime, time))
                if let reason { writer.explicit(0) { $0.enumerated(reason) } }
            }
        }
        return Single(certID: certID, status: status, extensions: [cutoff])
    }

    static func unknown(_ certID: CertID = certID()) -> Single {
        Single(
            certID: certID, status: [0x82, 0], nextUpdate: ListSample.time(.generalizedTime, "20261121120100Z"),
            extensions: [])
    }

    static func certHash(_ hash: DigestAlgorithm, count: Int? = nil, isCritical: Bool = false) -> Extension {
        Extension(oid: OID.ocspCertHash, isCritical: isCritical) { writer in
            writer.sequence { writer in
                AlgorithmIdentifier(digest: hash).encode(into: &writer)
                writer.octetString([UInt8](repeating: 9, count: count ?? hash.byteCount))
            }
        }
    }

    static let cutoff = archive(ListSample.time(.generalizedTime, "20240101000000Z"))

    static func archive(_ time: [UInt8]) -> Extension {
        Extension(oid: OID.ocspArchiveCutoff, isCritical: false, value: time[...])
    }

    static func nonce(_ octets: [UInt8], isCritical: Bool = false) -> Extension {
        Extension(oid: OID.ocspNonce, isCritical: isCritical) { $0.octetString(octets) }
    }

    var encoded: [UInt8] {
        DERWriter.bytes { writer in
            writer.sequence { writer in
                if let version { writer.explicit(0) { $0.integer(version) } }
                switch responderID {
                case .byName(let name): writer.explicit(1) { $0.raw(name.encoded) }
                case .byKey(let digest): writer.explicit(2) { $0.octetString(digest) }
                }
                writer.raw(producedAt)
                writer.sequence { writer in for single in singles { write(single, &writer) } }
                if !extensions.isEmpty { writer.explicit(1) { $0.sequence { write(extensions, &$0) } } }
            }
        }
    }

    private func write(_ single: Single, _ writer: inout DERWriter) {
        writer.sequence { writer in
            writer.sequence { writer in
                AlgorithmIdentifier(
                    algorithm: AlgorithmIdentifier.identifier(of: single.certID.hashAlgorithm),
                    parameters: single.certID.hasNullParameters ? [5, 0] : nil
                ).encode(into: &writer)
                writer.octetString(single.certID.issuerNameHash)
                writer.octetString(single.certID.issuerKeyHash)
                writer.integer(content: single.certID.serialNumber.bytes)
            }
            writer.raw(single.status)
            writer.raw(single.thisUpdate)
            if let nextUpdate = single.nextUpdate { writer.explicit(0) { $0.raw(nextUpdate) } }
            if !single.extensions.isEmpty { writer.explicit(1) { $0.sequence { write(single.extensions, &$0) } } }
        }
    }

    private func write(_ extensions: [Extension], _ writer: inout DERWriter) {
        for item in extensions { item.encode(into: &writer) }
    }

    var linter: AnswerLinter {
        get throws {
            AnswerLinter(
                for: try AnswerSigner(
                    issuer: Self.issuer.certificate, certificate: signer.certificate, algorithm: algorithm))
        }
    }

    /// The names of the rules that object, in their order.
    func objections() throws -> [String] {
        let answer = try LintedAnswer(reading: encoded)
        let linter = try linter
        let context = AnswerLintContext(signer: linter.signer, asked: asked, nonce: askedNonce, time: time)
        return linter.rules.filter { !$0.findings(in: answer, context: context).isEmpty }.map(\.name)
    }

    /// Clears it by a linter.
    func clear(by linter: AnswerLinter) throws -> [UInt8] {
        try linter.clear(encoded, asked: asked, nonce: askedNonce, at: time).spend()
    }
}
