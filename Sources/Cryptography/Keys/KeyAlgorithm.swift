// SPDX-License-Identifier: Apache-2.0

/// The algorithms that a `SubjectPublicKeyInfo` may name.
enum KeyAlgorithm: CaseIterable {
    /// 1.2.840.10045.2.1, RFC 5480 2.1.1.
    case ecPublicKey
    /// 1.2.840.113549.1.1.1, RFC 3279 2.3.1.
    case rsaEncryption
    /// 1.3.101.112, RFC 8410 3.
    case ed25519
    /// 1.2.840.113549.1.1.10, RFC 4055 3.1.
    case rsassaPSS
    /// 1.2.840.10040.4.1, RFC 3279 2.3.2.
    case dsa

    /// The algorithm that an OBJECT IDENTIFIER's content octets name.
    init?(objectIdentifier: ArraySlice<UInt8>) {
        guard let entry = Self.byIdentifier.first(where: { objectIdentifier.elementsEqual($0.identifier) }) else {
            return nil
        }
        self = entry.algorithm
    }

    /// Made once, commonest first: a literal in the search would be allocated for every key that is read.
    private static let byIdentifier = allCases.map { (identifier: $0.objectIdentifier, algorithm: $0) }

    private var objectIdentifier: [UInt8] {
        switch self {
        case .ecPublicKey: [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01]
        case .rsaEncryption: [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01]
        case .ed25519: [0x2b, 0x65, 0x70]
        case .rsassaPSS: [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0a]
        case .dsa: [0x2a, 0x86, 0x48, 0xce, 0x38, 0x04, 0x01]
        }
    }
}
