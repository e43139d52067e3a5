// SPDX-License-Identifier: Apache-2.0

/// The kinds of alternative names that a profile may let in.
public enum AlternativeNameKind: String, Sendable, Hashable, CaseIterable {
    /// A host.
    case dnsName
    /// An address.
    case ipAddress

    init(checking word: String) throws(ProfileError) {
        guard let kind = AlternativeNameKind(rawValue: word) else {
            throw .unknownValue(path: "alternativeNames", seen: word, allowed: Self.allCases.map(\.rawValue))
        }
        self = kind
    }

    /// The kind of a name; `nil` for kinds that no profile lets in.
    public init?(of name: GeneralName) {
        switch name {
        case .dnsName: self = .dnsName
        case .ipAddress: self = .ipAddress
        default: return nil
        }
    }
}
