// SPDX-License-Identifier: Apache-2.0
public import DER

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

    /// How many lines the log had when the checkpoint was signed that it had not yet when the newest list was.
    ///
    /// What they revoked is on no list that was shown.
    public internal(set) var linesAfterLists = 0

    /// Full lists that were shown and are over: a newer one has to be out, unless the house stood still.
    public internal(set) var overdue: [String: Instant] = [:]

    /// Lines of the log that are lost.
    public var missingLines: Int { max(0, linesSeen - lines) }

    init(lines: Int, linesSeen: Int) {
        self.lines = lines
        self.linesSeen = linesSeen
    }

    /// Tells what speaks against the lists being the newest: a list that is not shown cannot be asked for.
    mutating func noteAge(of lists: [ShownList], _ head: AuditHead?, at time: Instant) {
        if let head, let listed = lists.compactMap({ $0.head?.size }).max() {
            linesAfterLists = max(0, head.size - listed)
        }
        for authority in Set(lists.map(\.record.authority)) {
            let ends = lists.filter { $0.record.authority == authority && $0.record.scope == "full" }
                .map(\.record.nextUpdate)
            if let end = ends.max(), end <= time { overdue[authority] = end }
        }
    }
}
