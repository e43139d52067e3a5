// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX

/// The moments at which a snapshot's material begins or ceases to count.
///
/// Between two of them the same question finds the same path and the same evidence. What a snapshot remembers of a
/// signer is good for the stretch it was found in and no other: a list that was not out yet when a signer was first
/// looked at may revoke them.
struct Timeline: Sendable {
    /// A stretch between two moments.
    struct Stretch: Hashable, Sendable {
        fileprivate let evidence: Int
        fileprivate let certificates: Int
    }

    private let evidence: [Instant]
    private let certificates: [Instant]

    init(certificates: [Certificate], lists: [CertificateList], responses: [BasicOCSPResponse]) {
        evidence = (lists.map(\.thisUpdate) + responses.flatMap { $0.responses.map(\.thisUpdate) }).sorted()
        self.certificates = certificates.flatMap { certificate in
            let validity = certificate.validity
            return [validity.notBefore, validity.notAfter.advanced(bySeconds: 1)]
        }.sorted()
    }

    /// Where a question lies.
    ///
    /// - Parameters:
    ///   - time: the moment that certificates are judged at.
    ///   - horizon: the latest moment that evidence may be from.
    /// - Returns: equal for questions that find the same.
    func stretch(at time: Instant, evidenceUntil horizon: Instant) -> Stretch {
        Stretch(
            evidence: Self.count(in: evidence, until: horizon), certificates: Self.count(in: certificates, until: time))
    }

    /// How many moments have come, by bisection.
    private static func count(in moments: [Instant], until time: Instant) -> Int {
        var range = moments.startIndex..<moments.endIndex
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            range = moments[middle] <= time ? (middle + 1)..<range.upperBound : range.lowerBound..<middle
        }
        return range.lowerBound
    }
}
