// SPDX-License-Identifier: Apache-2.0

extension EnglishSentences {
    /// The story that `mohr demo` tells.
    static let demo: [String: String] = [
        "cli.assets.missing": "{file} are not found: run this in Mohr's checkout.",
        "demo.homeNotEmpty": "{folder} is not empty; the story needs a fresh home.",
        "demo.unexpected": "The story went wrong: {seen} was seen where {wanted} belongs.",
        "demo.title":
            "Mohr: a doctor enrols, signs a prescription, a pharmacy verifies it, the certificate is revoked.",
        "demo.ceremony": "Ceremony: the {authority} authority has a {key} key and a certificate, {subject}.",
        "demo.listeners": "The house is open: everyone at {public}, offices by mutual TLS at {office}.",
        "demo.office":
            "{office} ({officeFa}) is an office now; one officer enters, another approves, each with a certificate.",
        "demo.enrolled":
            "{name} ({nameFa}) applied with a key of their own under {profile}; one officer entered, who could not approve;"
            + " the other approved; the certificate {serial} was issued and accepted.",
        "demo.signed": "The doctor signed a prescription as CAdES-B: prescription.p7s, {bytes} bytes.",
        "demo.accepted": "The pharmacy asks POST /v1/verifications: accept.",
        "demo.tampered": "One bit of the prescription is changed: reject, HASH_FAILURE.",
        "demo.pharmacist":
            "A pharmacist enrolled the same way and signed the prescription: reject, PROFESSION_NOT_ALLOWED.",
        "demo.ocspGood": "The status responder says of the doctor's certificate: good.",
        "demo.revoked":
            "The doctor's card is lost: an officer revoked {serial}. OCSP says revoked at once; the list is published.",
        "demo.afterRevocation":
            "A prescription signed afterwards is not accepted: INDETERMINATE, REVOKED_NO_POE.",
        "demo.trade": "A trader enrolled at the chamber and signed an order: POST /v1/verifications says accept.",
        "demo.end": "Done in {seconds} s. Everything is in {folder}; check.sh there asks openssl alone.",
        "demo.next": "Serve this house: mohr serve --home {home}",
    ]
}
