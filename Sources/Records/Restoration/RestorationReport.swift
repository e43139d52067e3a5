// SPDX-License-Identifier: Apache-2.0

/// What was missing in records that were put back from a copy, and what was done about it.
public struct RestorationReport: Sendable, Hashable {
    /// How many lines the copy's log has.
    public let lines: Int

    /// How many lines it is known to have had when its newest head was signed or listed.
    public let linesSeen: Int

    /// Certificates that the lists revoke and the copy did not.
    public internal(set) var revoked: [CertificateReference] = []

    /// Certificates that the lists hold and the copy did not.
    public internal(set) var held: [CertificateReference] = []

    /// Numbers on the lists that the copy does not know: issued after it was made.
    ///
    /// They are revoked for ever.
    public internal(set) var unknown: [CertificateReference] = []

    /// Certificates that the copy holds and the newest full list does not: the hold was lifted after it was made.
    ///
    /// They stay on hold until somebody lifts it again.
    public internal(set) var stillHeld: [CertificateReference] = []

    /// For each authority the list number that the next one is above.
    public internal(set) var numbers: [String: Int64] = [:]

    /// Lines of the log that are lost.
    public var missingLines: Int { max(0, linesSeen - lines) }

    init(lines: Int, linesSeen: Int) {
        self.lines = lines
        self.linesSeen = linesSeen
    }
}
