// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import HTTPServer
import JSON
import Records

/// `/v1/applications/{id}/evidence…`: papers, as bytes.
enum EvidenceRoutes {
    /// The routes.
    static func all(of service: MohrService) -> [any Route] {
        [
            OfficeRoute("GET", "/v1/applications/{id}/evidence", of: service, list),
            OfficeRoute(
                "POST", "/v1/applications/{id}/evidence/{paper}", of: service,
                taking: EvidenceType.allCases.map(\.rawValue), upTo: service.configuration.evidence.maximumBytes, add),
            OfficeRoute(
                "GET", "/v1/applications/{id}/evidence/{paper}", of: service, taking: [], upTo: 0
            ) { call throws(Problem) in
                let (record, bytes) = try call.enrolling { () throws(EnrollmentError) in
                    try call.service.registration.readEvidence(
                        call.part("paper"), of: call.part("id"), by: call.officer)
                }
                return response(record, bytes)
            },
            OfficeRoute("POST", "/v1/applications/{id}/evidence/{paper}/deletion", of: service) {
                call throws(Problem) in
                try call.only("cause")
                let cause = try call.text("cause")
                try call.enrolling { () throws(EnrollmentError) in
                    try call.service.registration.deleteEvidence(
                        call.part("paper"), of: call.part("id"), because: cause, by: call.officer)
                }
                return (200, ["id": .string(call.part("paper")), "deleted": .boolean(true)])
            },
        ]
    }

    /// A paper as a browser may show it: of the type that was found in it and of no other, without a script, nowhere kept.
    ///
    /// - Parameters:
    ///   - record: the paper.
    ///   - bytes: all of it.
    ///   - isShown: whether a browser may show it by itself, or has to save it.
    /// - Returns: the answer.
    static func response(_ record: EvidenceRecord, _ bytes: [UInt8], isShown: Bool = true) -> Response {
        var response = Response(status: 200, contentType: record.mediaType, body: bytes)
        let ending = record.mediaType.split(separator: "/").last.map(String.init) ?? "bin"
        response.headers.append(
            ("Content-Disposition", "\(isShown ? "inline" : "attachment"); filename=\"\(record.id).\(ending)\""))
        response.headers.append(("X-Content-Type-Options", "nosniff"))
        response.headers.append(("Content-Security-Policy", "default-src 'none'; sandbox"))
        response.headers.append(("Cross-Origin-Resource-Policy", "same-origin"))
        response.headers.append(("Cache-Control", "no-store"))
        return response
    }

    private static func list(_ call: OfficeCall) throws(Problem) -> (Int, JSONValue) {
        let id = call.part("id")
        let (papers, missing) = try call.enrolling { () throws(EnrollmentError) in
            let papers = try call.service.registration.evidence(of: id, seenBy: call.officer)
            let application = try call.service.registration.application(id, seenBy: call.officer)
            return (papers, try call.service.registration.missingEvidence(of: application))
        }
        return (
            200,
            [
                "application": .string(id), "evidence": .array(papers.map(value)),
                "missing": .array(missing.map { .string($0.rawValue) }),
            ]
        )
    }

    /// The last part of the path says what the paper is.
    private static func add(_ call: OfficeCall) throws(Problem) -> Response {
        let word = call.part("paper")
        guard let kind = EvidenceKind(rawValue: word) else {
            throw .member(
                "kind", seen: String(word.prefix(64)), allowed: Statement.list(EvidenceKind.allCases.map(\.rawValue)))
        }
        let paper = try call.enrolling { () throws(EnrollmentError) in
            try call.service.registration.addEvidence(
                call.request.body, as: kind, to: call.part("id"), by: call.officer)
        }
        return OfficeRoute.response((201, value(of: paper)))
    }

    private static func value(of paper: EvidenceRecord) -> JSONValue {
        [
            "id": .string(paper.id), "kind": .string(paper.kind), "mediaType": .string(paper.mediaType),
            "size": .integer(Int64(paper.size)), "sha256": .string(Hex.encode(paper.sha256)),
            "by": .string(paper.actor), "time": .string(paper.time.rfc3339),
        ]
    }
}
