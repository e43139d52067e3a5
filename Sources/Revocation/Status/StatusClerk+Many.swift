// SPDX-License-Identifier: Apache-2.0
public import DER
public import PKIX
public import Records

// Acts on many certificates. They are done in chunks of a transaction each, so that others who write never wait long and
// a run that is interrupted has done whole chunks: asked again, it finds those standing and goes on.
extension StatusClerk {
    /// Revokes many certificates, for ever.
    ///
    /// - Parameters:
    ///   - certificates: which, in the order to do it in.
    ///   - reason: one of ``revocationReasons``.
    ///   - invalidityDate: when the keys are thought to have been lost; not in the future.
    ///   - cause: why, in words; goes on record with each.
    ///   - actor: who does it.
    ///   - clock: what time it is, asked for each chunk.
    ///   - goesOn: told what was done so far after each chunk; false ends the work there.
    /// - Returns: what came of each.
    /// - Throws: ``RevocationError`` for a reason or date that none can be revoked with, before anything is done; for a
    ///   fault of the records, after which whole chunks are done and the rest is not.
    public func revoke(
        _ certificates: [CertificateReference], reason: RevocationReason, invalidityDate: Instant? = nil,
        because cause: String, by actor: String, clock: () -> Instant = { Instant.now() },
        goesOn: (BulkOutcome) -> Bool = { _ in true }
    ) throws(RevocationError) -> BulkOutcome {
        let act = StatusAct.revoke(reason: reason, invalidityDate: invalidityDate)
        return try change(act, of: certificates, because: cause, by: actor, clock: clock, goesOn: goesOn)
    }

    /// Puts many certificates on hold.
    ///
    /// - Parameters:
    ///   - certificates: which, in the order to do it in.
    ///   - cause: why, in words; goes on record with each.
    ///   - actor: who does it.
    ///   - clock: what time it is, asked for each chunk.
    ///   - goesOn: told what was done so far after each chunk; false ends the work there.
    /// - Returns: what came of each.
    /// - Throws: ``RevocationError`` for a fault of the records.
    public func hold(
        _ certificates: [CertificateReference], because cause: String, by actor: String,
        clock: () -> Instant = { Instant.now() }, goesOn: (BulkOutcome) -> Bool = { _ in true }
    ) throws(RevocationError) -> BulkOutcome {
        try change(.hold, of: certificates, because: cause, by: actor, clock: clock, goesOn: goesOn)
    }

    /// Lifts the hold of many certificates.
    ///
    /// - Parameters:
    ///   - certificates: which, in the order to do it in.
    ///   - cause: why, in words; goes on record with each.
    ///   - actor: who does it.
    ///   - clock: what time it is, asked for each chunk.
    ///   - goesOn: told what was done so far after each chunk; false ends the work there.
    /// - Returns: what came of each.
    /// - Throws: ``RevocationError`` for a fault of the records.
    public func release(
        _ certificates: [CertificateReference], because cause: String, by actor: String,
        clock: () -> Instant = { Instant.now() }, goesOn: (BulkOutcome) -> Bool = { _ in true }
    ) throws(RevocationError) -> BulkOutcome {
        try change(.release, of: certificates, because: cause, by: actor, clock: clock, goesOn: goesOn)
    }

    /// Does an act to many certificates.
    ///
    /// - Parameters:
    ///   - act: what is done.
    ///   - certificates: which, in the order to do it in.
    ///   - cause: why, in words; goes on record with each.
    ///   - actor: who does it.
    ///   - clock: what time it is, asked for each chunk.
    ///   - goesOn: told what was done so far after each chunk; false ends the work there.
    /// - Returns: what came of each.
    /// - Throws: as ``revoke(_:reason:invalidityDate:because:by:clock:goesOn:)``.
    public func change(
        _ act: StatusAct, of certificates: [CertificateReference], because cause: String, by actor: String,
        clock: () -> Instant = { Instant.now() }, goesOn: (BulkOutcome) -> Bool = { _ in true }
    ) throws(RevocationError) -> BulkOutcome {
        try Self.refuse(act, at: clock())
        var outcome = BulkOutcome(named: certificates.count)
        var rest = certificates[...]
        while !rest.isEmpty {
            let chunk = Array(rest.prefix(Records.statusChunk))
            rest = rest.dropFirst(chunk.count)
            for result in try recorded(try book.change(act, of: chunk, because: cause, by: actor, at: clock())) {
                outcome.take(result, of: act)
            }
            guard goesOn(outcome) else { break }
        }
        return outcome
    }

    /// Refuses what no certificate can be revoked with.
    static func refuse(_ act: StatusAct, at time: Instant) throws(RevocationError) {
        guard case .revoke(let reason, let invalidityDate) = act else { return }
        guard revocationReasons.contains(reason) else {
            throw .reason(seen: reason, allowed: revocationReasons)
        }
        if let invalidityDate, invalidityDate > time {
            throw .invalidityInFuture(seen: invalidityDate, latest: time)
        }
    }
}

extension BulkOutcome {
    mutating func take(_ outcome: StatusOutcome, of act: StatusAct) {
        switch outcome.result {
        case .changed: changed.append(outcome.certificate)
        case .standing: standing.append(outcome.certificate)
        case .refused(let error, let interval):
            refused.append(
                Refusal(
                    certificate: outcome.certificate, cause: RevocationError(error, to: act, standing: interval)))
        }
    }
}
