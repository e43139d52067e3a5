// SPDX-License-Identifier: Apache-2.0
import DER
import HTTPServer
import MohrValidation
import PKIX
import Records

/// `POST /v1/verifications`: the verdict on a signed document.
///
/// Of a true signature's first verification a receipt is kept, digests only; nothing is kept of who asked about what.
struct VerificationsRoute: Route {
    let method = "POST"
    let pattern = "/v1/verifications"
    let bodyLimit: Int

    private let desk: VerificationDesk
    private let purposes: [String: ValidationPolicy]
    private let prescriptions: PrescriptionIndex
    private let counters: Counters
    private let documentLimit: Int

    /// 16 MB of signed document in base64, and the rest of the object.
    static let maximumJSONBytes = 23 * 1_048_576

    init(
        desk: VerificationDesk, purposes: [String: ValidationPolicy], prescriptions: PrescriptionIndex,
        documentLimit: Int, counters: Counters
    ) {
        self.desk = desk
        self.purposes = purposes
        self.prescriptions = prescriptions
        self.counters = counters
        self.documentLimit = documentLimit
        bodyLimit = max(documentLimit, Self.maximumJSONBytes)
    }

    func answer(_ request: Request, _ parts: [String: String]) -> Handling {
        .work { [self] in
            do throws(VerificationRequest.Rejection) {
                return try verdict(on: try VerificationRequest(request))
            } catch {
                return error.problem.response
            }
        }
    }

    private func verdict(on request: VerificationRequest) throws(VerificationRequest.Rejection) -> Response {
        guard let policy = purposes[request.purpose] else {
            let allowed = purposes.keys.sorted().joined(separator: ", ")
            return Problem.member("purpose", seen: request.purpose, allowed: allowed).response
        }
        let (seen, allowed) = (request.signature.count, allowedBytes(of: request.signature))
        guard seen <= allowed else {
            return Problem(HTTPServerRefusal.bodyTooLarge(seen: seen, allowed: allowed)).response
        }
        let verification = desk.verify(request.signature, content: request.content, at: request.at, policy: policy)
        if case .digest(let given, _) = request.content {
            try VerdictDesk.refuseDigest(given, of: request.signature, verification.report)
        }
        let decision = verification.report.decision.rawValue
        counters.count("mohr_verifications_total", ["decision": decision, "purpose": policy.purpose])
        var value = verification.json
        if let sighting = prescriptions.sighting(of: request, verification.report, at: .now()),
            let found = prescriptions.see([sighting]).first
        {
            value = .object((value.members ?? []) + [.init("duplicates", found)])
        }
        var response = Response(contentType: "application/json", body: JSONWriter.bytes(value))
        response.headers.append(("Cache-Control", "no-store"))
        return response
    }

    /// What a signed document may have; a JSON Web Signature has the same in base64, and its header.
    private func allowedBytes(of signature: [UInt8]) -> Int {
        JWSDocument.isMeant(by: signature) ? documentLimit / 3 * 4 + 65_536 : documentLimit
    }
}
