// SPDX-License-Identifier: Apache-2.0

extension EnglishSentences {
    /// Fields, what is wrong with what was typed into them, and the words for roles and states.
    static let identity: [String: String] = [
        "identity.bidiControl":
            "character {at} ({seen}) is a control for the direction of text, which makes one name look like another. Please type it anew by hand.",
        "identity.character":
            "character {at} ({seen}) does not belong here; allowed are {allowed}. Please type it again without that character.",
        "identity.checkDigit":
            "the check digit is not the one that the other digits give. Please compare it with the identity document and type it again.",
        "identity.control": "character {at} ({seen}) is a control character. Please type it anew by hand.",
        "identity.empty": "nothing was given. Please fill it in.",
        "identity.length":
            "it has {seen} characters; it takes {allowed}. Please compare it with the document and type it again, whole.",
        "identity.mixedScripts":
            "character {at} ({seen}) is of another script than the rest of its word. Please type the word in Persian letters.",
        "identity.noPersianLetter": "it has no Persian letter. Please type it in Persian.",
        "identity.prefix":
            "it does not begin as it must; allowed are: {allowed}. Please compare it with the document and type it again.",
        "identity.privateUse": "character {at} ({seen}) looks different on each computer. Please type it anew by hand.",
        "identity.professionLetter":
            "the letter {seen} is not that of this profession; allowed are: {allowed}. Please check the number and the profile.",
        "identity.range":
            "a number in it is out of range; it takes {allowed}. Please compare it with the document and type it again.",
        "identity.unassigned": "character {at} ({seen}) is none that exists. Please type it anew by hand.",
        "alphabet.batchCharacters": "Latin letters, digits, and - . _ between them",
        "alphabet.decimalDigits": "digits",
        "alphabet.decimalDigitsAndDateSeparator": "digits with / or - between year, month and day",
        "alphabet.decimalDigitsAndLeadingPlus": "digits after an optional +",
        "alphabet.latinNameCharacters": "Latin letters, one space, hyphen or apostrophe between two of them",
        "alphabet.lettersThenDecimalDigits": "one or two Persian letters, an optional hyphen, digits",
        "alphabet.persianNameCharacters": "Persian letters, spaces and half-spaces",
        "field.nationalID": "National ID",
        "field.foreignersID": "Foreigner's ID",
        "field.givenName": "Given name",
        "field.surname": "Family name",
        "field.latinName": "Name in Latin letters",
        "field.licenceNumber": "Licence number",
        "field.title": "Title",
        "field.organization": "Organisation",
        "field.organizationalUnit": "Organisational unit",
        "field.legalID": "Legal ID",
        "field.economicCode": "Economic code",
        "field.mobile": "Mobile number",
        "field.mobileNumber": "Mobile number",
        "field.postalCode": "Postal code",
        "field.chipBatch": "Batch of the card or token",
        "field.commercialCardNumber": "Commercial card number",
        "field.medicalCouncilNumber": "Medical Council number",
        "field.persianName": "Name in Persian",
        "field.solarHijriDate": "Date",
        "field.year": "Year",
        "field.month": "Month",
        "field.day": "Day",
        "role.enterer": "enterer",
        "role.approver": "approver",
        "role.supervisor": "supervisor",
        "role.auditor": "auditor",
        "role.administrator": "administrator",
        "state.drafted": "drafted",
        "state.submitted": "submitted",
        "state.entered": "entered",
        "state.approved": "approved",
        "state.issuing": "being issued",
        "state.issued": "issued",
        "state.accepted": "accepted",
        "state.returned": "returned",
        "state.rejected": "rejected",
        "state.withdrawn": "withdrawn",
        "state.expired": "expired",
        "status.good": "good",
        "status.onHold": "on hold",
        "status.revoked": "revoked",
        "status.pendingAcceptance": "waiting to be accepted",
    ]
}
