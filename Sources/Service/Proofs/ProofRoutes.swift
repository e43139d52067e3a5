// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Enrollment
import HTTPServer
import PKIX
import Records

/// `/v1/proofs…`: that certificates are in the audit log, for offices to hand on.
///
///     GET /v1/proofs/{serial}              of one certificate
///     GET /v1/proofs?nationalID=…          of everything that was issued in a person's name
enum ProofRoutes {
    static func all(of service: MohrService) -> [any Route] {
        [
            OfficeRoute("GET", "/v1/proofs", of: service, everything),
            OfficeRoute("GET", "/v1/proofs/{serial}", of: service) { call throws(Problem) in
                let record = try CertificateRoutes.issuance(call)
                let proof = try Problem.onRecord { () throws(RecordsError) in
                    try call.service.records.certificateProof(of: record.reference)
                }
                return (200, value(of: record, proof))
            },
        ]
    }

    /// What an office may see of it; the person themself, told by their own key, sees all.
    private static func everything(_ call: OfficeCall) throws(Problem) -> (Int, JSONValue) {
        var text: String?
        for (name, value) in call.request.query {
            guard name == "nationalID", text == nil else { throw .unknownMember(name) }
            text = value
        }
        guard let text else { throw .member("nationalID", seen: nil, allowed: "nationalID") }
        var query = CertificateQuery()
        _ = query.take(text, as: .nationalID)
        guard let nationalID = query.nationalID, !nationalID.isEmpty else {
            throw .member("nationalID", seen: "–", allowed: "nationalID")
        }
        let found = try Problem.onRecord { () throws(RecordsError) in
            try call.service.records.everythingIssued(to: nationalID, limit: 1_000)
        }
        let seen = found.filter { CertificateRoutes.maySee($0.record, call.officer) }
        if call.service.configuration.officers.searchesLogged {
            try Problem.onRecord { () throws(RecordsError) in
                try call.service.records.noteSearch(
                    query, found: seen.count, by: call.officer.id, at: call.service.clock())
            }
        }
        let values = seen.map { one in
            JSONValue.object(
                (value(of: one.record, one.proof).members ?? [])
                    + [.init("certificate", .string(Base64.encode(one.certificate)))])
        }
        return (200, ["certificates": .array(values)])
    }

    private static func value(of record: IssuanceRecord, _ proof: CertificateProof?) -> JSONValue {
        [
            "authority": .string(record.reference.authority), "serial": .string(record.reference.serial.hex),
            "certificateSHA256": JSONValue(record.certificateSHA256.map { Hex.encode($0) }),
            "logProof": proof?.json ?? .null,
        ]
    }
}

extension Endpoint {
    /// What proves that certificates are in the log.
    static let logProofs: [Endpoint] = [
        .office(
            "GET", "/v1/proofs", "Everything that was issued in a person's name, each with its proof from the log.",
            query: [Field("nationalID", "The person's national number.")]),
        .office(
            "GET", "/v1/proofs/{serial}",
            "That a certificate is in the audit log: C2SP tlog-proof, with the line in it; null for a second or two."),
    ]
}
