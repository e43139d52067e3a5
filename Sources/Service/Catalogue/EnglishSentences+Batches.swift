// SPDX-License-Identifier: Apache-2.0

extension EnglishSentences {
    /// What those read who verify many documents.
    static let batches: [String: String] = [
        "problem.service.batchLineTooLong": "The line has {seen} bytes; at most {allowed} are taken.",
        "problem.service.batchEndedEarly":
            "The request ended before its body did. This line and those after it are not judged.",
        "problem.service.batchTooLong":
            "The request took longer than {allowed} seconds. This line and those after it are not judged: send them again.",
        "problem.service.batchTooSlow":
            "Nothing came for {allowed} seconds, or next to nothing. This line and those after it are not judged.",
        "problem.service.recordsBehind":
            "The copy of the records that is read here is {seconds} seconds behind, more than is allowed. Nothing is judged by it: please ask again in a moment.",
        "problem.service.batchStopping":
            "The service is being stopped. This line and those after it are not judged: send them again later.",
        "problem.service.digestAlgorithm":
            "The digest is {seen}, but the document was signed with {allowed}: give its digest by that.",
        "link.PRESCRIPTION_REJECTED":
            "The prescription itself is rejected; its report says why.",
        "link.PRESCRIPTION_UNDECIDED":
            "Nothing certain can be said of the prescription; its report says why.",
        "link.DISPENSING_REJECTED":
            "The dispensing record itself is rejected; its report says why.",
        "link.DISPENSING_UNDECIDED":
            "Nothing certain can be said of the dispensing record; its report says why.",
        "link.RECORD_MISSING":
            "The dispensing record is not at hand, only its digest: what it refers to cannot be read.",
        "link.RECORD_UNREADABLE":
            "The dispensing record is not as it has to be: {cause}.",
        "link.REFERENCE_MISSING":
            "The dispensing record names no prescription.",
        "link.REFERENCE_UNKNOWN":
            "The dispensing record names the prescription by {seen}, and its digest by that is not known: give the prescription, or that digest.",
        "link.REFERENCE_MISMATCH":
            "The dispensing record is about another prescription: it names {seen}, and this one is {allowed}.",
        "link.TIME_UNKNOWN":
            "One of the two does not say when it was signed.",
        "link.DISPENSED_BEFORE_PRESCRIBED":
            "It was dispensed at {dispensed}, before it was prescribed at {prescribed}.",
        "link.RECEIPT_REJECTED":
            "The receipt is not a good one: {cause}.",
        "link.RECEIPT_MISMATCH":
            "The receipt is about another signature.",
        "batch.done":
            "{accept} accepted, {reject} rejected, {undecided} undecided, {error} not readable.",
        "batch.interrupted":
            "Interrupted after {accept} accepted, {reject} rejected, {undecided} undecided, {error} not readable. With --out, the same command goes on from there.",
        "batch.notAFile":
            "{file} can be read only once, so an interrupted run could not go on: leave --out away, or name a file.",
        "batch.otherInput":
            "The answers that are there belong to another input than {file}, or to another purpose, time or trust; name another file for the answers.",
        "batch.otherFile":
            "{file} holds something else than answers of this command; name another file.",
    ]
}
