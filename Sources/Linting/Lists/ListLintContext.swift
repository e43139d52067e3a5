// SPDX-License-Identifier: Apache-2.0
public import Cryptography
public import DER
public import PKIX

/// What a rule needs to know besides the list.
public struct ListLintContext: Sendable {
    /// The certificate of who signs the list.
    public let issuer: Certificate

    /// The kind of the key that signs.
    public let keyKind: KeyKind

    /// What the list will be signed with.
    public let algorithm: SignatureAlgorithm

    /// The address that the certificates on the list name it by; `nil` for the list of everything, which has none.
    public let address: String?

    /// The number of the list that this one only adds to, big-endian; `nil` for a complete list.
    public let deltaBase: [UInt8]?

    /// When it is signed.
    public let time: Instant

    /// Takes the parts.
    ///
    /// - Parameters:
    ///   - issuer: the certificate of who signs the list.
    ///   - keyKind: the kind of the key that signs.
    ///   - algorithm: what the list will be signed with.
    ///   - address: the address that the certificates on the list name it by.
    ///   - deltaBase: the number of the list that this one only adds to.
    ///   - time: when it is signed.
    public init(
        issuer: Certificate, keyKind: KeyKind, algorithm: SignatureAlgorithm, address: String? = nil,
        deltaBase: [UInt8]? = nil, time: Instant
    ) {
        self.issuer = issuer
        self.keyKind = keyKind
        self.algorithm = algorithm
        self.address = address
        self.deltaBase = deltaBase
        self.time = time
    }
}
