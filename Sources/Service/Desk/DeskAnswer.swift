// SPDX-License-Identifier: Apache-2.0
import HTTPServer
import Records

/// What the desk answers.
enum DeskAnswer {
    /// A page, as it is looked at.
    case page(Page)
    /// A form again, with what has to be corrected in it.
    case again(Page)
    /// A page after which the browser has no session of the desk.
    case left(Page)
    /// Something was done: look at it there (RFC 9110 15.4.4).
    case see(String)
    /// A file to be kept.
    case file(name: String, type: String, bytes: [UInt8])
    /// A paper of an applicant: an image to be shown, anything else to be kept.
    case paper(EvidenceRecord, bytes: [UInt8])
    /// JSON for a script of the desk.
    case value(JSONValue)

    /// The answer as it is sent.
    var response: Response {
        switch self {
        case .page(let page): Self.loosened(page.response())
        case .again(let page): Self.loosened(page.response(status: 422))
        case .left(let page): Self.ended(Self.loosened(page.response()))
        case .see(let path): Response(status: 303, headers: [("Location", path), ("Cache-Control", "no-store")])
        case .file(let name, let type, let bytes):
            Response(
                status: 200,
                headers: [
                    ("Content-Type", type), ("Content-Disposition", "attachment; filename=\"\(name)\""),
                    ("Cache-Control", "no-store"),
                ], body: bytes)
        case .paper(let record, let bytes):
            EvidenceRoutes.response(record, bytes, isShown: record.mediaType.hasPrefix("image/"))
        case .value(let value):
            Response(
                status: 200, headers: [("Content-Type", "application/json"), ("Cache-Control", "no-store")],
                body: JSONWriter.bytes(value))
        }
    }

    /// Takes the session's cookie back.
    private static func ended(_ response: Response) -> Response {
        var response = response
        response.headers.append(
            ("Set-Cookie", "\(DeskSession.cookie)=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Strict"))
        return response
    }

    /// The desk's script asks its own server whether what is typed is right.
    static func loosened(_ response: Response) -> Response {
        var response = response
        response.headers = response.headers.map { name, value in
            name == "Content-Security-Policy" ? (name, value + "; connect-src 'self'") : (name, value)
        }
        return response
    }
}
