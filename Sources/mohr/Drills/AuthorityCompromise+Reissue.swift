// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import JSON
import MohrSigning
import PKIX
import Service

extension AuthorityCompromise {
    /// A holder comes to the office with a new key: application, entry, approval, issuance, acceptance.
    ///
    /// - Parameters:
    ///   - index: which holder.
    ///   - staff: officers whose certificates are the new authority's.
    /// - Returns: the new certificate, and a document signed with it.
    /// - Throws: what any room throws, or ``CommandFailure``.
    func reissue(_ index: Int, _ staff: DrillStaff) throws -> (Certificate, [UInt8]) {
        let number = index + 1
        let person = try DemoPerson(latinName: "Pezeshk Nemouneh")
        let body: JSONValue = [
            "profile": "doctor-signing",
            "form": [
                "nationalID": .string(DrillStaff.nationalID(5_000 + number)), "givenName": "پزشک",
                "surname": "نمونه", "latinName": "Pezeshk Nemouneh", "licenceNumber": .string("\(8_000_000 + number)"),
            ], "request": .string(Base64.encode(person.request.encoded)),
        ]
        let filed = try DrillAnswer.expect(201, try staff.enterer.post("/v1/applications", body))
        let id = filed["id"]?.text ?? ""
        _ = try DrillAnswer.expect(200, try staff.enterer.post("/v1/applications/\(id)/entry"))
        _ = try DrillAnswer.expect(200, try staff.approver.post("/v1/applications/\(id)/approval"))
        let collected = try collect(id, staff)
        let certificate = try Certificate(der: try Base64.decode(collected["certificate"]?.text ?? ""))
        let statement = try Base64.decode(collected["acceptanceStatement"]?.text ?? "")
        let acceptance = try person.key.sign(statement, by: person.key.preferredSignatureAlgorithm)
        _ = try DrillAnswer.expect(
            200,
            try staff.enterer.post(
                "/v1/applications/\(id)/acceptance", ["signature": .string(Base64.encode(acceptance))]))
        let issuer = try InputFiles.certificates(home.home.certificate(Self.successor))
        let token = try FileToken(key: person.key, certificate: certificate, path: issuer)
        let signature = try DocumentSigner().sign(
            Array("{\"prescription\":\"new\"}".utf8), with: token, signingTime: .now())
        return (certificate, signature)
    }

    private func collect(_ id: String, _ staff: DrillStaff) throws -> JSONValue {
        for _ in 0..<200 {
            let answer = try DrillAnswer.expect(200, try staff.enterer.get("/v1/applications/\(id)/certificate"))
            if answer["acceptanceStatement"]?.text != nil { return answer }
            Thread.sleep(forTimeInterval: 0.05)
        }
        throw CommandFailure(.fault, "demo.unexpected", ["seen": "nothing after 10 s", "wanted": "certificate"])
    }
}
