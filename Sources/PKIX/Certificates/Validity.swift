// SPDX-License-Identifier: Apache-2.0
public import DER

/// The time in which a certificate is valid, both ends counted.
///
/// - SeeAlso: RFC 5280 4.1.2.5.
public struct Validity: Sendable, Hashable {
    /// The first second.
    public let notBefore: Instant

    /// The last second.
    public let notAfter: Instant

    /// Takes both ends; an end before the beginning is a time that nothing lies in.
    public init(notBefore: Instant, notAfter: Instant) {
        self.notBefore = notBefore
        self.notAfter = notAfter
    }

    /// Reads a validity.
    ///
    /// - Parameter node: the SEQUENCE of two times.
    /// - Throws: ``PKIXError/der(_:)``.
    public init(_ node: DERNode) throws(PKIXError) {
        var fields = try node.fields()
        notBefore = try der(fields.read().time())
        notAfter = try der(fields.read().time())
        try fields.end()
    }

    /// Whether a moment lies in the time.
    public func contains(_ instant: Instant) -> Bool {
        notBefore <= instant && instant <= notAfter
    }

    /// The time that lies in both, or `nil` when there is none.
    public func intersection(_ other: Validity) -> Validity? {
        let start = max(notBefore, other.notBefore)
        let end = min(notAfter, other.notAfter)
        return start <= end ? Validity(notBefore: start, notAfter: end) : nil
    }

    /// Writes the SEQUENCE of two times.
    ///
    /// - Parameter writer: what to append to.
    public func encode(into writer: inout DERWriter) {
        writer.sequence { writer in
            writer.time(notBefore)
            writer.time(notAfter)
        }
    }
}
