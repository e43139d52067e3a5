// SPDX-License-Identifier: Apache-2.0
public import DER

/// A moment as it is written, which may be wrong.
public struct LintedTime: Sendable, Hashable {
    /// UTCTime or GeneralizedTime, or something else.
    public let tag: Tag

    /// The moment; `nil` when it is not written in the one form that certificates and lists may use.
    public let instant: Instant?

    /// Takes a moment that was read.
    public init(_ node: DERNode) {
        tag = node.tag
        do throws(DERError) {
            instant = try node.time()
        } catch {
            instant = nil
        }
    }

    /// Whether the form is the one for the year: UTCTime up to 2049, GeneralizedTime from 2050.
    ///
    /// - SeeAlso: RFC 5280 5.1.2.4.
    public var hasItsForm: Bool {
        guard let instant else { return false }
        return tag == (instant < Self.year2050 ? .utcTime : .generalizedTime)
    }

    /// The first moment of 2050.
    private static let year2050 = Instant(secondsSince1970: 2_524_608_000)
}
