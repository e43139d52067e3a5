// SPDX-License-Identifier: Apache-2.0
import DER
import Enrollment
import JSON
import PKIX
import Records
import Revocation

/// `/v1/certificates/revocations`, `/holds`, `/releases`: one act on everything that a selection holds.
///
/// Without `dryRun: false` more than one certificate is only planned. To carry a plan out, the request names its digest
/// and its count, so that what is done is what was shown.
enum ManyCertificatesRoutes {
    /// More than this is no request but a campaign, which is done at the house's own console.
    static let limit = 10_000

    /// The routes.
    ///
    /// - Parameters:
    ///   - service: the house.
    ///   - wake: called when a status changed, so that the lists follow at once.
    /// - Returns: the routes.
    static func all(of service: MohrService, wake: @escaping @Sendable () -> Void) -> [any Route] {
        [
            OfficeRoute("POST", "/v1/certificates/revocations", of: service) { call throws(Problem) in
                try call.only("selection", "reason", "invalidityDate", "cause", "dryRun", "plan", "count", "signature")
                let act = StatusAct.revoke(
                    reason: try CertificateRoutes.reason(call),
                    invalidityDate: try CertificateRoutes.instant("invalidityDate", call))
                return try answer(act, call, wake)
            },
            OfficeRoute("POST", "/v1/certificates/holds", of: service) { call throws(Problem) in
                try call.only("selection", "cause", "dryRun", "plan", "count", "signature")
                return try answer(.hold, call, wake)
            },
            OfficeRoute("POST", "/v1/certificates/releases", of: service) { call throws(Problem) in
                try call.only("selection", "cause", "dryRun", "plan", "count", "signature")
                return try answer(.release, call, wake)
            },
        ]
    }

    private static func answer(
        _ act: StatusAct, _ call: OfficeCall, _ wake: @Sendable () -> Void
    ) throws(Problem) -> (Int, JSONValue) {
        let selection = try SelectionReader.selection(call.body["selection"], and: try reach(of: call.officer))
        let service = call.service
        let plan = try revoking { () throws(RevocationError) in
            try StatusPlan(act, of: selection, in: service.records, at: service.clock())
        }
        let isDry = try flag("dryRun", call) ?? (plan.survey.count > 1)
        let shown = StatusPlanJSON.value(of: plan)
        guard !isDry else { return (200, ["dryRun": true, "plan": shown]) }
        let cause = try call.text("cause")
        guard (1...1_000).contains(cause.count) else {
            throw .member("cause", seen: "\(cause.count)", allowed: "1–1,000")
        }
        try confirm(plan, call)
        try authorise(plan, because: cause, call)
        let outcome = try revoking { () throws(RevocationError) in
            try service.clerk.perform(plan, because: cause, by: call.officer.id, clock: service.clock)
        }
        wake()
        // It is on record in any case; the loop that reads the records twice a second makes it visible too.
        try? service.refreshStatus()
        return (200, ["dryRun": false, "plan": shown, "outcome": StatusPlanJSON.value(of: outcome)])
    }

    /// One certificate needs no plan; more need theirs, by digest and count.
    private static func confirm(_ plan: StatusPlan, _ call: OfficeCall) throws(Problem) {
        let count = plan.survey.count
        guard count > 0 else { throw Problem(404, "service", "noneSelected") }
        guard count <= limit else {
            throw Problem(422, "service", "tooManySelected", ["seen": "\(count)", "allowed": "\(limit)"])
        }
        guard count > 1 || call.body["plan"] != nil else { return }
        let digest = try call.text("plan")
        guard plan.isNamed(by: digest) else {
            throw Problem(.planChanged(shown: String(digest.prefix(64)), now: plan.digest))
        }
        guard let told = call.body["count"]?.wholeNumber, told == Int64(count) else {
            throw .member("count", seen: call.body["count"]?.wholeNumber.map { "\($0)" }, allowed: "\(count)")
        }
    }

    /// Takes the officer's signature over the plan, where officers sign or this one does.
    private static func authorise(_ plan: StatusPlan, because cause: String, _ call: OfficeCall) throws(Problem) {
        let signature = try call.optionalBytes("signature")
        guard let act = CertificateAction.Act(rawValue: plan.act.word) else { return }
        let reason = act == .revoke ? try call.text("reason") : nil
        try call.enrolling { () throws(EnrollmentError) in
            try call.service.registration.authorise(
                CertificateAction(
                    act, ofPlan: plan.digest, count: plan.survey.count, by: call.officer, reason: reason,
                    because: cause), by: call.officer, signature: signature)
        }
    }

    /// What a role may touch; whatever else a selection names is told like what does not exist.
    private static func reach(of officer: Officer) throws(Problem) -> [CertificateSelection.Criterion] {
        switch officer.role {
        case .approver: return [.applied(true), .office(officer.office)]
        case .supervisor: return [.applied(true)]
        case .administrator: return [.applied(false)]
        case .enterer, .auditor:
            throw .role(seen: officer.role, allowed: [.approver, .supervisor, .administrator])
        }
    }

    private static func flag(_ name: String, _ call: OfficeCall) throws(Problem) -> Bool? {
        guard let value = call.body[name], value != .null else { return nil }
        guard let flag = value.flag else { throw .member(name, seen: "–", allowed: "true, false") }
        return flag
    }

    private static func revoking<Value>(_ act: () throws(RevocationError) -> Value) throws(Problem) -> Value {
        do throws(RevocationError) {
            return try act()
        } catch {
            throw Problem(error)
        }
    }
}
