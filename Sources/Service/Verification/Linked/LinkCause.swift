// SPDX-License-Identifier: Apache-2.0
import MohrValidation

/// What is wrong between a prescription, the record of what was dispensed on it, and a receipt.
struct LinkCause: Sendable, Hashable {
    /// Each kind, and what follows from it.
    enum Code: String, Sendable, CaseIterable {
        // The documents themselves; why, is in their reports.
        case prescriptionRejected = "PRESCRIPTION_REJECTED"
        case prescriptionUndecided = "PRESCRIPTION_UNDECIDED"
        case dispensingRejected = "DISPENSING_REJECTED"
        case dispensingUndecided = "DISPENSING_UNDECIDED"
        // What leads from one to the other.
        case recordMissing = "RECORD_MISSING"
        case recordUnreadable = "RECORD_UNREADABLE"
        case referenceMissing = "REFERENCE_MISSING"
        case referenceUnknown = "REFERENCE_UNKNOWN"
        case referenceMismatch = "REFERENCE_MISMATCH"
        case timeUnknown = "TIME_UNKNOWN"
        case dispensedBeforePrescribed = "DISPENSED_BEFORE_PRESCRIBED"
        // The receipt.
        case receiptRejected = "RECEIPT_REJECTED"
        case receiptMismatch = "RECEIPT_MISMATCH"

        /// Evidence that is wanting may come; what contradicts stays.
        var decision: Decision {
            switch self {
            case .prescriptionUndecided, .dispensingUndecided, .recordMissing, .referenceUnknown, .timeUnknown:
                .cannotDecide
            case .prescriptionRejected, .dispensingRejected, .recordUnreadable, .referenceMissing, .referenceMismatch,
                .dispensedBeforePrescribed, .receiptRejected, .receiptMismatch:
                .reject
            }
        }
    }

    let code: Code
    let facts: [String: String]

    init(_ code: Code, _ facts: [String: String] = [:]) {
        self.code = code
        self.facts = facts
    }

    /// As a member of `links`.
    var value: JSONValue {
        [
            "code": .string(code.rawValue), "decision": .string(code.decision.rawValue),
            "en": .string(sentence(in: .english)), "fa": .string(sentence(in: .persian)),
        ]
    }

    /// In words.
    func sentence(in language: Language) -> String {
        Catalogue.sentence("link.\(code.rawValue)", facts, in: language)
    }
}
