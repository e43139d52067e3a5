// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX

/// One signature of a message under examination: collects findings, stage by stage.
///
/// Every stage that can run does, so that a report names all that is wrong; which finding decides is settled by their
/// order in ``CauseCode``.
struct SignerExamination {
    let message: SignedData
    let signer: SignerInfo
    let isRepeated: Bool
    /// Whether what is signed is another signature's value, and not the message's content.
    let isCounterSignature: Bool
    let time: ReferenceTime
    let snapshot: TrustSnapshot
    let policy: ValidationPolicy
    /// Certificates that are at hand beside the message's own and the snapshot's.
    let more: [Certificate]

    private(set) var causes: [Cause] = []
    var claimedTime: Instant?
    var namedCertificates: [ESSCertIDv2]?
    var endsInNationalRoot = false
    /// The policies that the path is valid for; `nil` without a path.
    var pathPolicies: Set<ObjectIdentifier>?

    /// The moment of judgement.
    var now: Instant { time.value }

    init(
        message: SignedData, signer: SignerInfo, isRepeated: Bool, isCounterSignature: Bool = false,
        time: ReferenceTime, snapshot: TrustSnapshot, policy: ValidationPolicy, more: [Certificate] = []
    ) {
        self.message = message
        self.signer = signer
        self.isRepeated = isRepeated
        self.isCounterSignature = isCounterSignature
        self.time = time
        self.snapshot = snapshot
        self.policy = policy
        self.more = more
    }

    /// Goes through all stages.
    mutating func run(_ content: inout ContentDigests) -> SignatureReport {
        checkFormat()
        let holder = identify()
        checkContent(&content)
        var status: CertificateStatusReport?
        var profession = ProfessionalStatusReport.unknown
        if let holder {
            checkSignature(by: holder)
            status = checkPath(of: holder)
            checkConstraints(of: holder)
            checkAcceptance(of: holder)
            checkClaimedTime()
            profession = checkProfession(of: holder)
        }
        return SignatureReport(
            causes: causes, level: level, valueSHA256: DigestAlgorithm.sha256.digest(signer.signature),
            claimedSigningTime: claimedTime, signer: holder?.report, certificateStatus: status,
            professionalStatus: profession)
    }

    /// Goes through the stages whose outcome is the same at every time.
    ///
    /// - Returns: the signer, when there is one to go on with.
    mutating func collect(_ content: inout ContentDigests) -> Signer? {
        checkFormat()
        let holder = identify()
        checkContent(&content)
        if let holder { checkValue(by: holder) }
        return holder
    }

    mutating func find(_ code: CauseCode, _ facts: [String: String] = [:]) {
        causes.append(Cause(code, facts))
    }

    /// What the signature carries, by the attributes that are there; none of them is believed for it.
    var level: SignatureLevel {
        let types = signer.unsignedAttributes.map(\.type)
        if types.contains(OID.archiveTimestampV3) { return .archive }
        guard types.contains(OID.signatureTimestamp) else { return .basic }
        return message.crls.isEmpty && message.ocspResponses.isEmpty ? .timestamp : .longTerm
    }
}
