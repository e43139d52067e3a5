// SPDX-License-Identifier: Apache-2.0
public import DER
import PKIX

/// What a signature and its certificate say that a purpose may ask about.
public struct SignerTraits: Sendable, Hashable {
    /// The certificate's key usages by their names; `nil` when it names none.
    public let keyUsage: [String]?

    /// The certificate's extended key usages; `nil` when it names none.
    public let extendedKeyUsage: [ObjectIdentifier]?

    /// The professions in the Admission extension.
    public let professions: [ObjectIdentifier]

    /// The first profession in the certificate's own words.
    public let professionName: String?

    /// The certificate policies that the whole path is valid for.
    public let policies: Set<ObjectIdentifier>

    /// The document's media type, as it was signed: bare, in small letters; `nil` when nothing was said.
    public let documentKind: String?

    /// The signature policy that the signer named; `nil` for none.
    public let signaturePolicy: NamedPolicy?

    /// A signature policy by identifier and digest.
    public struct NamedPolicy: Sendable, Hashable {
        /// Which policy.
        public let identifier: ObjectIdentifier
        /// SHA-256 of its text; `nil` when another digest was used, empty when the signer left it open.
        public let sha256: [UInt8]?

        /// Names a policy.
        public init(identifier: ObjectIdentifier, sha256: [UInt8]?) {
            self.identifier = identifier
            self.sha256 = sha256
        }
    }

    /// States what they say.
    public init(
        keyUsage: [String]?, extendedKeyUsage: [ObjectIdentifier]?, professions: [ObjectIdentifier],
        professionName: String?, policies: Set<ObjectIdentifier>, signaturePolicy: NamedPolicy?,
        documentKind: String? = nil
    ) {
        self.keyUsage = keyUsage
        self.extendedKeyUsage = extendedKeyUsage
        self.professions = professions
        self.professionName = professionName
        self.policies = policies
        self.signaturePolicy = signaturePolicy
        self.documentKind = documentKind
    }
}

extension ValidationPolicy {
    /// What the purpose has against a signer.
    ///
    /// - Parameter traits: what signature and certificate say.
    /// - Returns: findings; none when the signer may sign this.
    /// - SeeAlso: ETSI EN 319 102-1 5.2.4 (signature policy), 5.2.6 (chain constraints); RFC 5280 4.2.1.3.
    func objections(to traits: SignerTraits) -> [Cause] {
        var causes: [Cause] = []
        if traits.keyUsage?.contains("nonRepudiation") != true {
            causes.append(
                Cause(
                    .keyUsage,
                    ["seen": traits.keyUsage?.joined(separator: " ") ?? "–", "allowed": "nonRepudiation"]))
        }
        if let purposes = traits.extendedKeyUsage, Self.signingPurposes.isDisjoint(with: purposes) {
            causes.append(
                Cause(.extendedKeyUsage, ["seen": purposes.map(\.dotted).joined(separator: " ")]))
        }
        if let professions, professions.isDisjoint(with: traits.professions) {
            let seen = traits.professionName ?? traits.professions.first?.dotted
            causes.append(Cause(.professionNotAllowed, ["seen": seen ?? "–", "purpose": purpose]))
        }
        if let certificatePolicies, certificatePolicies.isDisjoint(with: traits.policies),
            !traits.policies.contains(OID.anyPolicy)
        {
            causes.append(
                Cause(
                    .certificatePolicy,
                    ["seen": traits.policies.map(\.dotted).sorted().joined(separator: " ")]))
        }
        if let documentKinds, let kind = traits.documentKind, !documentKinds.contains(kind) {
            causes.append(
                Cause(
                    .documentKindNotAllowed, ["seen": kind, "allowed": documentKinds.sorted().joined(separator: ", ")]))
        }
        if let named = traits.signaturePolicy, let cause = objection(to: named) { causes.append(cause) }
        return causes
    }

    private func objection(to named: SignerTraits.NamedPolicy) -> Cause? {
        guard let known = signaturePolicies[named.identifier] else {
            return Cause(.signaturePolicyNotAvailable, ["seen": named.identifier.dotted])
        }
        if let digest = named.sha256, digest.isEmpty || digest == known { return nil }
        return Cause(.signaturePolicyMismatch, ["seen": named.identifier.dotted])
    }

    /// Uses that go with signing documents: e-mail protection, document signing (RFC 9336 and Microsoft's older
    /// identifier), and any.
    private static let signingPurposes: Set<ObjectIdentifier> = [
        OID.emailProtection, OID.documentSigning, OID.microsoftDocumentSigning, OID.anyExtendedKeyUsage,
    ]
}
