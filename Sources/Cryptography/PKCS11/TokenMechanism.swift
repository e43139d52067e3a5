// SPDX-License-Identifier: Apache-2.0
import CPKCS11

/// How a token is told to sign a ready digest: the mechanism, its parameters, and the octets that go in.
///
/// The digest is always computed here: what the token signs is then the same for every token, and its own hashes, which
/// some compute slowly and some not at all, are not needed.
struct TokenMechanism {
    let type: CK_MECHANISM_TYPE
    let name: String
    let input: [UInt8]
    /// Of RSA-PSS only.
    let pss: CK_RSA_PKCS_PSS_PARAMS?

    /// - Returns: nil for what PKCS #11 2.40 has no mechanism for.
    init?(_ algorithm: SignatureAlgorithm, digest: [UInt8]) {
        switch algorithm {
        case .ecdsa:
            self.init(CKM_ECDSA, "CKM_ECDSA", digest)
        case .rsaPKCS1(let hash):
            guard let prefix = Self.digestInfoPrefix(hash) else { return nil }
            self.init(CKM_RSA_PKCS, "CKM_RSA_PKCS", prefix + digest)
        case .rsaPSS(let hash, let mgf1, let saltLength):
            guard let hash = Self.hash(hash), let mgf1 = Self.mask(mgf1), saltLength >= 0 else { return nil }
            self.init(
                CKM_RSA_PKCS_PSS, "CKM_RSA_PKCS_PSS", digest,
                CK_RSA_PKCS_PSS_PARAMS(hashAlg: hash, mgf: mgf1, sLen: CK_ULONG(saltLength)))
        case .ed25519, .dsa:
            return nil
        }
    }

    private init(
        _ type: CK_MECHANISM_TYPE, _ name: String, _ input: [UInt8], _ pss: CK_RSA_PKCS_PSS_PARAMS? = nil
    ) {
        self.type = type
        self.name = name
        self.input = input
        self.pss = pss
    }

    /// Lends the mechanism out for one call.
    func lending<Value>(
        _ body: (UnsafeMutablePointer<CK_MECHANISM>) throws(TokenTrouble) -> Value
    ) throws(TokenTrouble) -> Value {
        let parameters = UnsafeMutablePointer<CK_RSA_PKCS_PSS_PARAMS>.allocate(capacity: 1)
        defer { unsafe parameters.deallocate() }
        var mechanism = unsafe CK_MECHANISM(mechanism: type, pParameter: nil, ulParameterLen: 0)
        if let pss {
            unsafe parameters.initialize(to: pss)
            unsafe mechanism.pParameter = UnsafeMutableRawPointer(parameters)
            unsafe mechanism.ulParameterLen = CK_ULONG(MemoryLayout<CK_RSA_PKCS_PSS_PARAMS>.size)
        }
        return try unsafe body(&mechanism)
    }

    /// The DER of `DigestInfo` up to the digest (RFC 8017 9.2, note 1; FIPS 202's from NIST's CSOR arc).
    private static func digestInfoPrefix(_ hash: DigestAlgorithm) -> [UInt8]? {
        let identifier: [UInt8]
        switch hash {
        case .sha1: identifier = [0x2b, 0x0e, 0x03, 0x02, 0x1a]
        case .sha224: identifier = nist + [4]
        case .sha256: identifier = nist + [1]
        case .sha384: identifier = nist + [2]
        case .sha512: identifier = nist + [3]
        case .sha3_224: identifier = nist + [7]
        case .sha3_256: identifier = nist + [8]
        case .sha3_384: identifier = nist + [9]
        case .sha3_512: identifier = nist + [10]
        }
        let algorithm = SmallDER.sequence(SmallDER.value(0x06, identifier) + [0x05, 0x00])
        let whole = SmallDER.sequence(
            algorithm + SmallDER.value(0x04, [UInt8](repeating: 0, count: hash.byteCount)))
        return Array(whole.dropLast(hash.byteCount))
    }

    private static let nist: [UInt8] = [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02]

    private static func hash(_ digest: DigestAlgorithm) -> CK_MECHANISM_TYPE? {
        switch digest {
        case .sha1: CKM_SHA_1
        case .sha224: CKM_SHA224
        case .sha256: CKM_SHA256
        case .sha384: CKM_SHA384
        case .sha512: CKM_SHA512
        case .sha3_224, .sha3_256, .sha3_384, .sha3_512: nil
        }
    }

    private static func mask(_ digest: DigestAlgorithm) -> CK_ULONG? {
        switch digest {
        case .sha1: CK_ULONG(CKG_MGF1_SHA1)
        case .sha224: CK_ULONG(CKG_MGF1_SHA224)
        case .sha256: CK_ULONG(CKG_MGF1_SHA256)
        case .sha384: CK_ULONG(CKG_MGF1_SHA384)
        case .sha512: CK_ULONG(CKG_MGF1_SHA512)
        case .sha3_224, .sha3_256, .sha3_384, .sha3_512: nil
        }
    }
}
