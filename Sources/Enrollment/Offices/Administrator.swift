// SPDX-License-Identifier: Apache-2.0

/// Who sets up offices and officers.
public enum Administrator: Sendable, Hashable {
    /// Someone with the home's files before them: what they are called, for the log. The first officers come this way.
    case console(String)
    /// An officer; has to be an administrator.
    case officer(Officer)

    /// What the audit log calls them.
    public var actor: String {
        switch self {
        case .console(let name): "console:\(name)"
        case .officer(let officer): officer.id
        }
    }
}
