// SPDX-License-Identifier: Apache-2.0

extension EnglishSentences {
    /// What a validation can find in JSON Web Signatures and signatures over signatures, by `CauseCode`.
    static let jsonSignatures: [String: String] = [
        "cause.PART_INVALID":
            "The part {part} of the signature is missing or not as it has to be: {seen}; allowed: {allowed}.",
        "cause.MEMBER_REPEATED":
            "The name {seen} stands twice, at byte {offset}; readers would differ on which counts.",
        "cause.UNSECURED": "Nobody signed this: the algorithm {seen} needs no key pair.",
        "cause.CRITICAL_PARAMETER":
            "The header parameter {seen} is marked critical and may not be, or has to be and is not, or is not known.",
        "cause.KEY_FROM_OUTSIDE":
            "The header parameter {seen} brings a key or says where to fetch one; whoever forged it chose that.",
        "cause.UNPROTECTED_PARAMETER": "The header parameter {seen} is outside the signature, where it may not be.",
        "cause.DETACHED_MECHANISM":
            "What was signed is described by {seen}, which is not judged here; allowed are {allowed}.",
        "cause.COUNTER_SIGNATURE_NOT_VALID":
            "A signature over this signature is not good ({seen}); it takes nothing away from this one.",
        "cause.LINE_END": "A line end follows the signature; nothing should.",
        "cli.verdict.counterSigner": "  signed over by: {name} ({indication})",
    ]
}
