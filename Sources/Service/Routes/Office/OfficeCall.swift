// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Enrollment
import HTTPServer

/// What an office route is called with: who asks, what for, and the body, read and checked.
struct OfficeCall {
    let service: MohrService
    let officer: Officer
    let request: Request
    let parts: [String: String]
    let body: JSONValue

    /// A variable part of the path.
    func part(_ name: String) -> String { parts[name] ?? "" }

    /// Text that must be in the body.
    func text(_ name: String) throws(Problem) -> String {
        guard let text = body[name]?.text else { throw .member(name, seen: nil, allowed: "text") }
        return text
    }

    /// Text that may be in the body.
    func optionalText(_ name: String) throws(Problem) -> String? {
        guard let value = body[name], value != .null else { return nil }
        guard let text = value.text else { throw .member(name, seen: "–", allowed: "text") }
        return text
    }

    /// Bytes in base64 that must be in the body.
    func bytes(_ name: String) throws(Problem) -> [UInt8] {
        guard let bytes = try optionalBytes(name) else { throw .member(name, seen: nil, allowed: "base64") }
        return bytes
    }

    /// Bytes in base64 that may be in the body.
    func optionalBytes(_ name: String) throws(Problem) -> [UInt8]? {
        guard let text = try optionalText(name) else { return nil }
        guard let bytes = try? Base64.decode(text) else {
            throw .member(name, seen: "–", allowed: "base64, RFC 4648 4")
        }
        return bytes
    }

    /// Says which members the body may have; any other is an error.
    func only(_ names: String..., signed: Bool = false) throws(Problem) {
        let names = signed ? names + Self.signing : names
        guard let members = body.members else { throw .member("body", seen: "–", allowed: "object") }
        if let stranger = members.first(where: { !names.contains($0.name) }) {
            throw .unknownMember(stranger.name)
        }
    }

    /// Runs an act of the registration authority.
    func enrolling<Value>(_ act: () throws(EnrollmentError) -> Value) throws(Problem) -> Value {
        try Problem.enrolling(act)
    }
}
