// SPDX-License-Identifier: Apache-2.0
public import DER
import Database

// A certificate that is good is put on hold. One that nobody has accepted yet cannot be relied on anyway; there the hold
// keeps everyone from accepting it, until an office has seen the holder or it is revoked for not being accepted.
extension Records {
    /// Puts a certificate on hold at its holder's word.
    ///
    /// - Parameters:
    ///   - reference: which.
    ///   - way: how the holder said so.
    ///   - seconds: how long it stands; nil until an office lifts it.
    ///   - time: when.
    /// - Returns: the hold that stands now: this one, or an earlier one.
    /// - Throws: ``RecordsError/statusStep(_:seen:allowed:)``, ``RecordsError/revokedAlready(_:since:)``.
    public func holdForHolder(
        _ reference: CertificateReference, by way: HolderHold.Way, for seconds: Int64?, at time: Instant
    ) throws(RecordsError) -> HolderHold {
        try write { ledger throws(RecordsError) in
            try ledger.holdForHolder(reference, by: way, for: seconds, at: time)
        }
    }

    /// What a holder's link would suspend.
    ///
    /// - Parameters:
    ///   - token: SHA-256 of what is in the link.
    ///   - time: now.
    /// - Returns: the certificate.
    /// - Throws: ``RecordsError/desk(_:)`` for a link that was used, has run out, or never was.
    public func holdLink(_ token: [UInt8], at time: Instant) throws(RecordsError) -> CertificateReference {
        try read { reading throws(RecordsError) in try reading.holdLink(token, at: time).certificate }
    }

    /// Spends a link and puts its certificate on hold, in one transaction.
    ///
    /// - Parameters:
    ///   - token: SHA-256 of what is in the link.
    ///   - seconds: how long the hold stands; nil until an office lifts it.
    ///   - time: when.
    /// - Returns: the hold.
    /// - Throws: ``RecordsError/desk(_:)`` for a link that is none any more; as ``holdForHolder(_:by:for:at:)``.
    public func useHoldLink(
        _ token: [UInt8], for seconds: Int64?, at time: Instant
    ) throws(RecordsError) -> HolderHold {
        try write { ledger throws(RecordsError) in
            let link = try ledger.reading.holdLink(token, at: time)
            let used = try ledger.transaction.run(
                "UPDATE hold_links SET used = ? WHERE token_sha256 = ? AND used IS NULL", [.time(time), .blob(token)])
            guard used == 1 else { throw .desk(.unknownLink) }
            return try ledger.holdForHolder(link.certificate, by: .link, for: seconds, at: time)
        }
    }

    /// Keeps a link that suspends a certificate; the same link again is the same.
    ///
    /// - Parameters:
    ///   - token: SHA-256 of what is in the link; 32 bytes.
    ///   - reference: the certificate.
    ///   - expires: until when.
    ///   - time: now.
    /// - Throws: ``RecordsError``.
    public func keepHoldLink(
        _ token: [UInt8], to reference: CertificateReference, until expires: Instant, at time: Instant
    ) throws(RecordsError) {
        try write { ledger throws(RecordsError) in
            let issuance = try ledger.issuance(reference, at: [.issued])
            try ledger.transaction.run(
                """
                INSERT INTO hold_links (token_sha256, issuance, created, expires, used) VALUES (?, ?, ?, ?, NULL)
                ON CONFLICT (token_sha256) DO NOTHING
                """, [.blob(token), .integer(Int64(issuance.id)), .time(time), .time(expires)])
        }
    }

    /// What a certificate's holder did that stands: their own hold, or the stop before the acceptance.
    ///
    /// - Parameter reference: the certificate.
    /// - Returns: nil where they did nothing, or an office has lifted it.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func holderHold(of reference: CertificateReference) throws(RecordsError) -> HolderHold? {
        try holderHolds(of: reference).first { $0.state == .standing || $0.state == .confirmed }
    }

    /// The holds that its holder placed on a certificate, the newest first.
    ///
    /// - Parameter reference: which.
    /// - Returns: standing and past ones.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func holderHolds(of reference: CertificateReference) throws(RecordsError) -> [HolderHold] {
        try read { reading throws(RecordsError) in
            try reading.rows(
                HolderHold.selection
                    + " WHERE i.authority = ? AND i.serial = ? ORDER BY h.line DESC",
                [.text(reference.authority), .serial(reference.serial)]
            ) { row throws(RecordsError) in try HolderHold(row) }
        }
    }

    /// Holds that lift by themselves and whose time is over.
    ///
    /// - Parameters:
    ///   - time: now.
    ///   - limit: how many at most.
    /// - Returns: those that wait longest first.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func holderHoldsOver(at time: Instant, limit: Int = 100) throws(RecordsError) -> [HolderHold] {
        try read { reading throws(RecordsError) in
            try reading.rows(
                HolderHold.selection
                    + " WHERE h.state = 'standing' AND h.ends <= ? ORDER BY h.ends, h.line LIMIT ?",
                [.time(time), .integer(Int64(limit))]
            ) { row throws(RecordsError) in try HolderHold(row) }
        }
    }

    /// Settles the hold that stands on a certificate at its holder's word; nothing when there is none.
    ///
    /// - Parameters:
    ///   - reference: which.
    ///   - state: what becomes of it.
    ///   - actor: who settles it.
    ///   - time: when.
    /// - Returns: what is to be done to its status: whether it was a stop, whether there was one at all.
    /// - Throws: ``RecordsError``.
    @discardableResult
    public func settleHolderHold(
        of reference: CertificateReference, as state: HolderHold.State, by actor: String, at time: Instant
    ) throws(RecordsError) -> HolderHold? {
        try write { ledger throws(RecordsError) in
            try ledger.settleHolderHold(of: reference, as: state, by: actor, at: time)
        }
    }

    /// Lifts a holder's hold whose time is over, if the status is still the one that it made.
    ///
    /// - Parameters:
    ///   - hold: which.
    ///   - time: when.
    /// - Returns: whether it was lifted; false when somebody changed the status meanwhile.
    /// - Throws: ``RecordsError``.
    public func liftHolderHold(_ hold: HolderHold, at time: Instant) throws(RecordsError) -> Bool {
        try write { ledger throws(RecordsError) in
            let open = try ledger.openInterval(of: hold.certificate)
            let made = try ledger.reading.ordinal(ofHold: hold)
            guard try ledger.settleHolderHold(of: hold.certificate, as: .over, by: "service", at: time) != nil,
                open.interval.status == .onHold, open.ordinal == made
            else { return false }
            var release = StatusAct.release.step(of: hold.certificate, because: "the holder's hold ended")
            // Their own hold has words of its own, here and below.
            release.isTold = false
            _ = try ledger.step(release, from: open, by: Hand(actor: "service", time: time))
            try ledger.queue(
                MessageDraft(
                    id: "lifted-\(open.issuance)-\(open.ordinal)", kind: .lifted, subject: hold.certificate.description,
                    expires: time.advanced(bySeconds: Self.daySeconds * 7)), at: time)
            return true
        }
    }
}

extension Ledger {
    fileprivate func holdForHolder(
        _ reference: CertificateReference, by way: HolderHold.Way, for seconds: Int64?, at time: Instant
    ) throws(RecordsError) -> HolderHold {
        let open = try openInterval(of: reference)
        if let standing = try reading.standingHold(of: open.issuance) { return standing }
        let isStop = open.interval.status == .pendingAcceptance
        var ordinal: Int?
        if !isStop {
            guard open.interval.status != .revoked else {
                throw .revokedAlready(reference, since: open.interval.since)
            }
            guard open.interval.status == .good else {
                throw .statusStep(reference, seen: open.interval.status, allowed: [.good, .pendingAcceptance])
            }
            var hold = StatusAct.hold.step(of: reference, because: "at the holder's word, by \(way.rawValue)")
            hold.isTold = false
            _ = try step(hold, from: open, by: Hand(actor: "holder", time: time))
            ordinal = open.ordinal + 1
        }
        // Nobody but an office lets a certificate be accepted that its holder says is none of theirs.
        let ends = isStop ? nil : seconds.map { time.advanced(bySeconds: $0) }
        let line = try note(
            AuditAct.holdAsked, of: reference.auditSubject, by: "holder", at: time,
            details: ["way": way.rawValue, "ends": ends?.rfc3339 ?? "", "stop": isStop ? "true" : "false"])
        try transaction.run(
            """
            INSERT INTO holder_holds (issuance, line, ordinal, way, state, placed, ends)
            VALUES (?, ?, ?, ?, 'standing', ?, ?)
            """,
            [
                .integer(Int64(open.issuance)), .integer(Int64(line)), .integer(orNull: ordinal.map { Int64($0) }),
                .text(way), .time(time), .time(orNull: ends),
            ])
        try queue(
            MessageDraft(
                id: "held-\(open.issuance)-\(line)", kind: .held, subject: reference.description,
                expires: time.advanced(bySeconds: Records.daySeconds)), at: time)
        return HolderHold(
            certificate: reference, way: way, state: .standing, placed: time, ends: ends, isStop: isStop)
    }

    fileprivate func settleHolderHold(
        of reference: CertificateReference, as state: HolderHold.State, by actor: String, at time: Instant
    ) throws(RecordsError) -> HolderHold? {
        let issuance = try issuance(reference, at: [.issued])
        guard let hold = try reading.standingHold(of: issuance.id) else { return nil }
        try transaction.run(
            "UPDATE holder_holds SET state = ? WHERE issuance = ? AND (state = 'standing' OR state = 'confirmed')",
            [.text(state), .integer(Int64(issuance.id))])
        try note(
            AuditAct.holdSettled, of: reference.auditSubject, by: actor, at: time, details: ["state": state.rawValue])
        return hold
    }
}

extension Reading<RecordsError> {
    fileprivate func standingHold(of issuance: Int) throws(RecordsError) -> HolderHold? {
        try row(
            HolderHold.selection
                + " WHERE h.issuance = ? AND (h.state = 'standing' OR h.state = 'confirmed') ORDER BY h.line DESC LIMIT 1",
            [.integer(Int64(issuance))]
        ) { row throws(RecordsError) in try HolderHold(row) }
    }

    fileprivate func ordinal(ofHold hold: HolderHold) throws(RecordsError) -> Int? {
        let found = try row(
            """
            SELECT h.ordinal FROM holder_holds AS h JOIN issuances AS i ON i.id = h.issuance
            WHERE i.authority = ? AND i.serial = ? AND h.state = 'standing' ORDER BY h.line DESC LIMIT 1
            """, [.text(hold.certificate.authority), .serial(hold.certificate.serial)]
        ) { row throws(RecordsError) in try row.integerOrNil(0) }
        return (found ?? nil).map { Int($0) }
    }

    fileprivate func holdLink(
        _ token: [UInt8], at time: Instant
    ) throws(RecordsError) -> (certificate: CertificateReference, issuance: Int) {
        let found = try row(
            """
            SELECT i.authority, i.serial, l.issuance FROM hold_links AS l JOIN issuances AS i ON i.id = l.issuance
            WHERE l.token_sha256 = ? AND l.used IS NULL AND l.expires >= ?
            """, [.blob(token), .time(time)]
        ) { row throws(RecordsError) in
            (
                certificate: CertificateReference(authority: try row.text(0), serial: try row.serial(1)),
                issuance: Int(try row.integer(2))
            )
        }
        guard let found else { throw .desk(.unknownLink) }
        return found
    }

    /// Whether a holder said that a certificate is none of theirs, before anyone accepted it.
    func isStopped(_ issuance: Int) throws(RecordsError) -> Bool {
        try row(
            """
            SELECT 1 FROM holder_holds
            WHERE issuance = ? AND ordinal IS NULL AND (state = 'standing' OR state = 'confirmed')
            """, [.integer(Int64(issuance))]
        ) { row throws(RecordsError) in try row.integer(0) } != nil
    }
}

extension HolderHold {
    fileprivate static let selection = """
        SELECT i.authority, i.serial, h.way, h.state, h.placed, h.ends, h.ordinal
        FROM holder_holds AS h JOIN issuances AS i ON i.id = h.issuance
        """

    fileprivate init(_ row: borrowing Row<RecordsError>) throws(RecordsError) {
        self.init(
            certificate: CertificateReference(authority: try row.text(0), serial: try row.serial(1)),
            way: try row.value(2, of: "holder_holds", "way"), state: try row.value(3, of: "holder_holds", "state"),
            placed: try row.time(4), ends: try row.timeOrNil(5), isStop: row.isNull(6))
    }
}
