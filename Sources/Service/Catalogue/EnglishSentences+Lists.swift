// SPDX-License-Identifier: Apache-2.0

extension EnglishSentences {
    /// What `mohr crl` and `mohr ocsp` say.
    static let lists: [String: String] = [
        "ocsp.progress": "{authority}: {done} of {count} answers signed, {rate} a second.",
        "ocsp.presigned": "{file}: {count} answers, good until {until}.",
        "ocsp.replaced":
            "The status responder of {authority} has a new key and certificate {serial}, until {until}. The one before it is revoked.",
        "crl.published": "{path}: number {number}, good until {until}.",
        "crl.show.head":
            "Revocation list of {issuer}, number {number} (hex), of {since}, good until {until}, {count} entries.",
        "crl.show.everything": "It covers every certificate of its authority.",
        "crl.show.scope": "It covers the certificates that name it: {scope}",
        "crl.show.delta": "It is a delta: only what has changed since list number {base} (hex).",
        "crl.show.more": "  and {count} more; --json shows all.",
        "crl.check.added": "Added: {count}",
        "crl.check.lifted": "Taken off, a hold that was lifted: {count}",
        "crl.check.vanished": "Vanished, and was no hold: {count}",
        "crl.check.changed": "Changed: {count}",
        "crl.check.follows": "The newer list may follow the older.",
        "crl.check.mayNot": "The newer list may not follow the older.",
        "crl.objection.issuerChanged": "They are of different authorities.",
        "crl.objection.scopeChanged": "They cover different certificates.",
        "crl.objection.numberBehind": "The newer one's number is not above the older one's.",
        "crl.objection.timeBehind": "The newer one was not drawn up later.",
        "crl.objection.entryDropped": "A certificate that was revoked is not listed any more.",
        "crl.objection.entryChanged": "A revocation is not what it was.",
        "crl.objection.unverified": "The newer one is not signed by the certificate given with --issuer.",
        "crl.check.missing": "Revoked on record and not listed: {count}",
        "crl.check.unexpected": "Listed and not revoked on record: {count}",
        "crl.check.different": "Listed with another date or reason than on record: {count}",
        "crl.check.notOnRecord": "These very bytes are not on record; lists of earlier days are thinned out.",
        "crl.check.agrees": "List {scope} of {authority} says what the records say as of its moment.",
        "crl.check.differs": "List {scope} of {authority} does not say what the records say as of its moment.",
    ]
}
