// SPDX-License-Identifier: Apache-2.0

extension EnglishSentences {
    /// Keys that several custodians hold together.
    static let custody: [String: String] = [
        "crypto.shareCount":
            "A secret cannot be divided into {seen} shares of which {threshold} are needed; shares: {allowed}, needed: from 2 to all.",
        "crypto.secretLength": "A secret of {seen} bytes cannot be divided; allowed: {allowed}.",
        "crypto.sharesMismatch": "The shares are not of one secret.",
        "crypto.sealedBytesMalformed": "A sealed share has a part of a wrong length.",
        "problem.records.authoritySucceeded": "The authority {name} has a successor already.",
        "problem.records.ceremonyOpen": "A ceremony of {name} was begun and not ended.",
    ]
}
