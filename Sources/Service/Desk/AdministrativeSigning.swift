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
        let moment = try signature == nil ? service.clock() : time("signedAt")
        try enrolling { () throws(EnrollmentError) in
            try service.registration.authorise(
                AdministrativeAction(act, subject, details: details, by: officer, at: moment), by: officer,
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
        let action = AdministrativeAction(act, subject, details: details, by: call.officer, at: time)
        return .joined([
            Tag.input(.type("hidden"), .name("signedAt"), .value(time.rfc3339)),
            SigningFields.fields(forLinked: action.bytesToBeSigned, call, wrong: wrong),
        ])
    }

    /// A form that was filled in, to be looked over and signed.
    func review(
        _ title: String, at path: String, back: String, keeping values: [(String, String)], _ call: DeskCall
    ) -> Page {
        // The lines that the digest of the details is over.
        let shown = details.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }
        return SigningFields.review(
            title, in: .offices, at: path, back: back, showing: shown.map { (HTML.code($0.key), $0.value) },
            keeping: values, fields(call), call)
    }
}
