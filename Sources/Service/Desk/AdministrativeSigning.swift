// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import HTTPServer
import PKIX
import Records

extension OfficeCall {
    /// The members of a body that carry the signature under an administrative act.
    static let signing = ["signature", "signedAt"]

    /// Has the officer's signature under an act judged and put on record, before it is done.
    func authorise(
        _ act: AdministrativeAction.Act, _ subject: AdministrativeAction.Subject, details: [String: String] = [:]
    ) throws(Problem) {
        let signature = try optionalBytes("signature")
        let time = signature == nil ? service.clock() : try time("signedAt")
        try enrolling { () throws(EnrollmentError) in
            try service.registration.authorise(
                AdministrativeAction(act, subject, details: details, by: officer, at: time), by: officer,
                signature: signature)
        }
    }
}

extension Problem {
    /// Whether the signature under an act is what is wrong, so that it may be given once more.
    var isAboutSigning: Bool {
        type.hasPrefix("enrollment:officerSignature") || type == "enrollment:value" && facts["name"] == "signedAt"
    }
}

/// An administrative act at the desk, as it is signed.
struct DeskAction {
    let act: AdministrativeAction.Act
    let subject: AdministrativeAction.Subject
    var details: [String: String] = [:]

    /// Whether the form that was sent has to be signed first.
    func needsSignature(_ call: DeskCall) throws(Problem) -> Bool {
        let isSigned = try call.signature() != nil
        return call.service.registration.requiresSignatures && !isSigned
    }

    /// Has the signature judged and put on record.
    func authorise(_ call: DeskCall) throws(Problem) {
        let signature = try call.signature()
        let time = call.optionalText("signedAt").flatMap { Instant(rfc3339: $0) } ?? call.now
        try call.enrolling { () throws(EnrollmentError) in
            try call.service.registration.authorise(
                AdministrativeAction(act, subject, details: details, by: call.officer, at: time), by: call.officer,
                signature: signature)
        }
    }

    /// What the form of the act needs to be signed; nothing where nobody has to sign.
    func fields(_ call: DeskCall, wrong: String? = nil) -> HTML {
        guard call.service.registration.requiresSignatures else { return .empty }
        let time = call.now
        let statement = AdministrativeAction(act, subject, details: details, by: call.officer, at: time).bytesToBeSigned
        // No page of its own holds the statement: it is in the link that saves it.
        let link = "data:text/plain;base64," + Base64.encode(statement)
        return .joined([
            Tag.input(.type("hidden"), .name("signedAt"), .value(time.rfc3339)),
            SigningFields.fields(for: statement, at: link, call, wrong: wrong),
        ])
    }

    /// A form that was filled in, to be looked over and signed: what it held goes on in hidden fields.
    func review(_ title: String, at path: String, back: String, keeping values: [(String, String)], _ call: DeskCall)
        -> Page
    {
        call.page(title, in: .offices, scripts: true) {
            Tag.h1 { title }
            Tag.p { call.word("desk.sign.review") }
            Tag.dl(.class("facts")) {
                shown.map { name, value in call.fact(HTML.code(name), .isolated(value)) }
            }
            call.form(path, [.multipart]) {
                values.map { Tag.input(.type("hidden"), .name($0.0), .value($0.1)) }
                fields(call)
                Tag.p(.class("actions")) {
                    Tag.button { title }
                    Tag.a(.class("button second"), .href(back)) { call.word("desk.cancel") }
                }
            }
        }
    }

    /// The lines that the digest of the details is over.
    private var shown: [(String, String)] {
        details.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}
