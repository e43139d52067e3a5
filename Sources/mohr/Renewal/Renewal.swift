// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import Foundation
import HTTPServer
import MohrSigning
import PKIX
import Service

/// One renewal on the holder's side, step by step; each step may be taken again.
struct Renewal {
    let house: RenewingHouse
    let token: FileToken
    let key: PrivateKey
    let terms: String

    /// Asks for the new certificate; the same key asks for the same one.
    ///
    /// - Returns: the tracking code.
    func request() throws -> String {
        let old = token.certificate
        let csr = try CertificationRequest.make(subject: old.subject, key: key)
        let statement = RenewalStatement(
            certificateSHA256: old.sha256, serial: old.serialNumber.hex,
            publicKeySHA256: DigestAlgorithm.sha256.digest(key.publicKey.subjectPublicKeyInfo), termsSHA256: terms,
            time: .now())
        let signature = try DocumentSigner().sign(statement.bytes, with: token, signingTime: .now())
        let answer = try house.send(
            "POST", "/v1/renewals",
            [
                "signature": .string(Base64.encode(signature)), "request": .string(Base64.encode(csr.encoded)),
            ])
        return answer["application"]?.text ?? ""
    }

    /// Waits for the certificate.
    ///
    /// - Returns: nil when the time is over first.
    func certificate(of code: String, wait: Int) throws -> Certificate? {
        for second in 0...wait {
            if second > 0 { Thread.sleep(forTimeInterval: 1) }
            let answer = try house.send("GET", "/v1/renewals/applications/\(code)")
            if let text = answer["certificate"]?.text { return try Certificate(der: try Base64.decode(text)) }
            guard ["approved", "issuing", "submitted"].contains(answer["state"]?.text ?? "") else {
                throw CommandFailure(
                    .notAllowed, "renew.rejected",
                    ["state": answer["state"]?.text ?? "–", "cause": answer["cause"]?.text ?? "–"])
            }
        }
        return nil
    }

    /// Makes sure that what came is what was asked for: this key, this person.
    func check(_ certificate: Certificate) throws {
        let old = token.certificate
        guard certificate.tbs.subjectPublicKeyInfo == key.publicKey.subjectPublicKeyInfo,
            certificate.subject.matches(old.subject), certificate.issuer.matches(old.issuer)
        else { throw CommandFailure(.fault, "renew.other", ["serial": certificate.serialNumber.hex]) }
    }

    /// Accepts the certificate with the new key.
    func accept(_ certificate: Certificate, _ code: String) throws {
        let answer = try house.send("GET", "/v1/renewals/applications/\(code)")
        guard answer["state"]?.text != "accepted" else { return }
        let statement = try Base64.decode(answer["acceptanceStatement"]?.text ?? "")
        // What is signed must be a statement of acceptance of this very certificate, whatever the house sends.
        let line = "certificate-sha256: \(Hex.encode(certificate.sha256))\n"
        let text = String(decoding: statement, as: UTF8.self)
        guard text.hasPrefix("mohr acceptance v1\napplication: \(code)\n"), text.contains(line) else {
            throw CommandFailure(.fault, "renew.other", ["serial": certificate.serialNumber.hex])
        }
        let proof = try key.sign(statement, by: key.preferredSignatureAlgorithm)
        _ = try house.send(
            "POST", "/v1/renewals/applications/\(code)/acceptance", ["signature": .string(Base64.encode(proof))])
    }

    /// Signs something with the new key and has the house's verifier judge it.
    func test(_ certificate: Certificate) throws {
        let token = try FileToken(key: key, certificate: certificate, path: self.token.path)
        let document = Array("mohr renewal test \(certificate.serialNumber.hex)\n".utf8)
        let signature = try DocumentSigner().sign(document, with: token, signingTime: .now())
        var decision = "–"
        // The acceptance is seen by every process within a second.
        for _ in 0..<6 {
            decision = try house.verdict(on: signature)
            if decision == "accept" { return }
            Thread.sleep(forTimeInterval: 0.5)
        }
        throw CommandFailure(.rejected, "renew.testFailed", ["decision": decision])
    }
}

/// The public listener of the house that renews.
struct RenewingHouse {
    private let client: HTTPClient
    private let server: String

    /// A certificate's window, as told.
    struct Window {
        let opens: String
        let start: String
        let end: String
        let closes: String
        let termsSHA256: String
    }

    init(_ server: String) throws {
        client = try HTTPClient(timeout: .seconds(30))
        self.server = server.hasSuffix("/") ? String(server.dropLast()) : server
    }

    func window(of certificate: Certificate) throws -> Window {
        let answer = try send("GET", "/v1/renewals/\(Hex.encode(certificate.sha256))")
        func text(_ value: JSONValue?) -> String { value?.text ?? "–" }
        return Window(
            opens: text(answer["opens"]), start: text(answer["suggestedWindow"]?["start"]),
            end: text(answer["suggestedWindow"]?["end"]), closes: text(answer["closes"]),
            termsSHA256: text(answer["termsSHA256"]))
    }

    /// Asks, and tells a refusal in its own words.
    func send(_ method: String, _ path: String, _ body: JSONValue? = nil) throws -> JSONValue {
        let response = try reach {
            try client.send(
                method, server + path, headers: body == nil ? [] : [("Content-Type", "application/json")],
                body: body.map { JSONWriter.bytes($0) } ?? [])
        }
        let value = (try? JSONReader.read(response.body)) ?? .null
        guard response.status < 300 else {
            let detail = value["detail"]?["en"]?.text ?? "\(response.status)"
            throw CommandFailure(
                response.status >= 500 ? .unavailable : .notAllowed, "renew.refused", ["detail": detail])
        }
        return value
    }

    func verdict(on signature: [UInt8]) throws -> String {
        let response = try reach {
            try client.post(
                server + "/v1/verifications?purpose=signature", contentType: "application/cms", body: signature)
        }
        return ((try? JSONReader.read(response.body)) ?? .null)["decision"]?.text ?? "–"
    }

    private func reach<Value>(_ act: () throws -> Value) throws -> Value {
        do {
            return try act()
        } catch let error as HTTPClientError {
            throw CommandFailure(.unavailable, "renew.unreachable", ["server": server, "cause": CaseWords.of(error)])
        }
    }
}
