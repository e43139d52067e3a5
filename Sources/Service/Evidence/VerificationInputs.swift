// SPDX-License-Identifier: Apache-2.0
public import MohrValidation
public import PKIX

/// Everything that a verdict is a function of: the same inputs give the same report for ever.
public struct VerificationInputs: Sendable {
    /// The signature file, out of PEM.
    public var signature: [UInt8]
    /// What the signature is over, when the file does not carry it.
    public var content: SignedContent
    /// When it is judged, and who says so.
    public var time: ReferenceTime
    /// What the purpose asks.
    public var policy: ValidationPolicy
    /// Where paths may end.
    public var anchors: [Certificate]
    /// Certificates that the signature may have left out, as they were given.
    public var intermediates: [Certificate]
    /// Revocation lists, as they were given.
    public var lists: [CertificateList]
    /// OCSP responses in DER, as they were given.
    public var responses: [[UInt8]]
    /// Receipts of earlier verifications, as they were given.
    public var receipts: [Receipt]

    /// Puts the inputs together.
    public init(
        signature: [UInt8], content: SignedContent = .embedded, time: ReferenceTime, policy: ValidationPolicy,
        anchors: [Certificate], intermediates: [Certificate] = [], lists: [CertificateList] = [],
        responses: [[UInt8]] = [], receipts: [Receipt] = []
    ) {
        self.signature = signature
        self.content = content
        self.time = time
        self.policy = policy
        self.anchors = anchors
        self.intermediates = intermediates
        self.lists = lists
        self.responses = responses
        self.receipts = receipts
    }

    /// What to judge by.
    ///
    /// - Returns: a snapshot of exactly this material.
    /// - Throws: ``PKIXError`` for an anchor whose key cannot be used, or a response that is none.
    public func snapshot() throws(PKIXError) -> TrustSnapshot {
        var answers: [BasicOCSPResponse] = []
        for response in responses {
            if let basic = try OCSPResponse(der: response).basic { answers.append(basic) }
        }
        // Whoever names an anchor on the command line trusts it for OCSP responders too: the "local configuration" of
        // RFC 6960 4.2.2.2.
        return try TrustSnapshot(
            anchors: anchors, intermediates: intermediates, lists: lists, responses: answers,
            ocspTrust: .anchoredResponder)
    }

    /// Judges.
    ///
    /// - Returns: the report and, when the signature can be read, what it rests on.
    /// - Throws: as ``snapshot()``.
    public func judged() throws(PKIXError) -> (report: ValidationReport, facts: Facts?) {
        let snapshot = try snapshot()
        let validator = SignatureValidator()
        let report = validator.validate(
            signature, content: content, at: time, against: snapshot, policy: policy, receipts: receipts)
        let facts = try? validator.facts(
            of: signature, content: content, at: time, against: snapshot, policy: policy, receipts: receipts)
        return (report, facts)
    }
}
