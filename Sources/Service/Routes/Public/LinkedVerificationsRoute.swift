// SPDX-License-Identifier: Apache-2.0
import DER
import HTTPServer
import MohrValidation
import PKIX
import Records

/// `POST /v1/verifications/linked`: a prescription and the record of what was dispensed on it, one decision for both.
struct LinkedVerificationsRoute: Route {
    let method = "POST"
    let pattern = "/v1/verifications/linked"
    let bodyLimit = 2 * VerificationsRoute.maximumJSONBytes

    private let desk: VerdictDesk

    init(desk: VerdictDesk) {
        self.desk = desk
    }

    func answer(_ request: Request, _ parts: [String: String]) -> Handling {
        let type = request.headers["Content-Type"]
        let bare = type.map { $0.prefix { $0 != ";" }.lowercased().filter { $0 != " " } } ?? ""
        guard bare == "application/json" else {
            return .inline(Problem.mediaType(seen: type, allowed: ["application/json"]).response)
        }
        return .work { [self] in
            do throws(VerificationRequest.Rejection) {
                return try verdict(on: request.body)
            } catch {
                return error.problem.response
            }
        }
    }

    private static func receipt(_ value: JSONValue?) throws(VerificationRequest.Rejection) -> Receipt? {
        guard let value, value != .null else { return nil }
        do throws(ReceiptError) {
            return try Receipt(reading: value)
        } catch {
            throw VerificationRequest.Rejection(.member("receipt", seen: CaseWords.of(error), allowed: "receipt"))
        }
    }

    private func verdict(on bytes: [UInt8]) throws(VerificationRequest.Rejection) -> Response {
        let body: JSONValue
        do throws(JSONError) {
            body = try JSONReader.read(bytes, limit: bodyLimit)
        } catch {
            throw VerificationRequest.Rejection(.json(error))
        }
        try VerificationRequest.refuseUnknown(body, ["prescription", "dispensing", "receipt", "at"])
        let time = try VerificationRequest.instant(try VerificationRequest.text("at", in: body))
        func part(_ name: String, _ purpose: String) throws(VerificationRequest.Rejection) -> VerificationRequest {
            guard let value = body[name] else {
                throw VerificationRequest.Rejection(.member(name, seen: nil, allowed: "object"))
            }
            return try VerificationRequest(line: value, purpose: purpose, at: time)
        }
        let (linked, sighting) = try desk.linked(
            prescription: try part("prescription", "prescription"),
            dispensing: try part("dispensing", LinkedVerification.dispensingPurpose),
            receipt: try Self.receipt(body["receipt"]))
        var members = linked.json.members ?? []
        if let sighting, let found = desk.duplicates(of: [sighting]).first {
            members.append(.init("duplicates", found))
        }
        var response = Response(contentType: "application/json", body: JSONWriter.bytes(.object(members)))
        response.headers.append(("Cache-Control", "no-store"))
        return response
    }
}
