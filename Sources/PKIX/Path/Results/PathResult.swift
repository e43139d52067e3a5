// SPDX-License-Identifier: Apache-2.0

/// What a ``PathValidator`` found.
public enum PathResult: Sendable {
    /// There is a valid path: the first one found.
    case valid(ValidatedPath)

    /// There is none: what is wrong with the most promising one, and that path when there was one to examine.
    ///
    /// The failures are never empty.
    case invalid([PathFailure], examined: ExaminedPath?)

    /// The valid path, if there is one.
    public var path: ValidatedPath? {
        if case .valid(let path) = self { path } else { nil }
    }

    /// The path that was examined, valid or not.
    public var examined: ExaminedPath? {
        switch self {
        case .valid(let path): path.examined
        case .invalid(_, let examined): examined
        }
    }

    /// What is wrong; empty when the path is valid.
    public var failures: [PathFailure] {
        if case .invalid(let failures, _) = self { failures } else { [] }
    }

    /// The kinds of failure; empty when the path is valid.
    public var codes: Set<PathFailureCode> { Set(failures.map(\.code)) }
}
