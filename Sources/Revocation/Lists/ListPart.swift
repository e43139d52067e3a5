// SPDX-License-Identifier: Apache-2.0

/// Which of an authority's certificates a list covers.
enum ListPart: Sendable, Hashable {
    /// All of them.
    case full
    /// Those whose serial numbers fall to this number.
    case shard(Int)
    /// All of them, but only what has changed since an older full list.
    case delta

    /// What the records call it.
    var scope: String {
        switch self {
        case .full: "full"
        case .shard(let number): "shard-\(number)"
        case .delta: "delta"
        }
    }

    /// Reads what the records call it; nil for a scope of another kind.
    init?(scope: String) {
        if scope == "full" {
            self = .full
        } else if scope == "delta" {
            self = .delta
        } else if scope.hasPrefix("shard-"), let number = Int(scope.dropFirst(6)), number >= 0 {
            self = .shard(number)
        } else {
            return nil
        }
    }

    /// Where it is published, below `/crls/`.
    func path(authority: String) -> String {
        switch self {
        case .full: "\(authority).crl"
        case .shard(let number): "\(authority)/\(number).crl"
        case .delta: "\(authority)/delta.crl"
        }
    }
}
