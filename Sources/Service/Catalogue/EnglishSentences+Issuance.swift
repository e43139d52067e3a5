// SPDX-License-Identifier: Apache-2.0

extension EnglishSentences {
    /// Why a certificate is not issued, and what is wrong with a profile.
    static let issuance: [String: String] = [
        "problem.issuance.request": "The application's certification request cannot be read. {cause}",
        "problem.issuance.keyExchanged":
            "The key of the application {id} is not the one that was proved when it was taken in. Please call the supervisor at once.",
        "problem.issuance.subjectKey": "The application's key cannot be used. {cause}",
        "problem.issuance.draft": "The application does not fit its profile. {cause}",
        "problem.issuance.outlivesIssuer":
            "The certificate would end at {seen}, after its issuer at {allowed}. Please use a shorter profile or a newer authority.",
        "problem.issuance.overBeforeItBegins":
            "The certificate would have to end at {seen}, before it begins at {allowed}.",
        "problem.issuance.refused": "The certificate would break rules: {findings}. Please correct the application.",
        "finding.rule": "{rule} ({clause}): it has {seen}, allowed is {allowed}",
        "problem.issuance.unreadable": "The drafted certificate cannot be read back. {cause}",
        "problem.issuance.algorithm": "The algorithm {seen} does not go with the issuer's key of kind {allowed}.",
        "problem.issuance.foreignKey": "The key of the authority {authority} does not belong to its certificate.",
        "problem.issuance.issuerUnclear":
            "It is not clear which authority issues under the profile {profile}; there are: {seen}.",
        "problem.issuance.key": "A key could not be used. {cause}",
        "problem.issuance.signedOtherwise":
            "What was signed for {certificate} is not what was cleared; its number is revoked.",
        "problem.issuance.serialsRepeat":
            "{seen} serial numbers in a row had been given out before: the random generator repeats itself.",
        "profile.value": "{path} is {seen}; it takes {allowed}.",
        "profile.empty": "{path} is empty.",
        "profile.repeated": "{path} names {seen} twice.",
        "profile.contradiction": "A profile of kind {kind} has {path} = {seen}; it takes {allowed}.",
        "profile.fixedAttribute": "{path} cannot be written. {cause}",
        "profile.key": "The key is of kind {seen}; allowed are: {allowed}.",
        "profile.attributeMissing": "{attribute} is missing from the subject.",
        "profile.attributeNotNamed": "{attribute} has no place in the subject.",
        "profile.attributePrefix": "{attribute} has to begin with {allowed}.",
        "profile.attributeRepeated": "{attribute} stands in the subject twice.",
        "profile.name": "The subject cannot be written. {cause}",
        "profile.licenceNumberMissing": "The licence number is missing.",
        "profile.licenceNumberNotNamed": "There is no place for a licence number.",
        "profile.licenceNumber": "The licence number has {seen} characters; it takes {allowed}.",
        "profile.alternativeNameMissing": "The alternative name is missing.",
        "profile.alternativeNameNotNamed": "There is no place for this kind of alternative name.",
        "profile.authorityOutsideCeremony": "Only a ceremony issues under the profile {profile}.",
        "profile.jitter": "The spread of expiry is {seen} seconds; it takes {allowed}.",
        "profile.shardMissing": "{path} needs the number of a list.",
        "profile.issuerKeyIdentifierMissing": "The issuer's certificate has no subject key identifier.",
    ]
}
