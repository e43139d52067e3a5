// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import HTTPServer
import MohrValidation
import Records

/// `GET /v1/status/{certificate SHA-256}?at=T`: what the records say of a certificate at a time.
struct CertificateStatusRoute: Route {
    let method = "GET"
    let pattern = "/v1/status/{sha256}"

    private let snapshots: SnapshotHolder
    private let clock: @Sendable () -> Instant

    init(snapshots: SnapshotHolder, clock: @escaping @Sendable () -> Instant) {
        self.snapshots = snapshots
        self.clock = clock
    }

    func answer(_ request: Request, _ parts: [String: String]) -> Handling {
        let text = parts["sha256"] ?? ""
        guard let sha256 = try? Hex.decode(text.lowercased()), sha256.count == 32 else {
            return .inline(Problem.member("sha256", seen: text, allowed: "64 hexadecimal digits").response)
        }
        var time = clock()
        if let at = request.queryValue("at") {
            guard let instant = Instant(rfc3339: at) else {
                return .inline(Problem.member("at", seen: at, allowed: "2026-11-21T22:00:00Z").response)
            }
            time = instant
        }
        let source = snapshots.status
        let known = source.index.certificate(sha256: sha256)
        let interval = known?.status(at: time)
        let value: JSONValue = [
            "certificateSHA256": .string(Hex.encode(sha256)),
            "at": .string(time.rfc3339),
            "certificateStatus": [
                "status": .string(Self.word(for: interval?.status)),
                "source": "records",
                "since": JSONValue(interval?.since.rfc3339),
                "reason": JSONValue(interval?.reason.map { "\($0)" }),
                "thisUpdate": .string(source.asOf.rfc3339),
            ],
            "professionalStatus": ["status": "unknown", "asOf": .null],
        ]
        // What is not on record is an answer too, and not an error: unknown.
        var response = Response(contentType: "application/json", body: JSONWriter.bytes(value))
        response.headers.append(("Cache-Control", "no-store"))
        return .inline(response)
    }

    private static func word(for status: RecordedStatus?) -> String {
        switch status {
        case .good: "good"
        case .onHold, .pendingAcceptance: "onHold"
        case .revoked: "revoked"
        case nil: "unknown"
        }
    }
}
