// SPDX-License-Identifier: Apache-2.0

extension EnglishSentences {
    /// Keys that are in other hands, can be guessed, or are somebody else's.
    static let keyReports: [String: String] = [
        "key.predictable":
            "It was made by a broken generator and can be guessed: it is on the list {list}. A new key has to be made.",
        "cli.summary.key": "Tells what speaks against a key, takes reports of keys in other hands, lists them.",
        "cli.key.digest": "Key {key}",
        "cli.key.certificates": "Certificates with it: {count}",
        "cli.key.nothing": "Nothing speaks against it.",
        "cli.key.report": "{key}  reported {time} by {reporter}: {cause}",
        "cli.key.revoked": "Certificates revoked now: {count}; revoked before: {before}",
        "cli.key.unreadable": "{file} holds no certificate, request or public key that can be read: {cause}",
        "problem.issuance.keyOfSomeoneElse":
            "The key in the application is certified for somebody else. Please have a new key made.",
        "problem.issuance.keyReported":
            "The key in the application is known to be in other hands. Please have a new key made.",
        "problem.enrollment.keyRenewal":
            "You have a certificate with this key already, and a new certificate needs a new key here. Please make a new key.",
        "problem.records.keyOfSomeoneElse": "The key is that of certificate {certificate}, which is somebody else's.",
        "problem.records.keyReported": "The key {key} is reported to be in other hands.",
        "problem.revocation.keyProof": "What was brought is no proof that a key is compromised. {cause}",
        "problem.revocation.keyProofStatement":
            "The request proves nothing of its key: its common name has to read “{allowed}”.",
        "problem.revocation.keyProofSignature":
            "The signature is not by the key over the statement that it is compromised.",
    ]
}
