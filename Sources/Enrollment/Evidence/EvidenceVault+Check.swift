// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Foundation
public import Records

extension EvidenceVault {
    /// What is wrong with a paper's file.
    public enum Flaw: String, Sendable, Hashable {
        /// It is not there.
        case missing
        /// It does not open: it was changed, or sealed under another key.
        case sealed
        /// It opens, and is not the paper that was taken in.
        case other
    }

    /// Holds a paper's file against its row.
    ///
    /// - Parameters:
    ///   - record: the row.
    ///   - opens: whether it is opened, which takes the home's key; else it is only looked for.
    /// - Returns: `nil` when it stands.
    public func flaw(of record: EvidenceRecord, opening opens: Bool) -> Flaw? {
        guard holds(record.id) else { return .missing }
        guard opens else { return nil }
        guard let key = record.wrappedKey, let paper = try? read(record.id, wrappedKey: key) else { return .sealed }
        return paper.count == record.size && DigestAlgorithm.sha256.digest(paper) == record.sha256 ? nil : .other
    }
}
