// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import HTTPServer
import MohrValidation
import PKIX
import Records

/// An endpoint of the office listener.
///
/// Whoever asks has shown the key of a client certificate in TLS; here the certificate itself is judged, by the same
/// validator and the same live status as any signature, and must be an active officer's. A route that changes something
/// needs an `Idempotency-Key`: the same key and body get the same answer, and nothing is done twice.
struct OfficeRoute: Route {
    /// What a route answers: a status and a JSON value.
    typealias Act = @Sendable (OfficeCall) throws(Problem) -> (Int, JSONValue)

    let method: String
    let pattern: String
    let bodyLimit: Int

    private let service: MohrService
    private let act: @Sendable (OfficeCall) throws(Problem) -> Response
    /// The media types of a body that is no JSON; the bytes themselves say what they are.
    private let types: [String]?

    init(_ method: String, _ pattern: String, of service: MohrService, _ act: @escaping Act) {
        self.method = method
        self.pattern = pattern
        self.service = service
        self.act = { call throws(Problem) in Self.response(try act(call)) }
        types = nil
        bodyLimit = method == "GET" ? 0 : JSONReader.maximumBytes
    }

    /// An endpoint that takes or gives bytes.
    init(
        _ method: String, _ pattern: String, of service: MohrService, taking types: [String], upTo bytes: Int,
        _ act: @escaping @Sendable (OfficeCall) throws(Problem) -> Response
    ) {
        self.method = method
        self.pattern = pattern
        self.service = service
        self.act = act
        self.types = types
        bodyLimit = bytes
    }

    func answer(_ request: Request, _ parts: [String: String]) -> Handling {
        .work { [self] in
            do throws(Problem) {
                let call = OfficeCall(
                    service: service, officer: try officer(of: request), request: request, parts: parts,
                    body: try body(of: request))
                return method == "GET" ? try act(call) : try once(call)
            } catch {
                if let fault = error.fault { service.faults.report(fault) }
                return error.response
            }
        }
    }

    /// The certificate that a client showed in TLS, judged by the house's own validator and the status of now.
    static func certificate(of request: Request, for service: MohrService) throws(Problem) -> Certificate {
        guard let der = request.peer.certificateDER, let certificate = try? Certificate(der: der) else {
            throw Problem(401, "service", "certificateMissing")
        }
        let objections = CertificateValidator().objections(
            to: certificate, for: OID.clientAuthentication, at: service.clock(), against: service.snapshots.current)
        if let first = objections.first {
            service.counters.count("mohr_office_refusals_total", ["cause": first.code.rawValue])
            throw Problem(
                403, "service",
                Statement(
                    "problem.service.certificateRefused", ["code": first.code.rawValue],
                    parts: ["cause": [Statement("cause.\(first.code.rawValue)", first.facts)]]))
        }
        return certificate
    }

    private func officer(of request: Request) throws(Problem) -> Officer {
        let certificate = try Self.certificate(of: request, for: service)
        do throws(EnrollmentError) {
            return try service.registration.officer(forCertificate: certificate.sha256)
        } catch {
            throw Problem(error)
        }
    }

    private func body(of request: Request) throws(Problem) -> JSONValue {
        guard method != "GET", !request.body.isEmpty else { return .object([]) }
        if let types {
            let type = request.headers["Content-Type"]
            guard let type, types.contains(type.lowercased()) else { throw .mediaType(seen: type, allowed: types) }
            return .object([])
        }
        return try request.jsonBody()
    }

    /// Does what is asked, once for each key.
    private func once(_ call: OfficeCall) throws(Problem) -> Response {
        guard let key = call.request.headers["Idempotency-Key"] else {
            throw .member("Idempotency-Key", seen: nil, allowed: "1–255")
        }
        let asked = Array("\(method) \(call.request.path)\n".utf8) + call.request.body
        let digest = DigestAlgorithm.sha256.digest(asked)
        let records = service.records
        let actor = call.officer.id
        let claim = try Problem.onRecord { () throws(RecordsError) in
            try records.claim(key: key, by: actor, request: digest, at: service.clock())
        }
        if case .answered(let stored) = claim {
            let type = stored.status < 400 ? "application/json" : "application/problem+json"
            return Response(status: stored.status, contentType: type, body: stored.body)
        }
        let response: Response
        do throws(Problem) {
            response = try act(call)
        } catch {
            // A fault may be over at the next try; a refusal stays what it is.
            if error.status >= 500 {
                try? records.forget(key: key, of: actor)
                throw error
            }
            let done = claim == .interrupted ? call.doneBefore(error) : nil
            response = done.map(Self.response) ?? error.response
        }
        // The act itself is on record; if only the answer is not, the same key meets keyInUse and nothing twice.
        try? records.remember(StoredAnswer(status: response.status, body: response.body), forKey: key, of: actor)
        return response
    }

    /// A JSON answer.
    static func response(_ answer: (Int, JSONValue)) -> Response {
        var response = Response(
            status: answer.0, contentType: "application/json", body: JSONWriter.bytes(answer.1))
        response.headers.append(("Cache-Control", "no-store"))
        return response
    }
}
