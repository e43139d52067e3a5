// SPDX-License-Identifier: Apache-2.0
import Issuance

extension CustodyError {
    /// What it says, and to whom.
    var statement: Statement {
        switch self {
        case .custodianTwice(let id): told("custodianTwice", ["id": id])
        case .custodianUnknown(let id, let authority, let allowed):
            told("custodianUnknown", ["id": id, "name": authority, "allowed": Statement.list(allowed)])
        case .tooFew(let authority, let seen, let needed, let allowed):
            told(
                "tooFew",
                [
                    "name": authority, "seen": seen.isEmpty ? "–" : Statement.list(seen), "needed": "\(needed)",
                    "allowed": Statement.list(allowed),
                ])
        case .shareMissing(let id, let file, let folders):
            told("shareMissing", ["id": id, "file": file, "folders": Statement.list(folders)])
        case .shareDamaged(let id, let file): told("shareDamaged", ["id": id, "file": file])
        case .shareOfOtherSet(let id, let file): told("shareOfOtherSet", ["id": id, "file": file])
        case .wrongPassphrase(let id): told("wrongPassphrase", ["id": id])
        case .wrongShare(let id): told("wrongShare", ["id": id])
        case .passphraseMissing(let id): told("passphraseMissing", ["id": id])
        case .setUnreadable(let file): told("setUnreadable", ["file": file])
        case .notHeld(let authority): told("notHeld", ["name": authority])
        }
    }

    private func told(_ name: String, _ facts: [String: String]) -> Statement {
        Statement("problem.custody.\(name)", facts)
    }
}
