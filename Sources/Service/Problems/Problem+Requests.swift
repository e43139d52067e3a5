// SPDX-License-Identifier: Apache-2.0
public import HTTPServer
import Records

extension Problem {
    /// No route is called that.
    static func notFound(path: String) -> Problem { Problem(404, "service", "notFound", ["path": path]) }

    /// The path holds what no path may.
    static let malformedPath = Problem(400, "service", "malformedPath", clause: "RFC 9110 4.1")

    /// The route takes another method.
    static func methodNotAllowed(seen: String, allowed: [String]) -> Problem {
        Problem(
            405, "service", "methodNotAllowed", ["seen": seen, "allowed": allowed.joined(separator: ", ")],
            clause: "RFC 9110 15.5.6")
    }

    /// The body has a type that the route does not read.
    static func mediaType(seen: String?, allowed: [String]) -> Problem {
        Problem(
            415, "service", "mediaType", ["seen": seen ?? "–", "allowed": allowed.joined(separator: ", ")],
            clause: "RFC 9110 15.5.16")
    }

    /// The body is not the JSON that is taken.
    static func json(_ error: JSONError) -> Problem {
        switch error {
        case .tooLarge(let bytes, let allowed):
            Problem(413, "service", "jsonTooLarge", ["seen": "\(bytes)", "allowed": "\(allowed)"])
        case .tooDeep(let offset, let allowed):
            Problem(400, "service", "jsonTooDeep", ["offset": "\(offset)", "allowed": "\(allowed)"])
        case .duplicateName(let offset, let name):
            Problem(
                400, "service", "jsonDuplicateName", ["offset": "\(offset)", "name": name], clause: "RFC 8259 4")
        case .unexpected(let offset), .unfinished(let offset), .string(let offset), .number(let offset):
            Problem(400, "service", "json", ["offset": "\(offset)"], clause: "RFC 8259 2")
        }
    }

    /// A member of the body, or a parameter of the query, is missing or wrong.
    static func member(_ name: String, seen: String?, allowed: String) -> Problem {
        Problem(400, "service", "member", ["name": name, "seen": seen ?? "–", "allowed": allowed])
    }

    /// A member that means nothing.
    static func unknownMember(_ name: String) -> Problem {
        Problem(400, "service", "unknownMember", ["name": name])
    }

    /// The officer's role does not include this.
    static func role(seen: OfficerRecord.Role, allowed: [OfficerRecord.Role]) -> Problem {
        Problem(
            403, "service",
            Statement("problem.service.role", parts: ["seen": [seen.statement], "allowed": allowed.map(\.statement)]))
    }

    /// What the listener itself refused.
    public init(_ refusal: HTTPServerRefusal) {
        self.init(refusal.status, "http", refusal.statement, clause: "RFC 9112")
    }
}
