// SPDX-License-Identifier: Apache-2.0
import DER
import HTTPServer
import MohrValidation

/// `POST /v1/verifications`: the verdict on a signed document.
///
/// No database is read and nothing is kept of who asked about what.
struct VerificationsRoute: Route {
    let method = "POST"
    let pattern = "/v1/verifications"
    let bodyLimit: Int

    private let snapshots: SnapshotHolder
    private let purposes: [String: ValidationPolicy]
    private let clock: @Sendable () -> Instant
    private let counters: Counters

    /// 16 MB of signed document in base64, and the rest of the object.
    static let maximumJSONBytes = 23 * 1_048_576

    init(
        snapshots: SnapshotHolder, purposes: [String: ValidationPolicy], documentLimit: Int, counters: Counters,
        clock: @escaping @Sendable () -> Instant
    ) {
        self.snapshots = snapshots
        self.purposes = purposes
        self.counters = counters
        self.clock = clock
        bodyLimit = max(documentLimit, Self.maximumJSONBytes)
    }

    func answer(_ request: Request, _ parts: [String: String]) -> Handling {
        .work { [self] in
            do throws(VerificationRequest.Rejection) {
                return verdict(on: try VerificationRequest(request))
            } catch {
                return error.problem.response
            }
        }
    }

    private func verdict(on request: VerificationRequest) -> Response {
        guard let policy = purposes[request.purpose] else {
            let allowed = purposes.keys.sorted().joined(separator: ", ")
            return Problem.member("purpose", seen: request.purpose, allowed: allowed).response
        }
        let time = request.at.map { ReferenceTime($0, .caller) } ?? ReferenceTime(clock(), .now)
        let report = SignatureValidator().validate(
            request.signature, content: request.content, at: time, against: snapshots.current, policy: policy)
        counters.count("mohr_verifications_total", ["decision": report.decision.rawValue, "purpose": policy.purpose])
        var response = Response(
            contentType: "application/json", body: JSONWriter.bytes(ReportJSON.value(of: report)))
        response.headers.append(("Cache-Control", "no-store"))
        return response
    }
}
