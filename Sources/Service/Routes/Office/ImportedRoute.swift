// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Enrollment
import HTTPServer
import Records

/// `GET /v1/imports/{sha256}`: a certificate of another issuer, and the form of its holder's application here.
enum ImportedRoute {
    static func all(of service: MohrService) -> [any Route] {
        [OfficeRoute("GET", "/v1/imports/{sha256}", of: service, show)]
    }

    private static func show(_ call: OfficeCall) throws(Problem) -> (Int, JSONValue) {
        let text = call.part("sha256")
        guard let sha256 = try? Hex.decode(text.lowercased()), sha256.count == 32 else {
            throw .member("sha256", seen: text, allowed: "64 hexadecimal digits")
        }
        let found = try Problem.onRecord { () throws(RecordsError) in try call.service.records.imported(sha256) }
        guard let found, call.officer.role != .administrator else { throw Problem(404, "service", "importUnknown") }
        let form = call.service.registration.form(of: found)
        let members = ImportedSearch.value(of: found, at: call.service.clock()).members ?? []
        return (
            200,
            .object(
                members + [
                    .init("certificate", .string(Base64.encode(found.certificate))),
                    .init(
                        "form",
                        .object(
                            FormField.allCases.compactMap { field in
                                form[field].map { .init(field.rawValue, .string($0)) }
                            })
                    ),
                ])
        )
    }
}
