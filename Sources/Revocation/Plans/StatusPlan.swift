// SPDX-License-Identifier: Apache-2.0
import Cryptography
public import DER
import PKIX
public import Records

/// An act on everything that a selection holds, before it is done: what it would touch, and the digest that holds the
/// doing to the showing.
///
/// The digest is over the act and the certificates by name, not over their status: it stays the same while the plan is
/// carried out, so that an interrupted run is gone on with under the digest that was shown, and changes as soon as one
/// certificate more or less would be touched.
public struct StatusPlan: Sendable, Hashable {
    /// What is to be done.
    public let act: StatusAct

    /// To which certificates.
    public let selection: CertificateSelection

    /// What the selection held when the plan was drawn up.
    public let survey: SelectionSurvey

    /// The plan's digest; 64 hexadecimal digits.
    public let digest: String

    /// Draws up a plan; nothing is changed.
    ///
    /// - Parameters:
    ///   - act: what is to be done.
    ///   - selection: to which certificates.
    ///   - records: where they are.
    ///   - time: now.
    ///   - sample: how many of them are told by name.
    /// - Throws: ``RevocationError`` for a reason or date that none can be revoked with.
    public init(
        _ act: StatusAct, of selection: CertificateSelection, in records: Records, at time: Instant, sample: Int = 10
    ) throws(RevocationError) {
        try StatusClerk.refuse(act, at: time)
        self.act = act
        self.selection = selection
        survey = try recorded(try records.survey(of: selection, at: time, sample: sample))
        digest = Self.digest(act, survey.digest)
    }

    /// How many certificates the act would change as they stand.
    public var changeable: Int { act.allowed.reduce(0) { $0 + survey.count(at: $1) } }

    /// Whether text that someone copied is this plan's digest, or its beginning.
    ///
    /// - Parameter text: at least 16 hexadecimal digits of either case.
    /// - Returns: false for fewer digits too.
    public func isNamed(by text: String) -> Bool {
        text.utf8.count >= 16 && digest.hasPrefix(text.lowercased())
    }

    static func digest(_ act: StatusAct, _ certificates: [UInt8]) -> String {
        let words =
            switch act {
            case .hold: "hold"
            case .release: "release"
            case .revoke(let reason, let invalidityDate): "revoke \(reason) \(invalidityDate?.rfc3339 ?? "-")"
            }
        return Hex.encode(DigestAlgorithm.sha256.digest(Array("mohr plan 1\n\(words)\n".utf8) + certificates))
    }
}

extension StatusClerk {
    /// Carries out a plan, if it would still touch what it showed.
    ///
    /// - Parameters:
    ///   - plan: as it was drawn up.
    ///   - cause: why, in words; goes on record with each.
    ///   - actor: who does it.
    ///   - clock: what time it is, asked for each chunk.
    ///   - goesOn: told what was done so far after each chunk; false ends the work there.
    /// - Returns: what came of each.
    /// - Throws: ``RevocationError/planChanged(shown:now:)`` if the selection holds other certificates by now;
    ///   nothing was changed then.
    public func perform(
        _ plan: StatusPlan, because cause: String, by actor: String, clock: () -> Instant = { Instant.now() },
        goesOn: (BulkOutcome) -> Bool = { _ in true }
    ) throws(RevocationError) -> BulkOutcome {
        let chosen = try recorded(try book.certificates(in: plan.selection, limit: Int.max))
        let now = StatusPlan.digest(plan.act, SelectionSurvey.digest(of: chosen))
        guard now == plan.digest else { throw .planChanged(shown: plan.digest, now: now) }
        return try change(
            plan.act, of: chosen.map(\.reference), because: cause, by: actor, clock: clock, goesOn: goesOn)
    }
}
