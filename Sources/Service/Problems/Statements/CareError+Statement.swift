// SPDX-License-Identifier: Apache-2.0

extension CareError {
    /// What it says.
    var statement: Statement {
        switch self {
        case .notEmpty(let path): told("notEmpty", ["folder": path])
        case .file(let path, let step, let code): told("file", ["file": path, "step": step, "code": "\(code)"])
        case .manifest(let path, let member): told("manifest", ["folder": path, "member": member])
        case .otherManifest(let seen, let allowed): told("otherManifest", ["seen": seen, "allowed": allowed])
        case .altered(let path): told("altered", ["file": path])
        case .strayFile(let path): told("strayFile", ["file": path])
        case .databaseInUse(let place): told("databaseInUse", ["place": place])
        case .records(let error): error.statement
        }
    }

    private func told(_ name: String, _ facts: [String: String]) -> Statement {
        Statement("problem.care.\(name)", facts)
    }
}
