// SPDX-License-Identifier: Apache-2.0

/// A public key, checked when it was made, that verifies signatures.
///
/// Making one takes 5 to 30 µs and it verifies faster the second time, so callers keep those of
/// issuers. It may be used by any number of threads at once.
///
/// - SeeAlso: RFC 5280 4.1.2.7.
public final class PublicKey: Sendable {
    /// The lengths of RSA modulus that are read, in bits.
    ///
    /// Below, nothing is a key; above, OpenSSL refuses to compute (`OPENSSL_RSA_MAX_MODULUS_BITS`),
    /// since a stranger's key must not cost seconds. What is *accepted* is the caller's policy.
    public static let rsaBitLimits = 512...16_384

    /// Algorithm and size or curve.
    public let kind: KeyKind

    /// The DER that the key was read from, byte for byte.
    public let subjectPublicKeyInfo: [UInt8]

    let handle: LibraryKey
    let rsaNumbers: RSAPublicNumbers?
    let pssRestriction: PSSRestriction?
    let dsaParameters: DSAParameters?

    /// Reads and checks a key.
    ///
    /// - Parameter subjectPublicKeyInfo: DER, exactly one `SubjectPublicKeyInfo`.
    /// - Throws: ``CryptographyError``, each cause its own case. A DSA key that leaves its parameters
    ///   to its issuer throws ``CryptographyError/missingDSAParameters``; use
    ///   ``init(dsaSubjectPublicKeyInfo:inheritingParametersFrom:)`` then.
    public convenience init(subjectPublicKeyInfo: [UInt8]) throws(CryptographyError) {
        try self.init(subjectPublicKeyInfo, inheriting: nil)
    }

    /// Reads a DSA key that takes p, q and g over from its issuer's key.
    ///
    /// - Parameters:
    ///   - subjectPublicKeyInfo: DER, exactly one `SubjectPublicKeyInfo`; parameters of its own win.
    ///   - issuer: the issuer's key; of DSA, with parameters of its own or inherited.
    /// - Throws: ``CryptographyError/missingDSAParameters`` when the issuer has none either, or any
    ///   cause of ``init(subjectPublicKeyInfo:)``.
    /// - SeeAlso: RFC 3279 2.3.2; RFC 5280 6.1.4 (d) to (f).
    public convenience init(
        dsaSubjectPublicKeyInfo subjectPublicKeyInfo: [UInt8], inheritingParametersFrom issuer: PublicKey
    ) throws(CryptographyError) {
        try self.init(subjectPublicKeyInfo, inheriting: issuer.dsaParameters)
    }

    private init(_ encoded: [UInt8], inheriting inherited: DSAParameters?) throws(CryptographyError) {
        var rsaNumbers: RSAPublicNumbers?
        var pssRestriction: PSSRestriction?
        var dsaParameters: DSAParameters?
        switch try SubjectPublicKeyInfo(encoded[...]).content() {
        case .rsa(let numbers, let restriction):
            handle = try LibraryKey.rsa(modulus: numbers.modulus, exponent: numbers.exponent)
            kind = .rsa(bits: numbers.bits)
            rsaNumbers = numbers
            pssRestriction = restriction
        case .point(let point, let curve):
            handle = try LibraryKey.point(point, on: curve)
            kind = curve.kind
        case .ed25519(let octets):
            handle = try LibraryKey.ed25519(octets)
            kind = .ed25519
        case .dsa(let own, let value):
            guard let parameters = own ?? inherited else { throw .missingDSAParameters }
            handle = try LibraryKey.dsa(parameters, value: try parameters.checked(value: value))
            kind = .dsa(bits: parameters.bits)
            dsaParameters = parameters
        }
        subjectPublicKeyInfo = encoded
        self.rsaNumbers = rsaNumbers
        self.pssRestriction = pssRestriction
        self.dsaParameters = dsaParameters
    }

    /// The RSA modulus, big-endian without a sign octet; `nil` for other kinds.
    public var rsaModulus: [UInt8]? { rsaNumbers.map { Array($0.modulus) } }

    /// The RSA public exponent, big-endian without a sign octet; `nil` for other kinds.
    public var rsaPublicExponent: [UInt8]? { rsaNumbers.map { Array($0.exponent) } }

    /// Whether the key is marked `id-RSASSA-PSS` and so verifies nothing but RSA-PSS.
    ///
    /// - SeeAlso: RFC 4055 1.2.
    public var isRestrictedToPSS: Bool { pssRestriction != nil }
}

extension PublicKey: Hashable {
    /// Two keys are the same when their DER is, and inherited DSA parameters, which the DER does not show.
    ///
    /// - Parameters:
    ///   - left: a key.
    ///   - right: another.
    /// - Returns: whether they verify the same signatures.
    public static func == (left: PublicKey, right: PublicKey) -> Bool {
        left === right
            || (left.subjectPublicKeyInfo == right.subjectPublicKeyInfo && left.dsaParameters == right.dsaParameters)
    }

    /// Feeds the key's DER to a hasher.
    ///
    /// - Parameter hasher: the hasher.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(subjectPublicKeyInfo)
    }
}
