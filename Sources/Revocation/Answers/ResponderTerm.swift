// SPDX-License-Identifier: Apache-2.0
public import DER
public import PKIX

/// For how long a responder signs before it has a successor: half of its certificate's life.
///
/// Its answers go on being good in the other half, in which there is time to find out why no successor was made.
///
/// - SeeAlso: ETSI EN 319 411-1 GEN-6.5.1-08; CP/CPS 6.3.2.
public struct ResponderTerm: Sendable, Hashable {
    /// From when on there should be a successor.
    public let end: Instant

    /// Reads a responder's certificate.
    ///
    /// - Parameter certificate: the responder's.
    public init(_ certificate: Certificate) {
        let validity = certificate.tbs.validity
        end = validity.notBefore.advanced(bySeconds: validity.notAfter.seconds(since: validity.notBefore) / 2)
    }

    /// Whether a successor is due.
    ///
    /// - Parameter time: now.
    /// - Returns: whether the first half is over.
    public func isOver(at time: Instant) -> Bool { time >= end }
}
