// SPDX-License-Identifier: Apache-2.0

extension EnglishSentences {
    /// The application form and its preview.
    static let deskForm: [String: String] = [
        "desk.form.choose": "What does the applicant need?",
        "desk.form.title": "Application: {profile}",
        "desk.form.wrong": "{count} fields have to be looked at",
        "desk.form.group.person": "Person",
        "desk.form.group.profession": "Profession",
        "desk.form.group.organization": "Organisation",
        "desk.form.group.contact": "Contact",
        "desk.form.group.device": "Card or token",
        "desk.form.group.request": "Certification request (CSR)",
        "desk.form.preview": "In the certificate:",
        "desk.form.preview.go": "Check and preview",
        "desk.form.save": "Keep as a draft",
        "desk.form.discard": "Throw the draft away",
        "desk.form.request.file": "File of the request",
        "desk.form.request.hint": "PKCS#10 as the card's or token's software writes it, PEM or DER, at most 16 KB.",
        "desk.form.request.paste": "or the text of the request",
        "desk.form.request.kept": "A request is kept already; choose another file only to replace it.",
        "desk.form.request.missing":
            "There is no certification request yet. Please have the key made and choose the file.",
        "desk.form.copy": "Keep a copy of this form in this browser",
        "desk.form.copy.hint":
            "For a line that drops. It holds personal data, so not on a computer that others use; it is deleted when the form is filed.",
        "desk.form.copy.found": "There is a copy of this form in this browser.",
        "desk.form.copy.take": "Take it",
        "desk.hint.nationalID": "Ten digits; Persian digits are taken as well.",
        "desk.hint.foreignersID": "Twelve digits, in place of the national ID.",
        "desk.hint.givenName": "Exactly as in the identity document.",
        "desk.hint.surname": "Exactly as in the identity document.",
        "desk.hint.latinName": "As in the passport, given name first: Sara Ahmadi",
        "desk.hint.mobile": "In the applicant's own name: 0912 345 6789",
        "desk.hint.postalCode": "Ten digits.",
        "desk.hint.legalID": "Eleven digits, as in the official gazette.",
        "desk.preview.title": "Please let the applicant read this",
        "desk.preview.names": "The name in the certificate",
        "desk.preview.confirm": "The applicant has read both names and every number and confirms them.",
        "desk.preview.unconfirmed": "Please let the applicant read the names, and tick the box.",
        "desk.preview.submit": "File the application",
        "desk.preview.back": "Change something",
    ]
}
