// SPDX-License-Identifier: Apache-2.0
import PKIX

extension ConfigurationError {
    /// What it says: the file, the key, what stands there and what may.
    var statement: Statement {
        switch self {
        case .unreadable(let file, let cause): Statement("start.unreadable", ["file": file, "detail": cause])
        case .file(let file, let error):
            Statement("start.configuration", ["file": file], parts: ["cause": [error.statement]])
        case .value(let file, let path, let seen, let allowed):
            Statement("start.value", ["file": file, "path": path, "seen": seen, "allowed": allowed])
        }
    }

    /// Why the configuration is not taken, and what to change.
    public func sentence(in language: Language) -> String { statement.sentence(in: language) }
}
