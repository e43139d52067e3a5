// SPDX-License-Identifier: Apache-2.0
import Cryptography
public import DER
public import MohrSigning
import MohrValidation
import PKIX

/// The signature over a pack's manifest, as ASiC-E asks for one.
///
/// Evidence needs no key of ours: what the pack proves, it proves by the signature, certificates, lists and timestamps
/// in it. So a pack that nobody seals is sealed by a key that is made for it and thrown away; its certificate says so.
/// Such a seal shows damage and proves no origin. A house or an expert may seal with a key of their own.
///
/// - SeeAlso: ETSI EN 319 162-1 4.4.4 (ASiC-E with CAdES).
public enum PackSeal: Sendable {
    /// By a key that exists only while the pack is made.
    case thrownAway
    /// By somebody's key.
    case token(any SigningToken)

    /// The name in the certificate of a key that was thrown away.
    static let nobody = "Key thrown away after sealing this pack; proves no origin"

    func signature(over manifest: [UInt8], at time: Instant) throws(SigningError) -> [UInt8] {
        switch self {
        case .thrownAway:
            try DocumentSigner().sign(
                manifest, with: try Self.thrownAwayToken(at: time), packaging: .detached, signingTime: time)
        case .token(let token):
            try Self.sign(manifest, with: token, at: time)
        }
    }

    private static func sign(
        _ manifest: [UInt8], with token: some SigningToken, at time: Instant
    ) throws(SigningError) -> [UInt8] {
        try DocumentSigner().sign(manifest, with: token, packaging: .detached, signingTime: time)
    }

    /// A fresh key with a certificate that it signs itself, good for the second of sealing.
    private static func thrownAwayToken(at time: Instant) throws(SigningError) -> FileToken {
        let key: PrivateKey
        let certificate: Certificate
        do {
            key = try PrivateKey.generate(.p256)
            let name = try Name([(OID.commonName, nobody)])
            let algorithm = key.preferredSignatureAlgorithm
            let tbs = TBSCertificate(
                serialNumber: SerialNumber(unsigned: try SecureRandom.bytes(16)),
                signature: AlgorithmIdentifier(algorithm),
                issuer: name, validity: Validity(notBefore: time, notAfter: time), subject: name,
                subjectPublicKeyInfo: key.publicKey.subjectPublicKeyInfo,
                extensions: try Extensions([.keyUsage(.nonRepudiation)])
            ).encoded()
            certificate = try Certificate.assemble(
                tbs: tbs, signatureAlgorithm: AlgorithmIdentifier(algorithm),
                signature: try key.sign(tbs, by: algorithm))
        } catch let error as CryptographyError {
            throw .key(error)
        } catch {
            throw .keyIsNotTheCertificates
        }
        return try FileToken(key: key, certificate: certificate)
    }
}

/// What a pack's seal turned out to be.
public enum SealStanding: Sendable, Hashable {
    /// By a key that was thrown away: the pack is whole.
    case nobodys
    /// By somebody whose certificate leads to an anchor that was given, at the time that the seal itself names.
    case trusted(name: String, time: Instant)
    /// By somebody whom the anchors given do not vouch for.
    case unknown(name: String)
    /// Not over this manifest, or no signature at all.
    case broken

    /// Looks at a seal.
    ///
    /// - Parameters:
    ///   - signature: the file beside the manifest.
    ///   - manifest: the manifest.
    ///   - inputs: whose anchors and other material may vouch for the seal.
    /// - Returns: whose it is.
    static func of(_ signature: [UInt8], over manifest: [UInt8], _ inputs: VerificationInputs) -> SealStanding {
        guard let message = try? SignedData(der: signature), message.signerInfos.count == 1,
            message.content == nil,
            let time = (try? message.signerInfos[0].signedAttributes?.signingTime) ?? nil
        else { return .broken }
        var judged = inputs
        judged.signature = signature
        judged.content = .bytes(manifest)
        judged.time = ReferenceTime(time, .caller)
        judged.policy = StandardPolicies.signature
        // Whoever seals does not practise by it.
        judged.feeds = []
        // Whose seal it is says the certificate that the signed attributes are bound to: others may lie beside it.
        guard let report = try? judged.report(),
            let certificate = report.signatures.first?.signer?.certificate
        else { return .broken }
        let name = certificate.subject.value(of: OID.commonName) ?? certificate.subject.description
        let isNobodys = name == PackSeal.nobody
        if isNobodys {
            guard let key = try? certificate.publicKey(), certificate.isSigned(by: key),
                message.certificates.count == 1, certificate.issuer == certificate.subject,
                message.signerInfos[0].unsignedAttributes.isEmpty, !message.usesBER
            else { return .broken }
        }
        if report.decision == .accept, !isNobodys { return .trusted(name: name, time: time) }
        // Nothing but the path, or the status of what is on it, may be missing.
        let missing: Set<SubIndication> = [.noCertificateChainFound, .tryLater]
        let errors = report.signatures.flatMap(\.causes).compactMap(\.code.subIndication)
        guard errors.allSatisfy({ missing.contains($0) }) else { return .broken }
        let warnings = report.signatures.flatMap(\.causes).map(\.code).filter { $0.severity == .warning }
        // This program writes no seal that there is anything else to say about.
        guard !isNobodys || warnings == [.claimedTimeOnly] else { return .broken }
        return isNobodys ? .nobodys : .unknown(name: name)
    }
}
