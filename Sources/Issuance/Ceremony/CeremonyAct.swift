// SPDX-License-Identifier: Apache-2.0

/// What a ceremony does.
public enum CeremonyAct: String, Sendable, Hashable, CaseIterable {
    /// Makes a root: a key, and a certificate that it signs itself.
    case createRoot
    /// Makes an intermediate: a key, and a certificate that another authority signs.
    case createIntermediate
    /// Certifies the key of another root, or of one of the house's own, under a name of its own.
    case crossCertify
    /// Makes a root's successor, and ties the two together by a certificate of each from the other.
    ///
    /// - SeeAlso: RFC 4210 4.4 (root CA key update).
    case rollOverRoot
    /// Makes an intermediate's successor: a new key under the next generation's name.
    case rekeyIntermediate
    /// Signs an offline authority's revocation list, with what is revoked at the ceremony.
    case signList
    /// Gives an authority's key to other custodians, or to custodians for the first time; the key stays the same.
    case shareKey

    /// The fields that the act's file has beside `act`, `authority` and `witnesses`, which every one has.
    var fields: Set<String> {
        switch self {
        case .createRoot: ["subject", "profile", "key"]
        case .createIntermediate: ["issuer", "subject", "profile", "key"]
        case .crossCertify: ["issuer", "profile", "source"]
        case .rollOverRoot: ["replaces", "subject", "profile", "linkProfile", "key"]
        case .rekeyIntermediate: ["issuer", "replaces", "subject", "profile", "key"]
        case .signList: ["list"]
        case .shareKey: ["key"]
        }
    }
}
