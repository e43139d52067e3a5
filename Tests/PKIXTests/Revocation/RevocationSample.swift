// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import TestSupport
import XCTest

/// Lists made for tests: lawful ones by the draft, unlawful ones by hand.
enum RevocationSample {
    static let root = try! TestPKI.root("List Issuer", key: .p256)

    static func draft(_ entries: [RevokedEntry]) -> CertificateListDraft {
        CertificateListDraft(
            issuer: root.name, thisUpdate: TestPKI.now, nextUpdate: TestPKI.now.advanced(bySeconds: 86_400),
            number: [0x02, 0x01], entries: RevokedEntriesDraft(entries),
            authorityKeyIdentifier: AuthorityKeyIdentifier(keyIdentifier: root.certificate.subjectKeyIdentifier!))
    }

    static func sign(_ draft: CertificateListDraft) throws -> CertificateList {
        let tbs = draft.encodedTBS(signatureAlgorithm: .ecdsa(.sha256))
        return try CertificateList(
            der: CertificateListDraft.assemble(
                tbs: tbs, signatureAlgorithm: .ecdsa(.sha256), signature: try root.key.sign(tbs, by: .ecdsa(.sha256))))
    }

    /// An entry in the order and form given.
    static func entry(_ number: Int, issuer: Name? = nil, extensions: [Extension] = []) -> [UInt8] {
        var all = extensions
        if let issuer {
            all.append(
                Extension(oid: OID.certificateIssuer, isCritical: true) { writer in
                    writer.sequence { GeneralName.directoryName(issuer).encode(into: &$0) }
                })
        }
        return DERWriter.bytes { writer in
            writer.sequence { writer in
                writer.integer(number)
                writer.time(TestPKI.now)
                if !all.isEmpty { writer.sequence { for item in all { item.encode(into: &$0) } } }
            }
        }
    }

    /// A list laid out by hand, its signature not good.
    static func layout(
        version: [UInt8] = [2, 1, 1], entries: [[UInt8]], extensions: [Extension] = [],
        inner: AlgorithmIdentifier = AlgorithmIdentifier(.ecdsa(.sha256)), trailing: [UInt8] = []
    ) -> [UInt8] {
        DERWriter.bytes { writer in
            writer.sequence { writer in
                writer.sequence { writer in
                    writer.raw(version)
                    inner.encode(into: &writer)
                    writer.raw(root.name.encoded)
                    writer.time(TestPKI.now)
                    writer.time(TestPKI.now)
                    if !entries.isEmpty { writer.sequence { for item in entries { $0.raw(item) } } }
                    if !extensions.isEmpty {
                        writer.explicit(0) { $0.sequence { for item in extensions { item.encode(into: &$0) } } }
                    }
                }
                AlgorithmIdentifier(.ecdsa(.sha256)).encode(into: &writer)
                writer.bitString([1, 2, 3])
            }
        } + trailing
    }
}
