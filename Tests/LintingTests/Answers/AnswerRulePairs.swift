// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import TestSupport

@testable import Linting

/// For every rule on answers a way to break it, and an answer beside it that keeps to it.
struct AnswerRulePair {
    /// The rule that must object; others that cannot but object too come after it.
    let rules: [String]
    let bad: (inout AnswerSample) throws -> Void
    /// What is like the bad one, and good; the plain sample unless said.
    var good: (inout AnswerSample) throws -> Void = { _ in }

    static var all: [AnswerRulePair] { standards + contents + values + practice }

    private static let another = SerialNumber(unsigned: [0x4d] + [UInt8](repeating: 8, count: 16))

    private static func signed(by identity: TestIdentity) throws -> (inout AnswerSample) throws -> Void {
        { sample in
            sample.signer = identity
            sample.responderID = try ResponderID(keyOf: identity.certificate)
        }
    }

    private static func delegate(
        of issuer: TestIdentity = AnswerSample.issuer, _ change: @escaping (inout TestCertificate) -> Void
    ) -> (inout AnswerSample) throws -> Void {
        { sample in
            let identity = try issuer.responder {
                $0.validity = LintTestCase.longValidity
                change(&$0)
            }
            try signed(by: identity)(&sample)
        }
    }

    private static var standards: [AnswerRulePair] {
        [
            AnswerRulePair(rules: ["rfc6960.answer-version"], bad: { $0.version = 0 }),
            AnswerRulePair(
                rules: ["rfc6960.answer-responder-id"], bad: { $0.responderID = .byName(AnswerSample.responder.name) }),
            AnswerRulePair(
                rules: ["rfc6960.answer-responder-id"],
                bad: { $0.responderID = try ResponderID(keyOf: AnswerSample.issuer.certificate) }),
            AnswerRulePair(rules: ["rfc6960.answer-delegate"], bad: delegate { $0.remove(OID.extendedKeyUsage) }),
            AnswerRulePair(rules: ["rfc6960.answer-delegate"], bad: delegate { $0.remove(OID.ocspNoCheck) }),
            AnswerRulePair(
                rules: ["rfc6960.answer-delegate"], bad: delegate(of: ListSample.root) { _ in },
                good: { try signed(by: AnswerSample.issuer)(&$0) }),
            AnswerRulePair(
                rules: ["rfc6960.answer-signature-algorithm", "cpcps.answer-algorithm"],
                bad: { $0.algorithm = .rsaPKCS1(.sha256) }),
            AnswerRulePair(rules: ["rfc6960.answer-cert-ids"], bad: { $0.singles = [] }),
            AnswerRulePair(
                rules: ["rfc6960.answer-cert-ids"],
                bad: { $0.singles.append(AnswerSample.good(AnswerSample.certID(.sha1, another))) },
                good: {
                    $0.singles.append(AnswerSample.good(AnswerSample.certID(.sha1, another)))
                    $0.asked.append(AnswerSample.certID(.sha1, another))
                }),
            AnswerRulePair(
                rules: ["rfc6960.answer-cert-ids"],
                bad: { $0.singles = [AnswerSample.good(AnswerSample.certID(.sha256))] },
                good: {
                    $0.singles = [AnswerSample.good(AnswerSample.certID(.sha256))]
                    $0.asked = [AnswerSample.certID(.sha256)]
                }),
            AnswerRulePair(
                rules: ["rfc6960.answer-issuer"],
                bad: {
                    $0.asked = [AnswerSample.certID(issuer: ListSample.root)]
                    $0.singles = [AnswerSample.good($0.asked[0])]
                },
                good: {
                    $0.asked = [AnswerSample.certID(issuer: ListSample.root)]
                    $0.singles = [AnswerSample.unknown($0.asked[0])]
                }),
        ]
    }

    private static var contents: [AnswerRulePair] {
        [
            AnswerRulePair(
                rules: ["rfc6960.answer-extensions"],
                bad: {
                    $0.askedNonce = [1]
                    $0.extensions = [AnswerSample.nonce([1], isCritical: true)]
                }),
            AnswerRulePair(
                rules: ["rfc6960.answer-extensions"],
                bad: { $0.singles[0].extensions[0] = AnswerSample.certHash(.sha256, isCritical: true) }),
            AnswerRulePair(
                rules: ["rfc6960.answer-archive-cutoff"], bad: { $0.singles[0].extensions.removeLast() },
                good: { $0.singles = [AnswerSample.unknown()] }),
            AnswerRulePair(
                rules: ["rfc6960.answer-archive-cutoff"],
                bad: {
                    $0.singles[0].extensions[1] = AnswerSample.archive(
                        ListSample.time(.generalizedTime, "20261121120001Z"))
                }),
            AnswerRulePair(
                rules: ["rfc6960.answer-archive-cutoff"],
                bad: { $0.singles[0].extensions[1] = AnswerSample.archive(ListSample.time(.utcTime, "240101000000Z")) }),
            AnswerRulePair(rules: ["rfc9654.answer-nonce"], bad: { $0.extensions = [AnswerSample.nonce([1])] }),
            AnswerRulePair(rules: ["rfc9654.answer-nonce"], bad: { $0.askedNonce = [1] }),
            AnswerRulePair(
                rules: ["rfc9654.answer-nonce"],
                bad: {
                    $0.askedNonce = [UInt8](repeating: 1, count: 129)
                    $0.extensions = [AnswerSample.nonce([UInt8](repeating: 1, count: 129))]
                },
                good: {
                    $0.askedNonce = [UInt8](repeating: 1, count: 128)
                    $0.extensions = [AnswerSample.nonce([UInt8](repeating: 1, count: 128))]
                }),
            AnswerRulePair(
                rules: ["commonpki.answer-cert-hash"], bad: { $0.singles[0].extensions.removeFirst() },
                good: { $0.singles = [AnswerSample.revoked()] }),
            AnswerRulePair(
                rules: ["commonpki.answer-cert-hash"],
                bad: { $0.singles[0].extensions[0] = AnswerSample.certHash(.sha1) },
                good: { $0.singles[0].extensions[0] = AnswerSample.certHash(.sha384) }),
            AnswerRulePair(
                rules: ["commonpki.answer-cert-hash"],
                bad: { $0.singles[0].extensions[0] = AnswerSample.certHash(.sha256, count: 31) }),
            AnswerRulePair(
                rules: ["commonpki.answer-cert-hash"],
                bad: {
                    $0.singles = [AnswerSample.unknown()]
                    $0.singles[0].extensions = [AnswerSample.certHash(.sha256)]
                }),
        ]
    }

    private static func time(_ text: String) -> [UInt8] { ListSample.time(.generalizedTime, text) }

    private static var values: [AnswerRulePair] {
        [
            AnswerRulePair(rules: ["rfc6960.answer-times"], bad: { $0.singles[0].nextUpdate = nil }),
            AnswerRulePair(
                rules: ["rfc6960.answer-times"], bad: { $0.singles[0].thisUpdate = time("20261121120001Z") },
                good: { $0.singles[0].thisUpdate = time("20261121120000Z") }),
            AnswerRulePair(rules: ["rfc6960.answer-times"], bad: { $0.time = TestPKI.now.advanced(bySeconds: -1) }),
            AnswerRulePair(
                rules: ["rfc6960.answer-times"],
                bad: {
                    $0.singles = [AnswerSample.unknown()]
                    $0.singles[0].nextUpdate = time("20261121120000Z")
                }),
            AnswerRulePair(
                rules: ["rfc6960.answer-end"],
                bad: delegate {
                    $0.validity = Validity(
                        notBefore: TestPKI.now.advanced(bySeconds: -86_400),
                        notAfter: TestPKI.now.advanced(bySeconds: 60))
                },
                good: {
                    try delegate { draft in
                        draft.validity = Validity(
                            notBefore: TestPKI.now.advanced(bySeconds: -86_400),
                            notAfter: TestPKI.now.advanced(bySeconds: 60))
                    }(&$0)
                    $0.singles[0].nextUpdate = time("20261121120100Z")
                }),
            AnswerRulePair(
                rules: ["rfc6960.answer-end"],
                bad: delegate {
                    $0.validity = Validity(
                        notBefore: TestPKI.now.advanced(bySeconds: 1),
                        notAfter: TestPKI.now.advanced(bySeconds: 8_640_000))
                }),
            AnswerRulePair(
                rules: ["rfc6960.answer-revocation"],
                bad: { $0.singles = [AnswerSample.revoked(at: "20261121120001Z")] },
                good: { $0.singles = [AnswerSample.revoked(at: "20261121120000Z")] }),
            AnswerRulePair(
                rules: ["rfc6960.answer-revocation"], bad: { $0.singles = [AnswerSample.revoked(8)] },
                good: { $0.singles = [AnswerSample.revoked(6)] }),
            AnswerRulePair(
                rules: ["rfc6960.answer-revocation"], bad: { $0.singles = [AnswerSample.revoked(0)] },
                good: { $0.singles = [AnswerSample.revoked(nil)] }),
        ]
    }

    private static var practice: [AnswerRulePair] {
        [
            AnswerRulePair(
                rules: ["cpcps.answer-lifetime"], bad: { $0.singles[0].nextUpdate = time("20261121185959Z") },
                good: { $0.singles[0].nextUpdate = time("20261121190000Z") }),
            AnswerRulePair(
                rules: ["cpcps.answer-lifetime"], bad: { $0.singles[0].nextUpdate = time("20261201110001Z") },
                good: { $0.singles[0].nextUpdate = time("20261201110000Z") }),
            AnswerRulePair(
                rules: ["cpcps.answer-serial-number"],
                bad: {
                    $0.asked = [AnswerSample.certID(.sha1, SerialNumber(unsigned: [UInt8](repeating: 1, count: 21)))]
                    $0.singles = [AnswerSample.good($0.asked[0])]
                },
                good: {
                    $0.asked = [AnswerSample.certID(.sha1, SerialNumber(unsigned: [UInt8](repeating: 1, count: 21)))]
                    $0.singles = [AnswerSample.unknown($0.asked[0])]
                }),
            AnswerRulePair(
                rules: ["cpcps.answer-closed-extensions"],
                bad: { $0.extensions = [Extension(oid: ObjectIdentifier(1, 2, 3), isCritical: false, value: [5, 0])] }),
            AnswerRulePair(
                rules: ["cpcps.answer-closed-extensions"],
                bad: {
                    $0.singles[0].extensions.append(
                        Extension(oid: OID.invalidityDate, isCritical: false, value: time("20261121110000Z")[...]))
                }),
            AnswerRulePair(rules: ["cpcps.answer-algorithm"], bad: { $0.algorithm = .ecdsa(.sha512) }),
        ]
    }
}
