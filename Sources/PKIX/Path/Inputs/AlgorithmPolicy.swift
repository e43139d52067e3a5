// SPDX-License-Identifier: Apache-2.0
public import Cryptography
import DER

/// Which algorithms and key sizes a certification path may rest on, and until when.
///
/// It is data, so that a deployment can tighten it. What is not listed is never accepted; MD5 has no place in the
/// house's algorithms at all, so a signature made with it is refused under every policy.
///
/// - SeeAlso: ETSI TS 119 312 (cryptographic suites); NIST SP 800-131A; RFC 5280 6.1.3 (a)(1).
public struct AlgorithmPolicy: Hashable, Sendable {
    /// Hash functions inside signatures.
    public let digests: [DigestAlgorithm: AlgorithmLifetime]

    /// RSA keys by size; the entry with the largest minimum that the key reaches counts.
    public let rsa: [KeySizeLifetime]

    /// RSASSA-PKCS1-v1_5, whatever the key's size.
    public let rsaPKCS1: AlgorithmLifetime

    /// DSA keys by size, as for RSA.
    public let dsa: [KeySizeLifetime]

    /// Elliptic-curve keys by curve, Ed25519 among them.
    public let curves: [KeyKind: AlgorithmLifetime]

    /// Takes the table.
    ///
    /// - Parameters:
    ///   - digests: hash functions; others are never accepted.
    ///   - rsa: RSA keys by size, any order.
    ///   - rsaPKCS1: the older RSA padding as a whole.
    ///   - dsa: DSA keys by size, any order.
    ///   - curves: curves; others are never accepted.
    public init(
        digests: [DigestAlgorithm: AlgorithmLifetime], rsa: [KeySizeLifetime], rsaPKCS1: AlgorithmLifetime,
        dsa: [KeySizeLifetime], curves: [KeyKind: AlgorithmLifetime]
    ) {
        self.digests = digests
        self.rsa = rsa
        self.rsaPKCS1 = rsaPKCS1
        self.dsa = dsa
        self.curves = curves
    }

    /// How long a key of this kind is accepted, whatever it is used for.
    public func lifetime(of key: KeyKind) -> AlgorithmLifetime {
        switch key {
        case .rsa(let bits): Self.lifetime(ofBits: bits, in: rsa)
        case .dsa(let bits): Self.lifetime(ofBits: bits, in: dsa)
        default: curves[key] ?? .never
        }
    }

    /// How long a signature by this algorithm under this kind of key is accepted: as long as its weakest part.
    public func lifetime(of algorithm: SignatureAlgorithm, under key: KeyKind) -> AlgorithmLifetime {
        let ofKey = lifetime(of: key)
        return switch algorithm {
        case .rsaPKCS1(let digest): min(ofKey, rsaPKCS1, lifetime(of: digest))
        case .rsaPSS(let digest, let mask, _): min(ofKey, lifetime(of: digest), lifetime(of: mask))
        case .ecdsa(let digest), .dsa(let digest): min(ofKey, lifetime(of: digest))
        case .ed25519: ofKey
        }
    }

    /// How long a hash function is accepted inside signatures.
    public func lifetime(of digest: DigestAlgorithm) -> AlgorithmLifetime {
        digests[digest] ?? .never
    }

    private static func lifetime(ofBits bits: Int, in table: [KeySizeLifetime]) -> AlgorithmLifetime {
        let reached = table.filter { $0.minimumBits <= bits }
        return reached.max { $0.minimumBits < $1.minimumBits }?.lifetime ?? .never
    }
}

extension AlgorithmPolicy {
    /// What was considered safe when: for judging a path at a time in the past.
    ///
    /// SHA-1 ended on 2012-08-01, RSA below 2048 bits on 2019-10-01, PKCS#1 v1.5 and the 112-bit level end on
    /// 2029-01-01 (ETSI TS 119 312); DSA-1024 and P-192 were disallowed after 2013 (NIST SP 800-131A); FIPS 186-4,
    /// the last to allow signing with DSA, was withdrawn on 2024-02-03.
    public static let standard = AlgorithmPolicy(
        digests: [
            .sha1: .until(day(2012, 8, 1)), .sha224: .until(day(2029, 1, 1)), .sha256: .unlimited,
            .sha384: .unlimited, .sha512: .unlimited, .sha3_224: .until(day(2029, 1, 1)), .sha3_256: .unlimited,
            .sha3_384: .unlimited, .sha3_512: .unlimited,
        ],
        rsa: [
            KeySizeLifetime(minimumBits: 1024, lifetime: .until(day(2019, 10, 1))),
            KeySizeLifetime(minimumBits: 2048, lifetime: .until(day(2029, 1, 1))),
            KeySizeLifetime(minimumBits: 3000, lifetime: .unlimited),
        ],
        rsaPKCS1: .until(day(2029, 1, 1)),
        dsa: [
            KeySizeLifetime(minimumBits: 1024, lifetime: .until(day(2014, 1, 1))),
            KeySizeLifetime(minimumBits: 2048, lifetime: .until(day(2024, 2, 3))),
        ],
        curves: [
            .p192: .until(day(2014, 1, 1)), .p224: .until(day(2029, 1, 1)), .p256: .unlimited, .p384: .unlimited,
            .p521: .unlimited, .brainpoolP256r1: .unlimited, .brainpoolP384r1: .unlimited,
            .brainpoolP512r1: .unlimited, .ed25519: .unlimited,
        ])

    /// What is never accepted, whatever the time: SHA-1, MD5, RSA below 2048 bits, DSA, curves below 256 bits.
    ///
    /// It has no ends, so a path that it takes today it takes for ever.
    public static let floor = AlgorithmPolicy(
        digests: [
            .sha224: .unlimited, .sha256: .unlimited, .sha384: .unlimited, .sha512: .unlimited,
            .sha3_224: .unlimited, .sha3_256: .unlimited, .sha3_384: .unlimited, .sha3_512: .unlimited,
        ],
        rsa: [KeySizeLifetime(minimumBits: 2048, lifetime: .unlimited)],
        rsaPKCS1: .unlimited,
        dsa: [],
        curves: [
            .p256: .unlimited, .p384: .unlimited, .p521: .unlimited, .brainpoolP256r1: .unlimited,
            .brainpoolP384r1: .unlimited, .brainpoolP512r1: .unlimited, .ed25519: .unlimited,
        ])

    /// What Mohr accepts: nothing below the ``floor``, and each algorithm no longer than ``standard`` says.
    public static let mohr = AlgorithmPolicy(
        digests: standard.digests.filter { floor.digests[$0.key] != nil },
        rsa: standard.rsa.filter { $0.minimumBits >= 2048 }, rsaPKCS1: standard.rsaPKCS1, dsa: [],
        curves: standard.curves.filter { floor.curves[$0.key] != nil })

    /// The table as text, always the same for the same table: what a digest of it is taken over.
    public var canonicalText: String {
        func text(_ lifetime: AlgorithmLifetime) -> String {
            switch lifetime {
            case .never: "never"
            case .until(let end): end.rfc3339
            case .unlimited: "unlimited"
            }
        }
        func text(_ sizes: [KeySizeLifetime]) -> String {
            sizes.sorted { $0.minimumBits < $1.minimumBits }.map { "\($0.minimumBits):\(text($0.lifetime))" }
                .joined(separator: ",")
        }
        let digests = self.digests.map { "\($0.key):\(text($0.value))" }.sorted().joined(separator: ",")
        let curves = self.curves.map { "\($0.key):\(text($0.value))" }.sorted().joined(separator: ",")
        return "digests=\(digests);rsa=\(text(rsa));rsaPKCS1=\(text(rsaPKCS1));dsa=\(text(dsa));curves=\(curves)"
    }

    private static func day(_ year: Int, _ month: Int, _ day: Int) -> Instant {
        // A date that is not in the calendar would refuse the algorithm, not accept it for ever.
        Instant(year: year, month: month, day: day) ?? .distantPast
    }
}
