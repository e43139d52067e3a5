// SPDX-License-Identifier: Apache-2.0
public import Cryptography
import DER

extension AlgorithmIdentifier {
    /// The signature algorithm that is named in full: digest and parameters included.
    ///
    /// `nil` for an algorithm that is not known, that leaves the digest open (see ``signatureAlgorithm(withDigest:)``),
    /// or whose parameters are not those it must have: RSA PKCS#1 v1.5 takes NULL or none, RSA-PSS its own, all others
    /// none.
    ///
    /// - SeeAlso: RFC 3279 2.2; RFC 4055 3 and 5; RFC 5758; RFC 8410 3.
    public var signatureAlgorithm: SignatureAlgorithm? {
        // Nearly always, and found without hashing.
        if algorithm == OID.ecdsaWithSHA256 { return parameters == nil ? .ecdsa(.sha256) : nil }
        if algorithm == OID.rsaPSS { return PSSParameters.read(parameters) }
        guard let named = Self.signatureAlgorithms[algorithm] else { return nil }
        if case .rsaPKCS1 = named { return hasNoParameters ? named : nil }
        return parameters == nil ? named : nil
    }

    /// The signature algorithm, its digest taken from beside it where it names none, as CMS signers may write it.
    ///
    /// An identifier that names its own digest keeps it; that it is the same one is for the caller to check.
    ///
    /// - Parameter digest: the signer's `digestAlgorithm`.
    /// - Returns: `nil` as for ``signatureAlgorithm``.
    /// - SeeAlso: RFC 3370 3; RFC 5754 3.
    public func signatureAlgorithm(withDigest digest: DigestAlgorithm) -> SignatureAlgorithm? {
        if algorithm == OID.ecdsaWithSHA256 { return signatureAlgorithm }
        return switch algorithm {
        case OID.rsaEncryption: hasNoParameters ? .rsaPKCS1(digest) : nil
        // Signers that put the key's algorithm here may put its parameters too; the key's own are what counts.
        case OID.ecPublicKey: .ecdsa(digest)
        case OID.dsa: .dsa(digest)
        default: signatureAlgorithm
        }
    }

    /// Names a signature algorithm, parameters as the standards want them written.
    ///
    /// - Parameter algorithm: any that ``signatureAlgorithm`` gives back.
    public init(_ algorithm: SignatureAlgorithm) {
        switch algorithm {
        case .rsaPSS(let digest, let mgf1, let saltLength):
            self.init(
                algorithm: OID.rsaPSS,
                parameters: PSSParameters.write(digest: digest, mgf1: mgf1, saltLength: saltLength)[...])
        case .rsaPKCS1(let digest):
            self.init(algorithm: Self.rsaIdentifier(digest), parameters: Self.null)
        case .ecdsa(let digest):
            self.init(algorithm: Self.ecdsaIdentifier(digest), parameters: nil)
        case .ed25519:
            self.init(algorithm: OID.ed25519, parameters: nil)
        case .dsa(let digest):
            self.init(algorithm: Self.dsaIdentifier(digest), parameters: nil)
        }
    }

    private static func rsaIdentifier(_ digest: DigestAlgorithm) -> ObjectIdentifier {
        switch digest {
        case .sha1: OID.sha1WithRSA
        case .sha224: OID.sha224WithRSA
        case .sha256: OID.sha256WithRSA
        case .sha384: OID.sha384WithRSA
        case .sha512: OID.sha512WithRSA
        case .sha3_224: OID.sha3With224BitsWithRSA
        case .sha3_256: OID.sha3With256BitsWithRSA
        case .sha3_384: OID.sha3With384BitsWithRSA
        case .sha3_512: OID.sha3With512BitsWithRSA
        }
    }

    private static func ecdsaIdentifier(_ digest: DigestAlgorithm) -> ObjectIdentifier {
        switch digest {
        case .sha1: OID.ecdsaWithSHA1
        case .sha224: OID.ecdsaWithSHA224
        case .sha256: OID.ecdsaWithSHA256
        case .sha384: OID.ecdsaWithSHA384
        case .sha512: OID.ecdsaWithSHA512
        case .sha3_224: OID.ecdsaWithSHA3With224Bits
        case .sha3_256: OID.ecdsaWithSHA3With256Bits
        case .sha3_384: OID.ecdsaWithSHA3With384Bits
        case .sha3_512: OID.ecdsaWithSHA3With512Bits
        }
    }

    private static func dsaIdentifier(_ digest: DigestAlgorithm) -> ObjectIdentifier {
        switch digest {
        case .sha1: OID.dsaWithSHA1
        case .sha224: OID.dsaWithSHA224
        case .sha256: OID.dsaWithSHA256
        case .sha384: OID.dsaWithSHA384
        case .sha512: OID.dsaWithSHA512
        case .sha3_224: OID.dsaWithSHA3With224Bits
        case .sha3_256: OID.dsaWithSHA3With256Bits
        case .sha3_384: OID.dsaWithSHA3With384Bits
        case .sha3_512: OID.dsaWithSHA3With512Bits
        }
    }

    private static let signatureAlgorithms: [ObjectIdentifier: SignatureAlgorithm] = {
        var algorithms: [ObjectIdentifier: SignatureAlgorithm] = [OID.ed25519: .ed25519]
        for digest in DigestAlgorithm.allCases {
            algorithms[rsaIdentifier(digest)] = .rsaPKCS1(digest)
            algorithms[ecdsaIdentifier(digest)] = .ecdsa(digest)
            algorithms[dsaIdentifier(digest)] = .dsa(digest)
        }
        return algorithms
    }()
}
