// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import JSON
import PKIX

/// One JSON Web Signature under examination: the stages whose outcome is the same at every time.
///
/// - SeeAlso: ETSI EN 319 102-1 5.2; ETSI TS 119 182-1 5.
struct JSONExamination {
    let signature: JWS
    let content: JSONContent
    let snapshot: TrustSnapshot

    private(set) var causes: [Cause] = []

    /// The signer, when there is one to go on with.
    private(set) var holder: Holder?

    /// Who signed.
    struct Holder {
        let certificate: Certificate
        let key: PublicKey
        let report: SignerReport
    }

    init(_ signature: JWS, isRepeated: Bool, hasLineEnd: Bool = false, content: JSONContent, snapshot: TrustSnapshot) {
        self.signature = signature
        self.content = content
        self.snapshot = snapshot
        if isRepeated { find(.signatureRepeated) }
        if hasLineEnd { find(.lineEnd) }
        let statements = signature.componentNames.filter { !Self.judgedComponents.contains($0) }
        if !statements.isEmpty { find(.unsignedAttributes, ["seen": statements.joined(separator: " ")]) }
        holder = identify()
        checkContent()
        if let holder {
            checkValue(by: holder)
            checkAcceptance(of: holder)
        }
    }

    /// Components that prove or fail to prove something by themselves.
    private static let judgedComponents: Set<String> = ["sigTst", "xVals", "rVals", "tstVD", "cSig"]

    private mutating func find(_ code: CauseCode, _ facts: [String: String] = [:]) {
        causes.append(Cause(code, facts))
    }

    /// Finds the certificate that the signature was made for: the header names it, and the header is signed.
    ///
    /// - SeeAlso: ETSI EN 319 102-1 5.2.3; ETSI TS 119 182-1 5.1.7, 5.1.8 and 5.2.2.
    private mutating func identify() -> Holder? {
        let header = signature.header
        let carried = header.certificates.first
        // SHA-1 finds nobody: two certificates can be made that share it.
        let isNamed =
            header.certificateSHA256 != nil || header.otherCertificateDigests.contains { $0.algorithm != .sha1 }
        guard carried != nil || isNamed else {
            find(.signingCertificateNotFound)
            return nil
        }
        let others = signature.certificateValues.compactMap { try? Certificate(der: $0) } + snapshot.certificates
        guard let certificate = carried ?? others.first(where: { names($0) }) else {
            find(.signingCertificateNotFound)
            return nil
        }
        guard names(certificate) else {
            find(.signingCertificateMismatch, ["seen": certificate.serialNumber.hex])
            return nil
        }
        do throws(PKIXError) {
            return Holder(
                certificate: certificate, key: try certificate.publicKey(), report: SignerReport(certificate))
        } catch {
            find(.algorithm, ["seen": CaseWords.of(error), "allowed": AlgorithmName.accepted])
            return nil
        }
    }

    /// Whether every digest in the header is this certificate's.
    private func names(_ certificate: Certificate) -> Bool {
        let header = signature.header
        if let digest = header.certificateSHA256, digest != certificate.sha256 { return false }
        return header.otherCertificateDigests.allSatisfy { $0.matches(certificate) }
    }

    /// Whether the content is what was signed, where its digest is in the header.
    ///
    /// Elsewhere the payload itself is signed, and a changed one shows in the signature's value.
    private mutating func checkContent() {
        if let payload = signature.payload {
            if content.differs(from: payload) { find(.contentDiffers) }
        } else if let objects = signature.header.detachedObjects, objects.mechanism == .byURIHash {
            switch content.comparison(with: objects, encoded: signature.header.encodesPayload) {
            case .equal: break
            case .missing(let uri): find(.signedDataNotFound, ["seen": uri])
            case .other(let seen, let signed):
                find(.hashFailure, ["seen": Hex.encode(seen), "allowed": Hex.encode(signed)])
            }
        } else if content.payload(of: signature) == nil, !isOverNothing {
            find(.signedDataNotFound)
        }
    }

    /// Whether the payload is not somewhere else but empty: in the compact form the two look the same.
    private var isOverNothing: Bool {
        guard signature.serialization == .compact, signature.header.detachedObjects == nil, let holder,
            case .embedded = content.given
        else { return false }
        return signature.isSigned(by: holder.key, payload: [])
    }

    /// Whether the signature is by the certificate's key, whatever the time.
    private mutating func checkValue(by holder: Holder) {
        let payload = content.payload(of: signature)
        guard signature.signingInput(payload: payload) != nil else { return }
        if !signature.isSigned(by: holder.key, payload: payload) { find(.sigCryptoFailure) }
    }

    /// Whether the signature is one that is taken.
    ///
    /// - SeeAlso: ETSI EN 319 102-1 5.2.8; ETSI TS 119 182-1 6.3 (B-B requirements).
    private mutating func checkAcceptance(of holder: Holder) {
        guard let claimed = signature.header.signingTime else { return find(.signingTimeMissing) }
        let validity = holder.certificate.validity
        guard !validity.contains(claimed) else { return }
        find(
            .signingTimeOutsideValidity,
            ["seen": claimed.rfc3339, "allowed": "\(validity.notBefore.rfc3339) – \(validity.notAfter.rfc3339)"])
    }

    /// What the signature rests on.
    var algorithms: [AlgorithmFacts] {
        guard let holder else { return [] }
        let digests = [signature.header.detachedObjects?.hashAlgorithm].compactMap { $0 }
        return [.signature(signature.header.algorithm.signatureAlgorithm, holder.key.kind)]
            + digests.map { .digest($0) }
    }

    /// What signature and certificate say that a purpose may ask about.
    mutating func traits(_ pathPolicies: Set<ObjectIdentifier>?) -> SignerTraits? {
        guard let holder else { return nil }
        let certificate = holder.certificate
        return SignerTraits(
            keyUsage: certificate.keyUsage?.names, extendedKeyUsage: certificate.extendedKeyUsage,
            professions: holder.report.professionOIDs, professionName: holder.report.profession,
            policies: pathPolicies ?? Set(certificate.certificatePolicies?.identifiers ?? []),
            signaturePolicy: namedPolicy())
    }

    /// The signature policy that was signed for; one that has no object identifier is none that is at hand.
    ///
    /// - SeeAlso: ETSI TS 119 182-1 5.2.7.
    private mutating func namedPolicy() -> SignerTraits.NamedPolicy? {
        guard let value = signature.header.value["sigPId"] else { return nil }
        let name = value["id"]?["id"]?.text ?? value["id"]?.text ?? "–"
        let prefix = "urn:oid:"
        let dotted = name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name
        guard let identifier = ObjectIdentifier(dotted) else {
            find(.signaturePolicyNotAvailable, ["seen": name])
            return nil
        }
        let isSHA256 = value["digAlg"]?.text == "S256"
        let digest = value["digVal"]?.text.flatMap { try? Base64.decode($0, .url) }
        return SignerTraits.NamedPolicy(identifier: identifier, sha256: isSHA256 ? digest : nil)
    }

    /// What the signature carries, by the components that are there; none of them is believed for it.
    var level: SignatureLevel {
        guard signature.componentNames.contains("sigTst") else { return .basic }
        return signature.revocationLists.isEmpty && signature.ocspResponses.isEmpty ? .timestamp : .longTerm
    }
}
