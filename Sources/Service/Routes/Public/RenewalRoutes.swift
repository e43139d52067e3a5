// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import HTTPServer
import MohrValidation
import PKIX
import Records

/// `/v1/renewals…`: a holder's new key in place of the old one, from home.
///
/// Nobody logs in here: what is asked is signed by the key of the certificate that is renewed, and what comes of it is
/// told to whoever has the tracking code, which only the answer to that names.
enum RenewalRoutes {
    static let bodyLimit = 65_536

    /// The routes; none where no applications are taken in.
    static func all(of service: MohrService) -> [any Route] {
        guard service.roles.contains(.registrationAuthority) else { return [] }
        return [
            HolderRoute("POST", "/v1/renewals", of: service, limit: bodyLimit, renew),
            HolderRoute("GET", "/v1/renewals/{sha256}", of: service, window),
            HolderRoute("GET", "/v1/renewals/applications/{code}", of: service, collect),
            HolderRoute(
                "POST", "/v1/renewals/applications/{code}/acceptance", of: service, limit: bodyLimit, accept),
        ]
    }

    private static func window(_ call: HolderCall) throws(Problem) -> (Int, JSONValue) {
        let text = call.part("sha256")
        guard let sha256 = try? Hex.decode(text.lowercased()), sha256.count == 32 else {
            throw .member("sha256", seen: text, allowed: "64 hexadecimal digits")
        }
        let window = try call.enrolling { () throws(EnrollmentError) in
            try call.service.registration.renewalWindow(of: sha256)
        }
        return (
            200,
            [
                "opens": .string(window.opens.rfc3339),
                "suggestedWindow": [
                    "start": .string(window.suggestedStart.rfc3339), "end": .string(window.suggestedEnd.rfc3339),
                ],
                "closes": .string(window.closes.rfc3339), "termsSHA256": .string(window.termsSHA256),
            ]
        )
    }

    private static func renew(_ call: HolderCall) throws(Problem) -> (Int, JSONValue) {
        try call.only(["signature", "request"])
        let (message, request) = (try call.bytes("signature"), try call.bytes("request"))
        let (content, signer) = try judged(message, call)
        let application = try call.enrolling { () throws(EnrollmentError) in
            let statement: RenewalStatement
            do throws(RenewalRefusal) {
                statement = try RenewalStatement(checking: content)
            } catch {
                throw .renewal(error)
            }
            return try call.service.registration.renew(
                statement, message: message, signedBy: signer.sha256, csr: request)
        }
        call.service.counters.count("mohr_renewals_total")
        return (
            201, ["application": .string(application.id), "state": .string(application.state.rawValue)]
        )
    }

    /// Has the house's own validator judge the signature, by the status of now; gives what was signed and by whom.
    private static func judged(
        _ message: [UInt8], _ call: HolderCall
    ) throws(Problem) -> (content: [UInt8], signer: Certificate) {
        guard let policy = call.service.configuration.purposes["signature"] else { throw .notFound(path: "signature") }
        let report = SignatureValidator().validate(
            message, at: ReferenceTime(call.service.clock(), .now), against: call.service.snapshots.current,
            policy: policy)
        guard report.decision == .accept, report.signatures.count == 1, let signature = report.signatures.first,
            let signer = signature.signer?.certificate, let content = (try? SignedData(der: message))?.content
        else {
            let cause = report.signatures.lazy.flatMap(\.causes).first
            throw Problem(
                403, "service",
                Statement(
                    "problem.service.renewalSignature", ["code": cause?.code.rawValue ?? "–"],
                    parts: ["cause": cause.map { [Statement("cause.\($0.code.rawValue)", $0.facts)] } ?? []]),
                clause: "ETSI EN 319 411-1 REG-6.3.7-03")
        }
        return (Array(content), signer)
    }

    private static func collect(_ call: HolderCall) throws(Problem) -> (Int, JSONValue) {
        let (id, application) = try renewal(call)
        let certificate = try call.enrolling { () throws(EnrollmentError) in
            try call.service.registration.collect(id)
        }
        var statement: AcceptanceStatement?
        if application.state == .issued { statement = try? call.service.registration.acceptanceStatement(for: id) }
        return (
            200,
            [
                "application": .string(id), "state": .string(application.state.rawValue),
                "cause": JSONValue(application.record.cause),
                "certificate": JSONValue(certificate.map { Base64.encode($0.encoded) }),
                "acceptanceStatement": JSONValue(statement.map { Base64.encode($0.bytesToBeSigned) }),
                "logProof": certificate == nil ? .null : call.service.proofJSON(ofApplication: id),
            ]
        )
    }

    private static func accept(_ call: HolderCall) throws(Problem) -> (Int, JSONValue) {
        try call.only(["signature"])
        let proof = AcceptanceProof(signature: try call.bytes("signature"))
        let (id, before) = try renewal(call)
        var application = before
        // Asked again it says what it said: the line may have dropped after the acceptance was on record.
        if before.state != .accepted {
            application = try call.enrolling { () throws(EnrollmentError) in
                try call.service.registration.accept(id, proof)
            }
        }
        // What fails here is done by the loop that does it every minute.
        try? call.service.settleSuccessions()
        try? call.service.refreshStatus()
        return (200, ["application": .string(id), "state": .string(application.state.rawValue)])
    }

    /// The application of a tracking code, if it is a renewal's; any other is told like none.
    private static func renewal(_ call: HolderCall) throws(Problem) -> (String, Application) {
        let id = call.code
        let application = try call.enrolling { () throws(EnrollmentError) in
            try call.service.registration.application(id)
        }
        let successions = try Problem.onRecord { () throws(RecordsError) in
            try call.service.records.successions(byApplication: id)
        }
        guard successions.contains(where: { $0.kind == .renewal }) else {
            throw Problem(EnrollmentError.unknownApplication(id: id))
        }
        return (id, application)
    }
}
