// SPDX-License-Identifier: Apache-2.0

extension EnglishSentences {
    /// What a validation can find out by time and its proofs, by `CauseCode`.
    static let proofs: [String: String] = [
        "cause.SIGNED_AFTER_REVOCATION":
            "Signed after the certificate was revoked at {at}: a timestamp on the content from {seen} proves it.",
        "cause.SIGNED_AFTER_EXPIRY":
            "Signed after the certificate expired at {notAfter}: a timestamp on the content from {at} proves it.",
        "cause.SIGNED_BEFORE_VALIDITY":
            "Signed before the certificate was valid: a timestamp from {at} proves it, and it is valid from {notBefore}.",
        "cause.PATH_ALGORITHM_ENDED":
            "The certification path rests on an algorithm that is no longer safe ({seen}), and nothing proves that it is older.",
        "cause.REVOCATION_SIGNER_OUT_OF_BOUNDS":
            "Whoever signed the status of certificate {certificate} is no longer valid, and nothing proves that the statement is older.",
        "cause.ALGORITHM_ENDED":
            "The algorithm {seen} is no longer safe, and nothing proves that the signature is older; allowed: {allowed}.",
        "cause.SIGNATURE_POLICY_NOT_AVAILABLE":
            "The signature was made under the signature policy {seen}, which is not at hand.",
        "cause.SIGNATURE_POLICY_MISMATCH":
            "The signature policy {seen} at hand is not the one that the signature was made under.",
        "cause.TIMESTAMP_ORDER":
            "The times of the timestamps contradict each other (at {at}).",
        "cause.TIMESTAMP_DELAY":
            "The first timestamp, from {at}, came too long after the claimed signing time {seen}; {allowed} seconds are allowed.",
        "cause.TIMESTAMP_IN_FUTURE":
            "The timestamp is from {seen}, after the time of judgement.",
        "cause.TIMESTAMP_INACCURATE": "The timestamp may be off by {seen} seconds; {allowed} are allowed.",
        "cause.ARCHIVE_INDEX_MISMATCH": "The archive timestamp lists evidence that is not in the file, or was altered.",
        "cli.facts.member": "the member {seen} is not what it has to be",
        "cli.facts.version": "they are of version {seen}; version 1 is read",
        "cli.facts.none": "No facts were written to {file}, the bytes are no signed message: {cause}",
        "cli.file.facts": "{file} holds no facts that can be judged: {cause}.",
        "cause.NO_PROOF_OF_TIME":
            "For the purpose {purpose} a timestamp or a receipt has to show when it was signed; there is none that can be believed.",
        "cause.NO_PROOF":
            "Nothing proves that the status of the authorities was as said at {at}.",
        "cause.TIMESTAMP_NOT_BELIEVED":
            "The timestamp from {at} proves nothing: {detail}.",
    ]
}
