// SPDX-License-Identifier: Apache-2.0
public import DER

/// One line of the audit log: who did what to whom, when.
///
/// Its canonical bytes, which are hashed into the log's tree, are the JSON object
/// `{"act":…,"actor":…,"details":{…},"sequence":…,"subject":…,"time":…}` without spaces, `time` in
/// seconds since 1970 and the details' keys sorted (RFC 8785). It holds no personal data, so that
/// it can be shown to anyone.
public struct AuditLine: Sendable, Hashable {
    /// The line's place, from 0, without gaps.
    public let sequence: Int

    /// When, by the clock of whoever acted.
    public let time: Instant

    /// Who: an officer's identifier, or the name of a part of the house.
    public let actor: String

    /// What was done, such as `certificate.filed`; see ``AuditAct``.
    public let act: String

    /// To what, such as `certificate:health/01a2…`.
    public let subject: String

    /// Whatever else matters, as a canonical JSON object.
    public let details: String

    /// The bytes that the log's tree is made of.
    public var canonicalBytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(160 + details.utf8.count)
        bytes += Array("{\"act\":".utf8)
        CanonicalJSON.write(act, to: &bytes)
        bytes += Array(",\"actor\":".utf8)
        CanonicalJSON.write(actor, to: &bytes)
        bytes += Array(",\"details\":\(details),\"sequence\":\(sequence),\"subject\":".utf8)
        CanonicalJSON.write(subject, to: &bytes)
        bytes += Array(",\"time\":\(time.secondsSince1970)}".utf8)
        return bytes
    }
}
