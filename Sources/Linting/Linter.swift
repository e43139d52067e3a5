// SPDX-License-Identifier: Apache-2.0
import Cryptography
public import DER
public import PKIX

/// Looks at what is about to be signed, and lets it be signed when no rule objects.
///
/// - SeeAlso: CA/Browser Forum S/MIME BR 4.3.1.2 (linting before signing); CP/CPS 4.3.1.
public struct Linter: Sendable {
    /// The rules, in the order of their findings.
    public let rules: [any LintRule]

    /// Every rule of the house.
    public static let standard = Linter(rules: StandardRules.all)

    /// What a certified key must be.
    public let keyRules: KeyRules

    /// Makes a linter of some rules.
    ///
    /// - Parameters:
    ///   - rules: in the order in which findings are wanted.
    ///   - keyRules: what a certified key must be.
    public init(rules: [any LintRule], keyRules: KeyRules = .standard) {
        self.rules = rules
        self.keyRules = keyRules
    }

    /// The same rules with others for keys.
    ///
    /// - Parameter keyRules: what a certified key must be.
    /// - Returns: the linter.
    public func with(keyRules: KeyRules) -> Linter { Linter(rules: rules, keyRules: keyRules) }

    /// Clears a draft for signing.
    ///
    /// The draft is encoded once, signed by a throw-away key of the issuer's kind and read back, so that the rules see
    /// a certificate as relying parties will; the bytes they saw are the bytes that are cleared.
    ///
    /// - Parameters:
    ///   - draft: what is to be signed.
    ///   - profile: what it is issued under.
    ///   - issuer: the issuer's certificate; `nil` for a root.
    ///   - time: when it is issued.
    /// - Returns: leave to sign it, once.
    /// - Throws: ``LintingError``; every rule's findings at once.
    public func clear(
        _ draft: TBSCertificate, under profile: CertificateProfile, issuer: Certificate?, at time: Instant
    ) throws(LintingError) -> Clearance {
        let standIn = try ThrowAwayKeys.shared.key(
            inPlaceOf: issuer?.tbs.subjectPublicKeyInfo ?? draft.subjectPublicKeyInfo)
        let kind = standIn.publicKey.kind
        guard let algorithm = draft.signature.signatureAlgorithm, algorithm.fits(kind) else {
            throw .algorithm(draft.signature, kind)
        }
        let tbs = draft.encoded()
        let certificate = try Self.lintCertificate(tbs, draft.signature, signedBy: standIn, algorithm)
        let context = LintContext(
            profile: profile, issuer: issuer, issuerKeyKind: kind, time: time, keyRules: keyRules)
        let findings = rules.flatMap { $0.findings(in: certificate, context: context) }
        guard findings.isEmpty else { throw .refused(findings) }
        return Clearance(draft: draft, tbs: tbs, lintCertificate: certificate.encoded, algorithm: algorithm)
    }

    private static func lintCertificate(
        _ tbs: [UInt8], _ identifier: AlgorithmIdentifier, signedBy key: PrivateKey, _ algorithm: SignatureAlgorithm
    ) throws(LintingError) -> Certificate {
        let signature: [UInt8]
        do throws(CryptographyError) {
            signature = try key.sign(tbs, by: algorithm)
        } catch {
            throw .throwAwayKey(error)
        }
        do throws(PKIXError) {
            return try Certificate.assemble(tbs: tbs, signatureAlgorithm: identifier, signature: signature)
        } catch {
            throw .unreadable(error)
        }
    }
}
