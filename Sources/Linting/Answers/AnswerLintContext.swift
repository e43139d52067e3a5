// SPDX-License-Identifier: Apache-2.0
public import DER
public import PKIX

/// What a rule needs to know besides the answer.
public struct AnswerLintContext: Sendable {
    /// Who signs.
    public let signer: AnswerSigner

    /// What was asked, in its order.
    public let asked: [CertID]

    /// The question's nonce, if it had one.
    public let nonce: [UInt8]?

    /// When it is signed.
    public let time: Instant

    /// Takes the parts.
    ///
    /// - Parameters:
    ///   - signer: who signs.
    ///   - asked: what was asked, in its order.
    ///   - nonce: the question's nonce, if it had one.
    ///   - time: when it is signed.
    public init(signer: AnswerSigner, asked: [CertID], nonce: [UInt8]? = nil, time: Instant) {
        self.signer = signer
        self.asked = asked
        self.nonce = nonce
        self.time = time
    }
}
