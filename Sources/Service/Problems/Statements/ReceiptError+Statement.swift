// SPDX-License-Identifier: Apache-2.0
import MohrValidation

extension ReceiptError {
    /// What it says.
    var statement: Statement {
        switch self {
        case .json(let error): Problem.json(error).statement
        case .member(let name): Statement("problem.receipts.member", ["name": name])
        case .notCanonical: Statement("problem.receipts.notCanonical")
        case .token(let offset, let detail):
            Statement("problem.receipts.token", ["offset": offset.map { "\($0)" } ?? "–", "detail": detail])
        }
    }
}
