// SPDX-License-Identifier: Apache-2.0
public import Cryptography
public import DER

/// What is wrong with a path, in values: what was seen and what is allowed.
///
/// Sentences are made of it elsewhere, in the reader's language.
public enum PathFact: Equatable, Sendable {
    // Before the walk: finding a path.

    /// No certificate and no anchor bears the issuer's name.
    case issuerNotFound(Name)
    /// More work than the budget allows; how much that is.
    case budget(BudgetItem, allowed: Int)
    /// The anchor is trusted only at other times.
    case anchorNotTrusted(at: Instant, allowed: Validity)

    // For each certificate, RFC 5280 6.1.3.

    /// The signature is not by the issuer's key, or the two algorithm fields differ.
    case signatureInvalid
    /// The issuer's key, or the target's own, cannot be read.
    case unusableKey(CryptographyError)
    /// The signature algorithm is none that the house knows.
    case unknownAlgorithm(ObjectIdentifier)
    /// The signature algorithm, with this kind of key, is accepted at other times only, or at none.
    case algorithm(SignatureAlgorithm, under: KeyKind, at: Instant, allowed: AlgorithmLifetime)
    /// The certified key is of a kind that is accepted at other times only, or at none.
    case keyKind(KeyKind, at: Instant, allowed: AlgorithmLifetime)
    /// The certificate is not valid yet.
    case notYetValid(at: Instant, notBefore: Instant)
    /// The certificate is not valid any more.
    case expired(at: Instant, notAfter: Instant)
    /// The certificate is revoked; `invalidity` is when the issuer thinks the trouble began, if it says so.
    case revoked(at: Instant, reason: RevocationReason?, invalidity: Instant?)
    /// The certificate is on hold.
    case onHold(since: Instant)
    /// Nothing usable was found; what was looked at and why it was not taken.
    case noRevocationEvidence(refused: [EvidenceRefusal])
    /// All evidence had passed its end; the latest end.
    case staleEvidence(at: Instant, nextUpdate: Instant)
    /// The issuer is not the subject of the certificate above.
    case nameChaining(issuer: Name, allowed: Name)
    /// The name is in none of the subtrees that an authority above may certify.
    case nameNotPermitted(GeneralName)
    /// The name is in a subtree that an authority above may not certify.
    case nameExcluded(GeneralName)
    /// A name constraint of a kind that cannot be judged applies to this name.
    case nameConstraintUnsupported(GeneralName)
    /// No valid policy is left, and one is needed.
    case noValidPolicy

    // For each issuer, RFC 5280 6.1.4.

    /// A policy mapping from or to anyPolicy.
    case anyPolicyMapped
    /// The issuer's version has no extensions, so nothing says that it is an authority.
    case versionWithoutExtensions(Int)
    /// The issuer's basicConstraints are missing or do not say that it is an authority.
    case notACertificateAuthority
    /// An authority above allows no more authorities below itself than this.
    case pathTooLong(allowed: Int)
    /// The issuer's key may not sign certificates.
    case keyUsage(seen: KeyUsage, allowed: KeyUsage)
    /// A critical extension that is not processed here.
    case unknownCriticalExtension(ObjectIdentifier)

    // At the end, RFC 5280 6.1.5.

    /// None of the policies that are valid for the path is among those asked for.
    case policyNotAcceptable(seen: Set<ObjectIdentifier>, allowed: Set<ObjectIdentifier>)
}

extension PathFact {
    /// The kind of failure, for programs to branch on.
    public var code: PathFailureCode {
        switch self {
        case .issuerNotFound: .noPathFound
        case .budget: .budget
        case .anchorNotTrusted: .anchorNotTrusted
        case .signatureInvalid: .signatureInvalid
        case .unusableKey: .unusableKey
        case .unknownAlgorithm, .algorithm, .keyKind: .algorithm
        case .notYetValid: .notYetValid
        case .expired: .expired
        case .revoked: .revoked
        case .onHold: .onHold
        case .noRevocationEvidence: .noRevocationEvidence
        case .staleEvidence: .staleEvidence
        case .nameChaining: .nameChaining
        case .nameNotPermitted, .nameExcluded, .nameConstraintUnsupported: .nameConstraints
        case .noValidPolicy, .anyPolicyMapped, .policyNotAcceptable: .policy
        case .versionWithoutExtensions, .notACertificateAuthority: .notACA
        case .pathTooLong: .pathLength
        case .keyUsage: .keyUsage
        case .unknownCriticalExtension: .unknownCriticalExtension
        }
    }

    /// The clause that is broken.
    public var clause: String {
        switch self {
        case .issuerNotFound: "RFC 5280 6.1"
        case .budget: "RFC 5280 8"
        case .anchorNotTrusted: "RFC 5280 6.1.1 (d)"
        case .signatureInvalid, .unknownAlgorithm, .algorithm: "RFC 5280 6.1.3 (a)(1)"
        case .unusableKey: "RFC 5280 6.1.4 (d)"
        case .keyKind: "RFC 5280 6.1.4 (f)"
        case .notYetValid, .expired: "RFC 5280 6.1.3 (a)(2)"
        case .revoked, .onHold: "RFC 5280 6.1.3 (a)(3)"
        case .noRevocationEvidence: "RFC 5280 6.3.3"
        case .staleEvidence: "RFC 5280 6.3.3 (a)"
        case .nameChaining: "RFC 5280 6.1.3 (a)(4)"
        case .nameNotPermitted: "RFC 5280 6.1.3 (b)"
        case .nameExcluded: "RFC 5280 6.1.3 (c)"
        case .nameConstraintUnsupported: "RFC 5280 4.2.1.10"
        case .noValidPolicy: "RFC 5280 6.1.3 (f)"
        case .anyPolicyMapped: "RFC 5280 6.1.4 (a)"
        case .versionWithoutExtensions, .notACertificateAuthority: "RFC 5280 6.1.4 (k)"
        case .pathTooLong: "RFC 5280 6.1.4 (l)"
        case .keyUsage: "RFC 5280 6.1.4 (n)"
        case .unknownCriticalExtension: "RFC 5280 4.2"
        case .policyNotAcceptable: "RFC 5280 6.1.5 (g)"
        }
    }

    /// How far from valid a path with this failure is: the less, the more promising.
    ///
    /// Only compared when no path is valid, to choose whose failures to report. A signature that does not fit says
    /// that the path was never meant; missing evidence may come.
    var weight: Int {
        switch code {
        case .signatureInvalid, .unusableKey, .noPathFound, .nameChaining, .budget: 10_000
        case .notACA, .keyUsage, .pathLength, .unknownCriticalExtension, .nameConstraints: 1_000
        case .policy, .algorithm, .anchorNotTrusted: 300
        case .expired, .notYetValid: 100
        case .revoked, .onHold: 30
        case .noRevocationEvidence, .staleEvidence: 10
        }
    }
}
