// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import HTTPServer
import JSON
import MohrSigning
import PKIX

extension Observer {
    /// Asks for verdicts: on a signature under a certificate that nobody issued, and on documents with a known one.
    func judge(_ observation: inout Observation) {
        if let forged = try? Self.forgery(at: observation.time),
            let decision = decision(on: forged, purpose: "signature", &observation)
        {
            observation.check(decision != "accept", .verdictForgery, "/v1/verifications")
        }
        for document in documents {
            guard let decision = decision(on: document.bytes, purpose: document.purpose, &observation) else { continue }
            observation.check(decision == document.expected, .verdictUnexpected, "\(document.name): \(decision)")
        }
    }

    /// The log's head: it only grows.
    func log(_ memory: inout ObservedMemory, _ observation: inout Observation) {
        guard let answer = fetch("/checkpoint", &observation, silent: true), answer.response.status == 200 else {
            return
        }
        let lines = String(decoding: answer.response.body, as: UTF8.self).split(separator: "\n")
        guard lines.count > 2, let size = Int64(lines[1]) else { return }
        if let before = memory.logSize { observation.check(size >= before, .logBackwards, "\(size) < \(before)") }
        memory.logSize = max(size, memory.logSize ?? 0)
    }

    /// What the service says of itself: told, and decides nothing.
    func health(_ observation: inout Observation) {
        guard let answer = fetch("/healthz", &observation, silent: true), answer.response.status != 200 else { return }
        let value = try? JSONReader.read(answer.response.body)
        let complaints = (value?["complaints"]?.elements ?? []).compactMap(\.text).prefix(8)
        observation.find(.healthRed, complaints.joined(separator: ", "), .warning)
    }

    private func decision(
        on document: [UInt8], purpose: String, _ observation: inout Observation
    ) -> String? {
        let path = "/v1/verifications?purpose=\(purpose)"
        guard
            let answer = send("POST", path, type: "application/cms", body: document, observation: &observation)
        else { return nil }
        observation.verdictSeconds.append(answer.seconds)
        guard answer.response.status == 200,
            let decision = (try? JSONReader.read(answer.response.body))?["decision"]?.text
        else {
            observation.find(.notAnswered, "\(path): \(answer.response.status)", .undecided)
            return nil
        }
        return decision
    }

    /// A sound signature under a certificate that its own key signed.
    static func forgery(at time: Instant) throws -> [UInt8] {
        let key = try PrivateKey.generate(.p256)
        let name = try Name([(OID.commonName, "Nobody, made by an observer")])
        let algorithm = key.preferredSignatureAlgorithm
        let tbs = TBSCertificate(
            serialNumber: SerialNumber(unsigned: [0x7e] + (try SecureRandom.bytes(15))),
            signature: AlgorithmIdentifier(algorithm), issuer: name,
            validity: Validity(notBefore: time.advanced(bySeconds: -60), notAfter: time.advanced(bySeconds: 3_600)),
            subject: name, subjectPublicKeyInfo: key.publicKey.subjectPublicKeyInfo,
            extensions: try Extensions([.keyUsage(.nonRepudiation)])
        ).encoded()
        let certificate = try Certificate.assemble(
            tbs: tbs, signatureAlgorithm: AlgorithmIdentifier(algorithm), signature: try key.sign(tbs, by: algorithm))
        let token = try FileToken(key: key, certificate: certificate)
        return try DocumentSigner().sign(Array("observer".utf8), with: token, signingTime: time)
    }
}
