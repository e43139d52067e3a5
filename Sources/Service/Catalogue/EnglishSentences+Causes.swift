// SPDX-License-Identifier: Apache-2.0

extension EnglishSentences {
    /// What a validation can find, by `CauseCode`.
    static let causes: [String: String] = [
        "cause.MALFORMED":
            "The file is not a signature that can be read; it breaks off or is damaged at byte {offset}.",
        "cause.TRAILING_BYTES": "{count} bytes follow the signature, from byte {offset}; nothing may.",
        "cause.NOT_SIGNED_DATA": "The file is CMS, but of type {seen}; a signature has type {allowed}.",
        "cause.NO_SIGNATURE_FOUND": "The file carries no signature.",
        "cause.SIGNATURE_REPEATED": "The same signature stands in the file twice.",
        "cause.SIGNED_ATTRIBUTES_MISSING":
            "The signature covers no attributes, so it may have been taken from something else.",
        "cause.ATTRIBUTE_REPEATED":
            "The signed attribute {type} stands {attributes} times with {values} values; exactly one of each is allowed.",
        "cause.ATTRIBUTE_MALFORMED": "A signed attribute cannot be read, at byte {offset}.",
        "cause.CONTENT_TYPE_MISSING": "The signature does not say what type of content it covers.",
        "cause.CONTENT_TYPE_MISMATCH": "The signature is for content of type {allowed} – the file says {seen}.",
        "cause.MESSAGE_DIGEST_MISSING": "The signature does not cover the content: its digest is not signed.",
        "cause.ALGORITHM_PROTECTION_MISMATCH": "The algorithms {seen} are not those that the signer meant: {allowed}.",
        "cause.CONTENT_IS_SIGNED_ATTRIBUTES":
            "The content is itself the signed part of a signature; this is how signatures are moved to other documents.",
        "cause.SIGNER_VERSION": "The signature's version {seen} does not go with the way it names its signer.",
        "cause.SIGNING_CERTIFICATE_NOT_FOUND": "The signer's certificate is neither in the file nor was it given.",
        "cause.SIGNING_CERTIFICATE_MISMATCH":
            "The certificate {seen} is not the one that the signature was made for.",
        "cause.SIGNING_CERTIFICATE_UNREADABLE": "The signer's certificate cannot be read.",
        "cause.SIGNED_DATA_NOT_FOUND": "The signed document is not in the file and was not given.",
        "cause.HASH_FAILURE":
            "The document was changed after it was signed: its digest is {seen}, and {allowed} was signed.",
        "cause.CONTENT_DIFFERS": "The document given is not the one in the signature file.",
        "cause.SIG_CRYPTO_FAILURE": "The signature was not made with the key of this certificate, or was altered.",
        "cause.NO_CERTIFICATE_CHAIN_FOUND": "The certificate does not lead to an authority that is trusted here.",
        "cause.CERTIFICATE_SIGNATURE":
            "A certificate on the path was not signed by the authority it names (certificate {certificate}, {clause}).",
        "cause.ANCHOR_NOT_TRUSTED":
            "The anchor is trusted, but not at {at}, and nothing proves that the signature is older.",
        "cause.CERTIFICATE_HASH_MISMATCH":
            "The responder knows another certificate under this serial number; one of the two was never issued.",
        "cause.CERTIFICATE_PATH": "The certification path breaks a rule (certificate {certificate}, {clause}).",
        "cause.CERTIFICATE_NOT_ON_RECORD":
            "The authority has no record of issuing this certificate. Report it to the authority at once.",
        "cause.KEY_USAGE": "The certificate is not for signing documents: its key is for {seen}; {allowed} is needed.",
        "cause.EXTENDED_KEY_USAGE": "The certificate is for another use: {seen}.",
        "cause.PROFESSION_NOT_ALLOWED": "The signer's profession ({seen}) may not sign for the purpose {purpose}.",
        "cause.CERTIFICATE_POLICY":
            "The certificate was issued under the policies {seen}, which this purpose does not take.",
        "cause.PATH_ALGORITHM": "The certification path rests on an algorithm or key that is too weak.",
        "cause.REVOKED":
            "The certificate was revoked at {at} (reason: {reason}), and nothing proves that the signature is older.",
        "cause.AUTHORITY_REVOKED":
            "An authority on the path was revoked at {at}, and nothing proves that the signature is older.",
        "cause.EXPIRED": "The certificate expired at {notAfter}, and nothing proves that the signature is older.",
        "cause.OUTSIDE_VALIDITY": "A certificate is not valid at {at}, and nothing proves when it was signed.",
        "cause.ON_HOLD": "The certificate is on hold since {since}.",
        "cause.NOT_ACCEPTED": "The certificate has not been accepted by its holder yet.",
        "cause.REVOCATION_EVIDENCE_MISSING":
            "Nothing shows whether the certificate was revoked (certificate {certificate}); a revocation list is needed.",
        "cause.REVOCATION_EVIDENCE_STALE":
            "What shows that the certificate was not revoked is too old; it was current until {nextUpdate}.",
        "cause.SIGNING_CERTIFICATE_ATTRIBUTE_MISSING":
            "The signature does not name its certificate, as CAdES asks.",
        "cause.SIGNING_TIME_MISSING": "The signature claims no signing time, as CAdES and JAdES ask.",
        "cause.SIGNING_TIME_OUTSIDE_VALIDITY":
            "The claimed signing time {seen} is outside the certificate's validity ({allowed}).",
        "cause.SIGNING_TIME_IN_FUTURE": "The claimed signing time {seen} is after the time of judgement {allowed}.",
        "cause.ALGORITHM": "The algorithm or key is not allowed: {seen}; allowed: {allowed}.",
        "cause.ENCODING_BER": "The file is in BER; new files should be in DER.",
        "cause.ATTRIBUTES_UNSORTED":
            "The signed attributes were sent unsorted; the signature is over their sorted form.",
        "cause.UNSIGNED_ATTRIBUTES": "Statements are attached that the signer did not sign: {seen}.",
        "cause.DIGEST_NOT_ANNOUNCED": "The signer's digest algorithm is not announced at the head of the file.",
        "cause.CLAIMED_TIME_ONLY": "Only the signer says that it was signed at {seen}; no timestamp proves it.",
    ]
}
