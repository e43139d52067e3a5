// SPDX-License-Identifier: Apache-2.0

/// The elliptic curves that this room computes ECDSA on; all of them have cofactor 1.
///
/// - SeeAlso: RFC 5480 2.1.1.1; RFC 5639 4.1.
enum Curve: CaseIterable {
    case p256, p384, p521, brainpoolP256r1, brainpoolP384r1, brainpoolP512r1, p224, p192

    init?(kind: KeyKind) {
        switch kind {
        case .p192: self = .p192
        case .p224: self = .p224
        case .p256: self = .p256
        case .p384: self = .p384
        case .p521: self = .p521
        case .brainpoolP256r1: self = .brainpoolP256r1
        case .brainpoolP384r1: self = .brainpoolP384r1
        case .brainpoolP512r1: self = .brainpoolP512r1
        case .rsa, .ed25519, .dsa: return nil
        }
    }

    /// The curve that an OBJECT IDENTIFIER's content octets name.
    init?(objectIdentifier: ArraySlice<UInt8>) {
        guard let entry = Self.byIdentifier.first(where: { objectIdentifier.elementsEqual($0.identifier) }) else {
            return nil
        }
        self = entry.curve
    }

    /// Made once, commonest first: a literal in the search would be allocated for every key that is read.
    private static let byIdentifier = allCases.map { (identifier: $0.objectIdentifier, curve: $0) }

    var kind: KeyKind {
        switch self {
        case .p192: .p192
        case .p224: .p224
        case .p256: .p256
        case .p384: .p384
        case .p521: .p521
        case .brainpoolP256r1: .brainpoolP256r1
        case .brainpoolP384r1: .brainpoolP384r1
        case .brainpoolP512r1: .brainpoolP512r1
        }
    }

    var objectIdentifier: [UInt8] {
        switch self {
        case .p192: [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x01]
        case .p224: [0x2b, 0x81, 0x04, 0x00, 0x21]
        case .p256: [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07]
        case .p384: [0x2b, 0x81, 0x04, 0x00, 0x22]
        case .p521: [0x2b, 0x81, 0x04, 0x00, 0x23]
        case .brainpoolP256r1: [0x2b, 0x24, 0x03, 0x03, 0x02, 0x08, 0x01, 0x01, 0x07]
        case .brainpoolP384r1: [0x2b, 0x24, 0x03, 0x03, 0x02, 0x08, 0x01, 0x01, 0x0b]
        case .brainpoolP512r1: [0x2b, 0x24, 0x03, 0x03, 0x02, 0x08, 0x01, 0x01, 0x0d]
        }
    }

    /// What OpenSSL calls the group.
    var libraryName: String {
        switch self {
        case .p192: "prime192v1"
        case .p224: "secp224r1"
        case .p256: "prime256v1"
        case .p384: "secp384r1"
        case .p521: "secp521r1"
        case .brainpoolP256r1: "brainpoolP256r1"
        case .brainpoolP384r1: "brainpoolP384r1"
        case .brainpoolP512r1: "brainpoolP512r1"
        }
    }

    /// How many bytes a coordinate has.
    var coordinateByteCount: Int {
        switch self {
        case .p192: 24
        case .p224: 28
        case .p256, .brainpoolP256r1: 32
        case .p384, .brainpoolP384r1: 48
        case .p521: 66
        case .brainpoolP512r1: 64
        }
    }
}
