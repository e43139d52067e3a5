// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import HTTPServer
import JSON
import PKIX
import TestSupport

/// One person's way to a certificate, call by call; a call without an answer is made again under the same key.
final class Enrolment: @unchecked Sendable {
    enum Stage: Int { case filing, entry, approval, collecting, accepting, accepted, refused }

    let number: Int
    let nationalID: String
    private let house: FaultHouse
    private let key: PrivateKey
    private let request: [UInt8]
    private let lock = NSLock()
    private var isTaken = false
    // Touched by whoever has taken it.
    private(set) var stage = Stage.filing
    private(set) var application: String?
    private(set) var serial: String?
    private var statement: [UInt8] = []
    /// The key of the call that is being made, until it is answered.
    private var idempotencyKey = "\(UUID())"
    /// The same bytes at every try.
    private var proof: [UInt8]?

    /// Whether nobody but one client acts on the certificate.
    private let isPrivate: Bool

    init(_ house: FaultHouse, isPrivate: Bool = false) throws {
        self.house = house
        self.isPrivate = isPrivate
        number = Synthetic.next()
        nationalID = Synthetic.nationalID(number)
        key = try PrivateKey.generate(.p256)
        request = try CertificationRequest.make(
            subject: Name([(OID.countryName, "IR"), (OID.commonName, "Arash Nemouneh")]), key: key
        ).encoded
    }

    /// Whether it can be gone on with, by whoever asks, alone.
    func take() -> Bool {
        lock.withLock {
            guard !isTaken, stage.rawValue < Stage.accepted.rawValue else { return false }
            isTaken = true
            return true
        }
    }

    func release() { lock.withLock { isTaken = false } }

    /// Makes the next call.
    func step(_ crowd: Crowd) {
        switch stage {
        case .filing: file(crowd)
        case .entry: act("entry", house.enterer, crowd, next: .approval)
        case .approval: act("approval", house.approver, crowd, next: .collecting)
        case .collecting: collect()
        case .accepting: accept(crowd)
        case .accepted, .refused: break
        }
    }

    private func post(_ path: String, _ officer: FaultHouse.Officer, _ body: JSONValue) -> (Int, JSONValue)? {
        let answer = try? officer.client.send(
            "POST", officer.base + path,
            headers: [("Content-Type", "application/json"), ("Idempotency-Key", idempotencyKey)],
            body: JSONWriter.bytes(body))
        guard let answer, let value = try? JSONReader.read(answer.body) else {
            Thread.sleep(forTimeInterval: 0.05)
            return nil
        }
        return (answer.status, value)
    }

    /// What came of a call: whether it is done, or is to be asked again.
    private func settle(_ answer: (Int, JSONValue)?, _ what: String, _ crowd: Crowd, next: Stage) -> Bool {
        guard let answer else { return false }
        switch answer.0 {
        case 200, 201:
            stage = next
            idempotencyKey = "\(UUID())"
            return true
        case 503: return false
        case 409 where answer.1["type"]?.text?.hasSuffix("keyInUse") == true: return false
        default:
            crowd.note(strange: "\(what) \(answer.0) \(answer.1["type"]?.text ?? "")")
            stage = .refused
            return false
        }
    }

    private func file(_ crowd: Crowd) {
        let answer = post(
            "/v1/applications", house.enterer,
            [
                "profile": "doctor-signing",
                "form": [
                    "nationalID": .string(nationalID), "givenName": "آرش", "surname": "نمونه",
                    "latinName": "Arash Nemouneh", "licenceNumber": .string(Synthetic.licence(number)),
                ],
                "request": .string(Base64.encode(request)),
            ])
        guard settle(answer, "application", crowd, next: .entry), let id = answer?.1["id"]?.text else { return }
        application = id
        crowd.told?("application \(id)")
    }

    private func act(_ word: String, _ officer: FaultHouse.Officer, _ crowd: Crowd, next: Stage) {
        guard let application else { return }
        _ = settle(post("/v1/applications/\(application)/\(word)", officer, .object([])), word, crowd, next: next)
    }

    private func collect() {
        guard let application,
            let answer = try? house.enterer.client.get(
                "\(house.enterer.base)/v1/applications/\(application)/certificate"),
            answer.status == 200, let value = try? JSONReader.read(answer.body),
            let text = value["acceptanceStatement"]?.text, let der = value["certificate"]?.text,
            let bytes = try? Base64.decode(text), let certificate = try? Certificate(der: Base64.decode(der))
        else { return }
        statement = bytes
        serial = certificate.serialNumber.hex
        stage = .accepting
    }

    private func accept(_ crowd: Crowd) {
        guard let application, let serial else { return }
        if proof == nil { proof = try? key.sign(statement, by: key.preferredSignatureAlgorithm) }
        guard let proof else { return }
        let answer = post(
            "/v1/applications/\(application)/acceptance", house.enterer, ["signature": .string(Base64.encode(proof))])
        guard settle(answer, "acceptance", crowd, next: .accepted) else { return }
        crowd.told?("status \(serial) 0 good")
        guard !isPrivate else { return }
        crowd.recorder.record(.issue, of: [serial]) { _ in [.done] }
        crowd.add(Crowd.Name(serial: serial, officer: house.approver))
    }
}
