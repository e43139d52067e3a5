// SPDX-License-Identifier: Apache-2.0
import Records

extension RestorationRefusal {
    /// What it says.
    var statement: Statement {
        switch self {
        case .notLocked: told("notLocked")
        case .listMissing(let authority): told("listMissing", ["authority": authority])
        case .listOlder(let authority, let scope, let seen, let onRecord):
            told(
                "listOlder",
                ["list": "\(authority)/\(scope)", "seen": "\(seen)", "newest": "\(onRecord)"])
        case .checkpointMissing: told("checkpointMissing")
        case .checkpointOlder(let seen, let onRecord):
            told("checkpointOlder", ["seen": "\(seen)", "newest": "\(onRecord)"])
        case .checkpointDiffers(let size): told("checkpointDiffers", ["size": "\(size)"])
        }
    }

    private func told(_ name: String, _ facts: [String: String] = [:]) -> Statement {
        Statement("problem.records.restoration.\(name)", facts)
    }
}
