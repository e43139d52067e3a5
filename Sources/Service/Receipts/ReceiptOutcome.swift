// SPDX-License-Identifier: Apache-2.0
import Cryptography
import JSON
public import MohrValidation

/// What came of the question for a signature's receipt.
public enum ReceiptOutcome: Sendable, Hashable {
    /// There is one: this verification's, or an earlier one's.
    case given(GivenReceipt)
    /// There is none, and why.
    case missing(Missing)

    /// Why there is no receipt.
    public enum Missing: String, Sendable, Hashable, CaseIterable {
        /// The signature is not a true one by someone whose certificate ends in an anchor.
        case notIntact
        /// This service keeps none.
        case notKept
        /// What is on record for the signature is no receipt: somebody changed it.
        case damaged
        /// No time stamp can be made at present.
        case unstamped
        /// The records cannot be read or written at present.
        case unrecorded
        /// It was not ready in time, and can be asked for later.
        case late
    }

    /// The receipt, if there is one.
    public var receipt: Receipt? {
        guard case .given(let given) = self else { return nil }
        return given.receipt
    }

    /// The members of an answer that tell it: `receipt`, and with none `receiptCause`.
    var members: [JSONValue.Member] {
        switch self {
        case .given(let given): [JSONValue.Member("receipt", given.json)]
        case .missing(let why):
            [
                JSONValue.Member("receipt", .null),
                JSONValue.Member(
                    "receiptCause",
                    [
                        "code": .string(why.rawValue),
                        "en": .string(Catalogue.sentence("receipt.\(why.rawValue)", in: .english)),
                        "fa": .string(Catalogue.sentence("receipt.\(why.rawValue)", in: .persian)),
                    ]),
            ]
        }
    }
}

/// A receipt on record, with its line in the audit log.
public struct GivenReceipt: Sendable, Hashable {
    /// The receipt.
    public let receipt: Receipt
    /// The line of the audit log that holds its digests.
    public let logIndex: Int
    /// As it is sent; made once.
    public let json: JSONValue

    init(_ receipt: Receipt, logIndex: Int) {
        self.receipt = receipt
        self.logIndex = logIndex
        let log: JSONValue = [
            "id": .string(Hex.encode(receipt.statement.log.id)), "index": .integer(Int64(logIndex)),
        ]
        json = .object((receipt.json.members ?? []) + [JSONValue.Member("log", log)])
    }
}
