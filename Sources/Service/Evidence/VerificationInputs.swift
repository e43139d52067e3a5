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
    /// What licensing bodies say of signers, as it was given, each body's feeds in their order.
    public var feeds: [FeedFile]

    /// Why the inputs cannot be judged by.
    public enum Failure: Error, Sendable, Equatable {
        /// An anchor's key cannot be used, or a response is none.
        case material(PKIXError)
        /// A feed is not one to believe; the first is 1.
        case feed(number: Int, ProfessionFeedError)
    }

    /// Puts the inputs together.
    public init(
        signature: [UInt8], content: SignedContent = .embedded, time: ReferenceTime, policy: ValidationPolicy,
        anchors: [Certificate], intermediates: [Certificate] = [], lists: [CertificateList] = [],
        responses: [[UInt8]] = [], receipts: [Receipt] = [], feeds: [FeedFile] = []
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
        self.feeds = feeds
    }

    /// What to judge by.
    ///
    /// - Returns: a snapshot of exactly this material.
    /// - Throws: ``Failure`` for an anchor whose key cannot be used, a response that is none, or a feed that is refused.
    public func snapshot() throws(Failure) -> TrustSnapshot { try heard().snapshot }

    /// What to judge by, and the feeds in it; they are judged by the same material as the signature.
    func heard() throws(Failure) -> (snapshot: TrustSnapshot, feeds: [SignedFeed]) {
        let material: TrustSnapshot
        do throws(PKIXError) { material = try self.material() } catch { throw .material(error) }
        guard !feeds.isEmpty else { return (material, []) }
        var register = ProfessionRegister()
        var opened: [SignedFeed] = []
        for (index, feed) in feeds.enumerated() {
            do throws(ProfessionFeedError) {
                let next = try register.applying(feed, at: time.value, against: material)
                register = next.register
                opened.append(next.signed)
            } catch {
                throw .feed(number: index + 1, error)
            }
        }
        return (material.with(professions: register), opened)
    }

    private func material() throws(PKIXError) -> TrustSnapshot {
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
    /// - Returns: the report.
    /// - Throws: as ``snapshot()``.
    public func report() throws(Failure) -> ValidationReport { report(by: try snapshot()) }

    /// Judges by a snapshot that was made of these inputs.
    public func report(by snapshot: TrustSnapshot) -> ValidationReport {
        SignatureValidator().validate(
            signature, content: content, at: time, against: snapshot, policy: policy, receipts: receipts)
    }

    /// What the verdict rests on, by a snapshot that was made of these inputs.
    ///
    /// - Throws: ``PKIXError`` when the bytes are no signed message.
    public func facts(by snapshot: TrustSnapshot) throws(PKIXError) -> Facts {
        try SignatureValidator().facts(
            of: signature, content: content, at: time, against: snapshot, policy: policy, receipts: receipts)
    }
}
