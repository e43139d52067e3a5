// SPDX-License-Identifier: Apache-2.0
import PKIX

extension JSON5Error {
    /// What it says, with the line or the key's path.
    var statement: Statement {
        switch self {
        case .tooLarge(let seen, let allowed):
            Statement("json5.tooLarge", ["seen": "\(seen)", "allowed": "\(allowed)"])
        case .notUTF8: Statement("json5.notUTF8")
        case .unexpected(let seen?, let wanted, let line):
            Statement("json5.unexpected", ["seen": seen, "allowed": wanted, "line": "\(line)"])
        case .unexpected(nil, let wanted, let line):
            Statement("json5.unfinished", ["allowed": wanted, "line": "\(line)"])
        case .tooDeep(let allowed, let line):
            Statement("json5.tooDeep", ["allowed": "\(allowed)", "line": "\(line)"])
        case .duplicateName(let name, let line):
            Statement("json5.duplicateName", ["path": name, "line": "\(line)"])
        case .escape(let line): Statement("json5.escape", ["line": "\(line)"])
        case .number(let seen, let line): Statement("json5.number", ["seen": seen, "line": "\(line)"])
        case .unknownName(let path, let allowed, let line):
            Statement(
                "json5.unknownName", ["path": path, "allowed": Statement.list(allowed), "line": "\(line)"])
        case .missing(let path): Statement("json5.missing", ["path": path])
        case .wrongType(let path, let seen, let allowed):
            Statement("json5.wrongType", ["path": path, "seen": seen, "allowed": allowed])
        }
    }
}
