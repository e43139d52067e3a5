// SPDX-License-Identifier: Apache-2.0
public import DER
public import PKIX

/// What was found about one signature of a message.
public struct SignatureReport: Sendable, Hashable {
    /// The main indication.
    public let indication: Indication

    /// Why it is not TOTAL-PASSED; `nil` when it is.
    public let subIndication: SubIndication?

    /// What the signature carries with it.
    public let level: SignatureLevel

    /// SHA-256 of the signature value, by which receipts name it; `nil` when the message cannot be read.
    public let valueSHA256: [UInt8]?

    /// When the signer says that it was signed.
    public let claimedSigningTime: Instant?

    /// Who signed; `nil` when the certificate is not there.
    public let signer: SignerReport?

    /// What was known of the certificate; `nil` when no path was found.
    public let certificateStatus: CertificateStatusReport?

    /// What was known of the signer's right to practise; the second verdict.
    public let professionalStatus: ProfessionalStatusReport

    /// Everything that was found, in the order of the process.
    public let causes: [Cause]

    /// What this signature makes of the whole answer: what its decisive finding says, or the second verdict.
    public var decision: Decision { Decision.worst(causes, subIndication) }

    /// The earliest moment at which the signature is known to have existed; `nil` when nothing but the clock says so.
    public let bestSignatureTime: ReferenceTime?

    /// What became of its timestamps, in the order of their times.
    public let timestamps: [TimestampJudgement]

    /// The verdict on each signature over this one; none of them changes the verdict on this one.
    public let counterSignatures: [SignatureReport]

    init(
        causes: [Cause], level: SignatureLevel = .basic, valueSHA256: [UInt8]? = nil,
        claimedSigningTime: Instant? = nil,
        signer: SignerReport? = nil, certificateStatus: CertificateStatusReport? = nil,
        bestSignatureTime: ReferenceTime? = nil, timestamps: [TimestampJudgement] = [],
        counterSignatures: [SignatureReport] = [],
        professionalStatus: ProfessionalStatusReport = .unknown
    ) {
        let ordered = causes.sorted { $0.code.rank < $1.code.rank }
        let decisive = ordered.lazy.compactMap(\.code.subIndication).first
        self.causes = ordered
        subIndication = decisive
        indication = decisive?.indication ?? .totalPassed
        self.level = level
        self.valueSHA256 = valueSHA256
        self.claimedSigningTime = claimedSigningTime
        self.signer = signer
        self.certificateStatus = certificateStatus
        self.bestSignatureTime = bestSignatureTime
        self.timestamps = timestamps
        self.counterSignatures = counterSignatures
        self.professionalStatus = professionalStatus
    }

    /// What the process came to, with what was found out about the signer.
    init(_ signer: CollectedSigner, _ judgement: Judgement) {
        self.init(
            causes: judgement.causes, level: signer.level, valueSHA256: signer.valueSHA256,
            claimedSigningTime: signer.claimedTime,
            signer: signer.report, certificateStatus: judgement.certificateStatus,
            bestSignatureTime: judgement.bestSignatureTime, timestamps: judgement.timestamps,
            counterSignatures: zip(signer.counterSigners, judgement.counterSignatures).map {
                SignatureReport($0, $1)
            }, professionalStatus: judgement.professionalStatus)
    }
}

/// What a signature carries with it to be judged later.
///
/// - SeeAlso: ETSI EN 319 122-1 6.
public enum SignatureLevel: String, Sendable, Hashable, CaseIterable {
    /// B-B: the signature alone.
    case basic = "B"
    /// B-T: with a timestamp.
    case timestamp = "T"
    /// B-LT: with revocation evidence too.
    case longTerm = "LT"
    /// B-LTA: with archive timestamps.
    case archive = "LTA"
}

/// Who signed, by the certificate.
public struct SignerReport: Sendable, Hashable {
    /// The certificate.
    public let certificate: Certificate
    /// SHA-256 of the certificate.
    public let certificateSHA256: [UInt8]
    /// Who issued it, in words.
    public let issuer: String
    /// The name in Persian letters, as the certificate has it.
    public let persianName: String?
    /// The name in Latin letters, as the certificate has it.
    public let latinName: String?
    /// The profession in the certificate's own words.
    public let profession: String?
    /// The profession's identifiers.
    public let professionOIDs: [ObjectIdentifier]
    /// The licence number: in the Admission extension, of a doctor the Medical Council's.
    public let licenceNumber: String?

    init(_ certificate: Certificate) {
        self.certificate = certificate
        certificateSHA256 = certificate.sha256
        issuer = certificate.issuer.description
        let commonName = certificate.subject.value(of: OID.commonName)
        let otherName = certificate.subject.value(of: OID.name)
        persianName = [commonName, otherName].compactMap { $0 }.first(where: Self.isPersian)
        latinName = [otherName, commonName].compactMap { $0 }.first { !Self.isPersian($0) }
        professionOIDs = certificate.admission?.professionOIDs ?? []
        profession = certificate.admission?.professionItems.first
        licenceNumber = certificate.admission?.licenceNumber
    }

    private static func isPersian(_ text: String) -> Bool {
        text.unicodeScalars.contains { (0x0600...0x06ff).contains($0.value) }
    }
}
