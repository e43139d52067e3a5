// SPDX-License-Identifier: Apache-2.0
import Containers
import Cryptography
import DER
import Foundation
import FuzzTargets
import MohrSigning
import PKIX
import TestSupport

/// What the fuzzer begins with: objects of Mohr's own making, by target.
struct Seeds {
    private let root: TestIdentity
    private let health: TestIdentity
    private let doctor: TestIdentity
    private let document: [UInt8]

    init() throws {
        root = try TestPKI.root()
        health = try root.authority("Health", pathLength: 0) { try Self.constrain(&$0) }
        doctor = try health.signer("Doctor") { try Self.adorn(&$0) }
        document = try DocumentSigner().sign(
            Material.content, with: FileToken(key: doctor.key, certificate: doctor.certificate),
            signingTime: TestPKI.now)
    }

    /// A tree that can sign nothing more, and what it has signed; see `Tests/Fuzz/Material`.
    func material() throws -> [String: [UInt8]] {
        let other = try health.signer("Other")
        return [
            "root.cer": root.certificate.encoded, "health.cer": health.certificate.encoded,
            "doctor.cer": doctor.certificate.encoded, "root.crl": try root.revocationList().encoded,
            "health.crl": try health.revocationList { $0.revoke(other) }.encoded, "document.p7s": document,
            "document.jws": try jws(.compact),
        ]
    }

    func all() throws -> [String: [[UInt8]]] {
        let certificates = [root, health, doctor].map(\.certificate.encoded)
        let samples = try [document, lists()[1], timestamps()[1]] + requests() + certificates
        return [
            "der": samples + [Self.pieces(document)] + Self.values,
            "certificate": certificates + [doctor.certificate.pem],
            "request": try requests(), "list": try lists(), "ocsp": try ocsp(), "timestamp": try timestamps(),
            "cms": try messages(), "jws": [try jws(.compact), try jws(.flattened), Material.bytes("document.jws")],
            "json": Self.json, "json5": try Self.profiles(), "text": try texts(), "head": Self.heads,
            "archive": [Self.archive],
        ]
    }

    private static func constrain(_ draft: inout TestCertificate) throws {
        let allowed = try Name([(OID.countryName, "IR")])
        draft.set(
            .nameConstraints(
                NameConstraints(
                    permitted: [GeneralSubtree(base: .directoryName(allowed))],
                    excluded: [
                        GeneralSubtree(base: .dnsName("example.org")), GeneralSubtree(base: .uri(".example.org")),
                    ])))
        draft.set(.policyConstraints(PolicyConstraints(requireExplicitPolicy: 3, inhibitPolicyMapping: 1)))
    }

    private static func adorn(_ draft: inout TestCertificate) throws {
        draft.set(
            .admission(
                Admission(
                    profession: ProfessionInfo(
                        professionItems: [DirectoryString("پزشک")], professionOIDs: [MohrOID.physician],
                        registrationNumber: "12345"))))
        draft.set(.crlDistributionPoints([DistributionPoint(uri: "http://a.example/health.crl")]))
        draft.set(
            .subjectAlternativeName([
                .rfc822Name("a@example.com"), .dnsName("a.example.com"), .ipAddress([127, 0, 0, 1]),
                .registeredID(MohrOID.physician),
                .directoryName(try Name([(OID.countryName, "IR"), (OID.commonName, "Sara")])),
            ]))
    }

    private func requests() throws -> [[UInt8]] {
        let asked = try CertificationRequest.make(
            subject: doctor.name, key: doctor.key, extensions: doctor.certificate.extensions)
        let plain = try CertificationRequest.make(subject: doctor.name, key: PrivateKey.generate(.p256))
        return [asked.encoded, plain.encoded, plain.pem]
    }

    private func lists() throws -> [[UInt8]] {
        let other = try health.signer("Other")
        return [
            try health.revocationList().encoded,
            try health.revocationList { $0.revoke(doctor, reason: .keyCompromise, invalidity: TestPKI.now) }.encoded,
            try health.revocationList { list in
                list.deltaBase = [1]
                list.number = [2]
                list.revoke(other, isForeign: true)
                list.revoke(doctor, reason: .removeFromCRL)
            }.encoded,
        ]
    }

    private func ocsp() throws -> [[UInt8]] {
        let certID = try CertID(
            serialNumber: doctor.certificate.serialNumber, issuer: health.certificate, hashAlgorithm: .sha1)
        let responder = try health.responder()
        let draft = OCSPResponseDraft(
            responderID: try ResponderID(keyOf: responder.certificate), producedAt: TestPKI.now,
            responses: [
                SingleResponse(
                    certID: certID, status: .good, thisUpdate: TestPKI.now,
                    nextUpdate: TestPKI.now.advanced(bySeconds: 3_600), certHash: nil)
            ], nonce: [1, 2, 3, 4])
        let tbs = draft.encodedTBS()
        let answer = OCSPResponseDraft.assemble(
            tbs: tbs, signatureAlgorithm: .ecdsa(.sha256),
            signature: try responder.key.sign(tbs, by: .ecdsa(.sha256)), certificates: [responder.certificate.encoded])
        return [
            OCSPRequest.make([certID]), OCSPRequest.make([certID, certID], nonce: [UInt8](repeating: 7, count: 32)),
            answer, OCSPResponse.encodedFailure(.tryLater),
        ]
    }

    private func timestamps() throws -> [[UInt8]] {
        let unit = try health.timestampUnit()
        let token = try unit.timestamp(over: Material.content) { $0.accuracy = 1 }
        let imprint = MessageImprint(
            hashAlgorithm: AlgorithmIdentifier(digest: .sha256), hashedMessage: DigestAlgorithm.sha256.digest([1]))
        return [
            TimestampRequest(messageImprint: imprint, policy: MohrOID.physician, nonce: [9, 9]).encoded(), token,
            try TimestampToken(der: token[...]).info.encoded(), TimestampResponse.granted(token),
            TimestampResponse.rejection(.badRequest, "no"),
        ]
    }

    private func messages() throws -> [[UInt8]] {
        let unit = try health.timestampUnit()
        let detached = try DocumentSigner().sign(
            Material.content, with: FileToken(key: doctor.key, certificate: doctor.certificate), packaging: .detached,
            signingTime: TestPKI.now)
        let stamped = try unit.stamping(document)
        let pieces = Self.pieces(document)
        return [
            document, detached, stamped, try unit.archiving(stamped, at: TestPKI.now), pieces,
            Material.bytes("document.p7s"),
        ]
    }

    private func jws(_ serialization: JWS.Serialization) throws -> [UInt8] {
        try JSONSigner().sign(
            .enclosed(Material.content), with: FileToken(key: doctor.key, certificate: doctor.certificate),
            terms: SignatureTerms(signingTime: TestPKI.now), serialization: serialization)
    }

    /// The same value with indefinite lengths.
    private static func pieces(_ bytes: [UInt8]) -> [UInt8] {
        guard let node = try? DERReader.single(bytes, .sequence), var reader = try? node.reader() else { return [] }
        var inside: [UInt8] = []
        while let next = try? reader.read() {
            inside += next.tag.isConstructed ? [next.tag.octet, 0x80] + next.content + [0, 0] : Array(next.encoded)
        }
        return [0x30, 0x80] + inside + [0, 0]
    }

    private func texts() throws -> [[UInt8]] {
        [
            PEM.encode(Array(doctor.certificate.encoded.prefix(80)), label: "CERTIFICATE"),
            Array("2026-11-21T12:00:00Z".utf8), Array("1.3.36.8.3.3".utf8), Array("سارا احمدی".utf8),
            Array("9990000018".utf8), Array("۱۴۰۵/۰۸/۳۰".utf8), Array("+989120000000".utf8), Array("TW9ocg==".utf8),
            Array("mohr.example/log\n12\n\(Base64.encode(Material.content.prefix(32)))\n".utf8),
            Array("tile/0/x001/234.p/7".utf8),
        ]
    }

    private static let values: [[UInt8]] = [
        [0x30, 0x80, 0x24, 0x80, 0x04, 0x01, 0x61, 0x04, 0x01, 0x62, 0, 0, 0, 0], [0x02, 0x02, 0x00, 0x80],
        [0x17, 0x0d] + Array("261121120000Z".utf8), [0x18, 0x0f] + Array("20261121120000Z".utf8),
        [0x1e, 0x04, 0x06, 0x33, 0x06, 0x27], [0x03, 0x02, 0x06, 0xc0],
        [0x31, 0x06, 0x02, 0x01, 0x01, 0x02, 0x01, 0x02],
    ]

    private static let json: [[UInt8]] = [
        "{\"a\":[1,-2.5e3,true,null],\"ب\":\"\\u0633\\ud83d\\ude00\\n\"}", "[[[[]]]]", "\"\"", "-0",
        "{\"a\":{\"a\":{}}}",
        "{\"feed\":\"full\",\"sequence\":1,\"issuedAt\":\"2026-11-21T12:00:00Z\",\"licences\":[]}",
    ].map { Array($0.utf8) }

    private static func profiles() throws -> [[UInt8]] {
        let folder = SharedData.packageRoot.appendingPathComponent("PKI/Profiles")
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().prefix(4).map {
            [UInt8](try Data(contentsOf: folder.appendingPathComponent($0)))
        } + ["{a:1,/*b*/'c':[+.5,0x1f,Infinity,],\n// d\n\"e\":'\\\nf'}"].map { Array($0.utf8) }
    }

    private static let heads: [[UInt8]] = [
        "GET / HTTP/1.1\r\nHost: x\r\n\r\n", "GET /ocsp/MEIw%2BQ%3D?at=b&c HTTP/1.1\r\nHost: a.example:8080\r\n\r\n",
        "POST /p HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhelloGET / HTTP/1.1\r\nHost: x\r\n\r\n",
        "POST /l HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nForwarded: for=\"[2001:db8::1]\";proto=https\r\nX-Forwarded-For: 1.2.3.4, 10.0.0.2\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 404 No\r\n\r\nx",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
    ].map { Array("x\($0)".utf8) }

    private static let archive =
        (try? StoredArchive([ArchiveEntry("a.txt", Array("a".utf8)), ArchiveEntry("b/c.json", Array("{}".utf8))]))?
        .encoded() ?? []
}
