// SPDX-License-Identifier: Apache-2.0
public import Cryptography
import DER

/// A signature algorithm as JSON Web Signatures name it; those by a key pair alone.
///
/// - SeeAlso: RFC 7518 3.1; RFC 8037 3.1.
public enum JWSAlgorithm: String, Sendable, Hashable, CaseIterable {
    /// ECDSA, P-256 and SHA-256.
    case es256 = "ES256"
    /// ECDSA, P-384 and SHA-384.
    case es384 = "ES384"
    /// ECDSA, P-521 and SHA-512.
    case es512 = "ES512"
    /// RSA-PSS and SHA-256.
    case ps256 = "PS256"
    /// RSA-PSS and SHA-384.
    case ps384 = "PS384"
    /// RSA-PSS and SHA-512.
    case ps512 = "PS512"
    /// RSA PKCS#1 v1.5 and SHA-256.
    case rs256 = "RS256"
    /// RSA PKCS#1 v1.5 and SHA-384.
    case rs384 = "RS384"
    /// RSA PKCS#1 v1.5 and SHA-512.
    case rs512 = "RS512"
    /// Ed25519.
    case edDSA = "EdDSA"

    /// The algorithm that a key signs with; `nil` for one that has no name here: brainpool curves, other digests.
    ///
    /// - Parameters:
    ///   - algorithm: in X.509's terms.
    ///   - kind: the key's.
    public init?(_ algorithm: SignatureAlgorithm, _ kind: KeyKind) {
        let found = Self.allCases.first { $0.signatureAlgorithm == algorithm && $0.fits(kind) }
        guard let found else { return nil }
        self = found
    }

    /// The algorithm in X.509's terms.
    public var signatureAlgorithm: SignatureAlgorithm {
        switch self {
        case .es256: .ecdsa(.sha256)
        case .es384: .ecdsa(.sha384)
        case .es512: .ecdsa(.sha512)
        case .ps256: .rsaPSS(.sha256, mgf1: .sha256, saltLength: 32)
        case .ps384: .rsaPSS(.sha384, mgf1: .sha384, saltLength: 48)
        case .ps512: .rsaPSS(.sha512, mgf1: .sha512, saltLength: 64)
        case .rs256: .rsaPKCS1(.sha256)
        case .rs384: .rsaPKCS1(.sha384)
        case .rs512: .rsaPKCS1(.sha512)
        case .edDSA: .ed25519
        }
    }

    /// Whether a key is of the kind that the name stands for: ES256 is P-256 alone.
    ///
    /// - Parameter kind: the key's.
    /// - Returns: `false` for another curve, though the arithmetic would do.
    public func fits(_ kind: KeyKind) -> Bool {
        switch (self, kind) {
        case (.es256, .p256), (.es384, .p384), (.es512, .p521), (.edDSA, .ed25519): true
        case (.ps256, .rsa), (.ps384, .rsa), (.ps512, .rsa), (.rs256, .rsa), (.rs384, .rsa), (.rs512, .rsa): true
        default: false
        }
    }

    /// Octets of each of the two numbers of an ECDSA signature; `nil` for other algorithms (RFC 7518 3.4).
    private var coordinateOctets: Int? {
        switch self {
        case .es256: 32
        case .es384: 48
        case .es512: 66
        default: nil
        }
    }

    /// A signature value as X.509 and CMS write it.
    ///
    /// - Parameter value: as JSON Web Signatures write it: for ECDSA the two numbers at full length.
    /// - Returns: `nil` when it has another length.
    public func encoded(fromRaw value: [UInt8]) -> [UInt8]? {
        guard let octets = coordinateOctets else { return value }
        guard value.count == 2 * octets else { return nil }
        return DERWriter.bytes { writer in
            writer.sequence { writer in
                writer.integer(unsigned: value.prefix(octets))
                writer.integer(unsigned: value.suffix(octets))
            }
        }
    }

    /// A signature value as JSON Web Signatures write it.
    ///
    /// - Parameter value: as X.509 and CMS write it.
    /// - Returns: `nil` when it cannot be read.
    public func raw(fromEncoded value: [UInt8]) -> [UInt8]? {
        guard let octets = coordinateOctets else { return value }
        guard var fields = try? DERReader.single(value, .sequence).reader(),
            let first = try? fields.read(.integer).unsignedInteger(),
            let second = try? fields.read(.integer).unsignedInteger(), first.count <= octets, second.count <= octets
        else { return nil }
        return [first, second].flatMap { [UInt8](repeating: 0, count: octets - $0.count) + $0 }
    }
}
