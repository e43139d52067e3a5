// SPDX-License-Identifier: Apache-2.0
public import DER
import Foundation
public import PKIX

/// Looks at OCSP answers that are about to be signed, and lets them be signed when no rule objects.
///
/// A responder signs tens of thousands a second, nearly all of a few kinds. The first of a kind is read and looked at by
/// every rule; those after it are held against the first, and only what differs (number, status, times) is looked at.
///
/// - SeeAlso: RFC 6960 4.2; CP/CPS 4.9.9 and 7.3.
public final class AnswerLinter: Sendable {
    /// Who signs.
    public let signer: AnswerSigner

    /// The rules, in the order of their findings.
    public let rules: [any AnswerLintRule]

    private let valueRules: [any AnswerValueRule]
    private let forms = Forms()

    /// Makes a linter for one signer.
    ///
    /// - Parameters:
    ///   - signer: who signs.
    ///   - rules: in the order in which findings are wanted; every rule of the house unless said.
    public init(for signer: AnswerSigner, rules: [any AnswerLintRule] = AnswerLinter.standardRules) {
        self.signer = signer
        self.rules = rules
        valueRules = rules.compactMap { $0 as? any AnswerValueRule }
    }

    /// Every rule of the house.
    public static var standardRules: [any AnswerLintRule] { StandardAnswerRules.all }

    /// Clears an answer for signing.
    ///
    /// - Parameters:
    ///   - tbs: the `ResponseData`, DER; the bytes that are cleared are these.
    ///   - asked: what was asked, in its order.
    ///   - nonce: the question's nonce, if it had one.
    ///   - time: when it is signed.
    /// - Returns: leave to sign it, once.
    /// - Throws: ``LintingError/refused(_:)`` with every rule's findings, ``LintingError/unreadable(_:)`` for bytes
    ///   that are no answer.
    /// - Complexity: linear in the answer's length; one of a kind that was seen before is only compared.
    public func clear(
        _ tbs: [UInt8], asked: [CertID], nonce: [UInt8]?, at time: Instant
    ) throws(LintingError) -> AnswerClearance {
        do throws(LintingError) {
            try check(tbs, asked, nonce, time)
        } catch {
            forms.note(error)
            throw error
        }
        return AnswerClearance(tbs: tbs, algorithm: signer.algorithm)
    }

    /// What the last refused answer was refused for; `nil` while none was.
    public var lastRefusal: LintingError? { forms.lastRefusal }

    private func check(
        _ tbs: [UInt8], _ asked: [CertID], _ nonce: [UInt8]?, _ time: Instant
    ) throws(LintingError) {
        let context = AnswerLintContext(signer: signer, asked: asked, nonce: nonce, time: time)
        if asked.count == 1, let values = forms.values(of: tbs, asked: asked[0], nonce: nonce) {
            for rule in valueRules {
                let findings = rule.findings(in: values, context: context)
                guard findings.isEmpty else { throw .refused(findings) }
            }
        } else {
            try look(tbs, context)
        }
    }

    /// Reads an answer and asks every rule.
    private func look(_ tbs: [UInt8], _ context: AnswerLintContext) throws(LintingError) {
        let answer: LintedAnswer
        do throws(PKIXError) {
            answer = try LintedAnswer(reading: tbs)
        } catch {
            throw .unreadable(error)
        }
        let findings = rules.flatMap { $0.findings(in: answer, context: context) }
        guard findings.isEmpty else { throw .refused(findings) }
        if let form = AnswerForm(answer, of: tbs, asked: context.asked) { forms.add(form, length: tbs.count) }
    }
}

/// The kinds of answers that were cleared before, by length.
private final class Forms: @unchecked Sendable {
    private let lock = NSLock()
    private var forms: [Int: [AnswerForm]] = [:]
    private var count = 0
    private var refusal: LintingError?

    var lastRefusal: LintingError? { lock.withLock { refusal } }

    func note(_ error: LintingError) { lock.withLock { refusal = error } }

    func values(of tbs: [UInt8], asked: CertID, nonce: [UInt8]?) -> AnswerValues? {
        let candidates = lock.withLock { forms[tbs.count] } ?? []
        for form in candidates {
            if let values = form.values(of: tbs, asked: asked, nonce: nonce) { return values }
        }
        return nil
    }

    func add(_ form: AnswerForm, length: Int) {
        lock.withLock {
            // Strangers choose hash, nonce length and serial length; what they can fill up is this and no more.
            if count >= 256 {
                forms.removeAll()
                count = 0
            }
            forms[length, default: []].append(form)
            count += 1
        }
    }
}
