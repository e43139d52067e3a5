// SPDX-License-Identifier: Apache-2.0

/// Something that went wrong in the house: a number for whoever asked, all of it for the log.
public struct Fault: Error, Sendable, Hashable {
    /// Eight digits that can be read out over the telephone.
    public let reference: String
    /// The room that it happened in.
    public let room: String
    /// The error as it is; no room's errors hold secrets or personal data.
    public let detail: String

    init(_ room: String, _ error: any Error) {
        reference = String(UInt32.random(in: 10_000_000...99_999_999))
        self.room = room
        detail = "\(error)"
    }
}

extension Problem {
    /// Tells a fault: its reference number and nothing else.
    ///
    /// - Parameters:
    ///   - room: where it happened.
    ///   - error: what happened; it goes to the log.
    ///   - isPassing: whether it can be over in a few seconds, such as a full disk or a lost database.
    /// - Returns: 503 when it can pass, else 500.
    static func fault(_ room: String, _ error: any Error, isPassing: Bool) -> Problem {
        let fault = Fault(room, error)
        let key = isPassing ? "problem.service.unavailable" : "problem.service.fault"
        return Problem(
            isPassing ? 503 : 500, "service", Statement(key, ["reference": fault.reference]), fault: fault)
    }
}
