// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import HTTPServer
import MohrValidation
import PKIX
import Records

/// `GET /v1/status/{certificate SHA-256}?at=T&knownAt=K`: what the records say of a certificate, and licensing bodies of
/// its holder, at a time; by what was known at another, for who asks what could have been known.
struct CertificateStatusRoute: Route {
    let method = "GET"
    let pattern = "/v1/status/{sha256}"

    private let snapshots: SnapshotHolder
    private let professions: ProfessionDesk
    private let records: Records
    private let clock: @Sendable () -> Instant

    init(
        snapshots: SnapshotHolder, professions: ProfessionDesk, records: Records,
        clock: @escaping @Sendable () -> Instant
    ) {
        self.snapshots = snapshots
        self.professions = professions
        self.records = records
        self.clock = clock
    }

    func answer(_ request: Request, _ parts: [String: String]) -> Handling {
        let text = parts["sha256"] ?? ""
        guard let sha256 = try? Hex.decode(text.lowercased()), sha256.count == 32 else {
            return .inline(Problem.member("sha256", seen: text, allowed: "64 hexadecimal digits").response)
        }
        // Before the clock is read: what is known now is not of a time to come.
        let source = snapshots.status
        let time: Instant
        let known: Instant?
        do throws(Problem) {
            time = try Self.instant("at", in: request) ?? clock()
            known = try Self.instant("knownAt", in: request)
        } catch {
            return .inline(error.response)
        }
        // Who has no register to ask is answered from memory at once.
        let isAnswered = professions.bodies.isEmpty || source.index.certificate(sha256: sha256) == nil
        if isAnswered { return .inline(response(sha256, at: time, by: source, .unknown)) }
        return .work { [self] in
            do throws(RecordsError) {
                let facts = try certificate(sha256).flatMap { certificate throws(RecordsError) in
                    try professions.facts(of: certificate, knownAt: known)
                }
                return response(sha256, at: time, by: source, facts?.report(at: time) ?? .unknown)
            } catch {
                return Problem(error).response
            }
        }
    }

    private func response(
        _ sha256: [UInt8], at time: Instant, by source: RecordsStatusSource, _ profession: ProfessionalStatusReport
    ) -> Response {
        let interval = source.index.certificate(sha256: sha256).flatMap { source.interval(of: $0, at: time) }
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
            "professionalStatus": ReportJSON.value(of: profession),
        ]
        // What is not on record is an answer too, and not an error: unknown.
        var response = Response(contentType: "application/json", body: JSONWriter.bytes(value))
        response.headers.append(("Cache-Control", "no-store"))
        return response
    }

    /// The certificate itself, for what it says of its holder.
    private func certificate(_ sha256: [UInt8]) throws(RecordsError) -> Certificate? {
        guard let found = try records.certificates(matching: .certificateSHA256(sha256), limit: 1).first else {
            return nil
        }
        return try records.certificate(found.reference).flatMap { try? Certificate(der: $0) }
    }

    private static func instant(_ name: String, in request: Request) throws(Problem) -> Instant? {
        guard let text = request.queryValue(name) else { return nil }
        guard let instant = Instant(rfc3339: text) else {
            throw .member(name, seen: text, allowed: "2026-11-21T22:00:00Z")
        }
        return instant
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
