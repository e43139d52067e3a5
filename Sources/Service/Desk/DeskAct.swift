// SPDX-License-Identifier: Apache-2.0
import DER
import Enrollment
import Records

/// What officers do to applications at the desk: one table, from which buttons, pages and routes come.
///
/// It decides what is shown. Whether an act is allowed is decided by the registration authority when it is done.
struct DeskAct: Sendable, Hashable {
    /// The act's name in addresses and in the catalogue: `desk.act.approve`.
    let name: String
    /// Who does it.
    let roles: Set<OfficerRecord.Role>
    /// With applications in these states.
    let states: Set<ApplicationState>
    /// What the officer signs; nil for what is not signed.
    let signed: OfficerAction.Act?
    /// Whether the applicant is told why.
    let needsCause: Bool
    /// Whether it cannot be taken back.
    let isFinal: Bool

    static let enter = DeskAct("enter", [.enterer], [.submitted], signed: .enter)
    static let approve = DeskAct("approve", [.approver, .supervisor], [.entered], signed: .approve, isFinal: true)
    static let sendBack = DeskAct(
        "sendBack", [.enterer, .approver, .supervisor], [.submitted, .entered], signed: .sendBack, needsCause: true)
    static let reject = DeskAct(
        "reject", [.enterer, .approver, .supervisor], [.submitted, .entered, .approved], signed: .reject,
        needsCause: true, isFinal: true)
    static let withdraw = DeskAct(
        "withdraw", [.enterer, .approver, .supervisor], [.submitted, .returned, .entered, .approved], signed: nil,
        needsCause: true, isFinal: true)

    /// The acts, in the order of their buttons.
    static let table = [enter, approve, sendBack, reject, withdraw]

    private init(
        _ name: String, _ roles: Set<OfficerRecord.Role>, _ states: Set<ApplicationState>,
        signed: OfficerAction.Act?, needsCause: Bool = false, isFinal: Bool = false
    ) {
        self.name = name
        self.roles = roles
        self.states = states
        self.signed = signed
        self.needsCause = needsCause
        self.isFinal = isFinal
    }

    /// Whether an officer may be offered the act.
    func isOpen(to officer: Officer, for application: Application, at time: Instant) -> Bool {
        guard roles.contains(officer.role), states.contains(application.state) else { return false }
        guard officer.role == .supervisor || officer.office == application.office else { return false }
        if self == .approve, application.record.enteredBy == officer.id { return false }
        if let claim = application.record.claim, claim.officer != officer.id, claim.holds(at: time) { return false }
        return true
    }

    /// The state in which applications wait for a role; nil for roles that have no queue.
    static func waiting(for role: OfficerRecord.Role) -> ApplicationState? {
        switch role {
        case .enterer: .submitted
        case .approver, .supervisor: .entered
        case .auditor, .administrator: nil
        }
    }
}
