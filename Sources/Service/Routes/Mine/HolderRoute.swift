// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Enrollment
import HTTPServer
import JSON
import Records

/// What an endpoint of `/v1/mine` or `/v1/renewals` is called with.
struct HolderCall {
    let service: MohrService
    let request: Request
    let parts: [String: String]
    let body: JSONValue

    var registration: RegistrationAuthority { service.registration }
    var address: String { request.peer.address }
    /// The tracking code in the path.
    var code: String { part("code").uppercased() }

    func part(_ name: String) -> String { parts[name] ?? "" }

    func only(_ names: Set<String>) throws(Problem) {
        guard let members = body.members else { throw .member("body", seen: "–", allowed: "object") }
        if let stranger = members.first(where: { !names.contains($0.name) }) { throw .unknownMember(stranger.name) }
    }

    func text(_ name: String) throws(Problem) -> String {
        guard let text = body[name]?.text else { throw .member(name, seen: nil, allowed: "text") }
        return text
    }

    func optionalText(_ name: String) throws(Problem) -> String? {
        guard let value = body[name], value != .null else { return nil }
        guard let text = value.text else { throw .member(name, seen: "–", allowed: "text") }
        return text
    }

    func bytes(_ name: String) throws(Problem) -> [UInt8] {
        guard let text = body[name]?.text else { throw .member(name, seen: nil, allowed: "base64") }
        guard let bytes = try? Base64.decode(text) else {
            throw .member(name, seen: "–", allowed: "base64, RFC 4648 4")
        }
        return bytes
    }

    /// The bearer token. RFC 6750 2.1
    func token() throws(Problem) -> String {
        let words = (request.headers["Authorization"] ?? "").split(separator: " ")
        guard words.count == 2, words[0].lowercased() == "bearer", (1...128).contains(words[1].utf8.count) else {
            throw Problem(401, "service", "signInNeeded", clause: "RFC 6750 3")
        }
        return String(words[1])
    }

    /// The session of the token.
    func session(_ scope: HolderSession.Scope) throws(Problem) -> HolderSession {
        let token = try token()
        let found = try enrolling { () throws(EnrollmentError) in try registration.session(token) }
        guard let found, found.scope == scope else {
            throw Problem(401, "service", "signInNeeded", clause: "RFC 6750 3")
        }
        return found
    }

    func enrolling<Value>(_ act: () throws(EnrollmentError) -> Value) throws(Problem) -> Value {
        try Problem.enrolling(act)
    }
}

/// An endpoint of the public listener that takes and gives JSON, for holders and their programs.
struct HolderRoute: Route {
    let method: String
    let pattern: String
    let bodyLimit: Int

    private let service: MohrService
    private let act: @Sendable (HolderCall) throws(Problem) -> (Int, JSONValue)

    init(
        _ method: String, _ pattern: String, of service: MohrService, limit: Int = 32_768,
        _ act: @escaping @Sendable (HolderCall) throws(Problem) -> (Int, JSONValue)
    ) {
        self.method = method
        self.pattern = pattern
        self.service = service
        self.act = act
        bodyLimit = method == "POST" ? limit : 0
    }

    func answer(_ request: Request, _ parts: [String: String]) -> Handling {
        .work { [self] in
            do throws(Problem) {
                // No cookie lets anyone in here, so that no other site's page can use one.
                let body: JSONValue = method == "POST" ? try request.jsonBody() : .null
                let (status, value) = try act(
                    HolderCall(service: service, request: request, parts: parts, body: body))
                var response = Response(
                    status: status, contentType: "application/json", body: JSONWriter.bytes(value))
                response.headers.append(("Cache-Control", "no-store"))
                return response
            } catch {
                if let fault = error.fault { service.faults.report(fault) }
                var response = error.response
                if error.status == 401 { response.headers.append(("WWW-Authenticate", "Bearer")) }
                return response
            }
        }
    }
}
