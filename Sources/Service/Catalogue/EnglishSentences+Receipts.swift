// SPDX-License-Identifier: Apache-2.0

extension EnglishSentences {
    /// Receipts of verifications.
    static let receipts: [String: String] = [
        "receipt.notIntact":
            "Receipts are given for true signatures only, by someone whose certificate ends in an anchor that is trusted here.",
        "receipt.notKept": "This service keeps no receipts.",
        "receipt.damaged": "What is on record for this signature is not the receipt that was given: it was changed.",
        "receipt.unstamped": "No time stamp can be made at present, so there is no receipt.",
        "receipt.unrecorded": "The records cannot be read or written at present, so there is no receipt.",
        "receipt.late": "The receipt was not ready in time; it can be asked for later.",
        "problem.service.receiptUnknown": "There is no receipt of a signature whose value has the SHA-256 {sha256}.",
        "problem.service.receiptDamaged":
            "What is on record for this signature is not the receipt that was given: it was changed.",
        "problem.service.receiptUnavailable": "The records cannot be read at present.",
        "cli.file.receipt": "{file} is no receipt: {cause}.",
        "cli.receipt.about": "Receipt of the signature whose value has the SHA-256 {signature}",
        "cli.receipt.firstSeen": "First seen at {time}, by its time stamp",
        "cli.receipt.verdict":
            "The verdict then: {decision}, {indication}, for the purpose {purpose}; judged at {time}",
        "cli.receipt.status": "The certificate {certificate} was: {status}, as of {time}",
        "cli.receipt.log": "The audit log {log} had {size} lines and the hash {root}",
        "cli.receipt.good": "The receipt is genuine: the time stamp is over this statement, by a unit that is trusted.",
        "cli.receipt.bad": "The receipt proves nothing: {cause}",
        "cli.receipt.undecided": "It cannot be decided whether the receipt is genuine: {cause}",
    ]
}
