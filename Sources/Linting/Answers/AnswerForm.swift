// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX

/// A kind of answer that every rule has looked at, to hold others of its kind against.
///
/// Answers of one responder about one certificate each are the same bytes but for number, times, reason, digest and
/// nonce. What is the same need not be read again: it is compared.
struct AnswerForm {
    private let template: [UInt8]
    private let places: LintedResponse.Places
    private let producedAt: Range<Int>
    private let nonce: Range<Int>?
    private let asked: CertID
    private let status: CertificateStatus
    /// The ranges between those that differ.
    private let fixed: [Range<Int>]

    /// Takes an answer that was cleared; `nil` for one about several certificates.
    init?(_ answer: LintedAnswer, of tbs: [UInt8], asked: [CertID]) {
        guard let response = answer.responses.first, answer.responses.count == 1, let certID = asked.first else {
            return nil
        }
        template = tbs
        places = response.places
        producedAt = answer.producedAtPlace
        nonce = answer.noncePlace
        self.asked = certID
        status = response.status
        let varying = [
            producedAt, places.serialNumber, places.thisUpdate, places.nextUpdate, places.revocationTime,
            places.reason, places.certHash, nonce,
        ].compactMap { $0 }.sorted { $0.lowerBound < $1.lowerBound }
        var ranges: [Range<Int>] = []
        var start = 0
        for range in varying {
            guard range.lowerBound >= start, range.upperBound <= tbs.count else { return nil }
            ranges.append(start..<range.lowerBound)
            start = range.upperBound
        }
        fixed = ranges + [start..<tbs.count]
    }

    /// What an answer of this form says; `nil` when it is of another form, or answers another question.
    func values(of tbs: [UInt8], asked: CertID, nonce wanted: [UInt8]?) -> AnswerValues? {
        guard tbs.count == template.count, hasFixedParts(tbs), asks(asked, wanted, tbs),
            let producedAt = Self.instant(tbs[producedAt]), let thisUpdate = Self.instant(tbs[places.thisUpdate])
        else { return nil }
        var nextUpdate: Instant?
        if let place = places.nextUpdate {
            nextUpdate = Self.instant(tbs[place])
            if nextUpdate == nil { return nil }
        }
        guard let said = status(in: tbs) else { return nil }
        return AnswerValues(
            producedAt: producedAt, thisUpdate: thisUpdate, nextUpdate: nextUpdate, status: said,
            serialLength: places.serialNumber.count, serialFirst: tbs[places.serialNumber].first ?? 0)
    }

    private func hasFixedParts(_ tbs: [UInt8]) -> Bool {
        let (new, old) = (tbs.span, template.span)
        for range in fixed {
            var place = range.lowerBound
            while place < range.upperBound {
                guard new[place] == old[place] else { return false }
                place += 1
            }
        }
        return true
    }

    private func asks(_ question: CertID, _ wanted: [UInt8]?, _ tbs: [UInt8]) -> Bool {
        question.hashAlgorithm == asked.hashAlgorithm && question.hasNullParameters == asked.hasNullParameters
            && question.issuerNameHash == asked.issuerNameHash && question.issuerKeyHash == asked.issuerKeyHash
            && tbs[places.serialNumber] == question.serialNumber.bytes[...]
            && nonce.map { tbs[$0] } == wanted?[...]
    }

    private func status(in tbs: [UInt8]) -> CertificateStatus? {
        guard let place = places.revocationTime else { return status }
        guard let time = Self.instant(tbs[place]) else { return nil }
        guard let reason = places.reason else { return .revoked(at: time, reason: nil) }
        guard let known = tbs[reason].first.flatMap({ RevocationReason(rawValue: Int($0)) }) else { return nil }
        return .revoked(at: time, reason: known)
    }

    /// A moment written `YYYYMMDDHHMMSSZ`; `nil` for anything else.
    private static func instant(_ content: ArraySlice<UInt8>) -> Instant? {
        guard content.count == 15, content.last == UInt8(ascii: "Z") else { return nil }
        var number = 0
        for octet in content.dropLast() {
            guard (0x30...0x39).contains(octet) else { return nil }
            number = number &* 10 &+ Int(octet &- 0x30)
        }
        return Instant(
            year: number / 10_000_000_000, month: number / 100_000_000 % 100, day: number / 1_000_000 % 100,
            hour: number / 10_000 % 100, minute: number / 100 % 100, second: number % 100)
    }
}
