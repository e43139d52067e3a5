// SPDX-License-Identifier: Apache-2.0
public import DER
public import PKIX

/// What an answer says of one certificate, as numbers.
public struct AnswerValues: Sendable, Hashable {
    /// When the answer is signed.
    public var producedAt: Instant
    /// When the status was known to be right.
    public var thisUpdate: Instant
    /// When newer information is there at the latest; `nil` when it is not said.
    public var nextUpdate: Instant?
    /// The status.
    public var status: CertificateStatus
    /// How many octets the certificate's number has.
    public var serialLength: Int
    /// The first octet of the number.
    public var serialFirst: UInt8

    /// Takes the values.
    ///
    /// - Parameters:
    ///   - producedAt: when the answer is signed.
    ///   - thisUpdate: when the status was known to be right.
    ///   - nextUpdate: when newer information is there at the latest.
    ///   - status: the status.
    ///   - serialLength: how many octets the certificate's number has.
    ///   - serialFirst: the first octet of the number.
    public init(
        producedAt: Instant, thisUpdate: Instant, nextUpdate: Instant?, status: CertificateStatus, serialLength: Int,
        serialFirst: UInt8
    ) {
        self.producedAt = producedAt
        self.thisUpdate = thisUpdate
        self.nextUpdate = nextUpdate
        self.status = status
        self.serialLength = serialLength
        self.serialFirst = serialFirst
    }
}
