// SPDX-License-Identifier: Apache-2.0
import DER
import Foundation
import Service

/// What one round of looking at a service from outside has shown.
struct Observation {
    /// Something that is not as a relying party may expect it.
    struct Finding: Hashable {
        /// How much it matters.
        enum Severity: String {
            /// Somebody would be misled, or left without an answer: exit code 1.
            case error
            /// It could not be looked at: exit code 2.
            case undecided
            /// It will be wrong if nobody sees to it: exit code 0.
            case warning
        }

        let code: Code
        /// What it is about: a path, a serial number, a name.
        let subject: String
        let severity: Severity
    }

    /// Everything that can be found; each has its sentence in the catalogue.
    enum Code: String, CaseIterable {
        case certificateEnding = "certificate-ending"
        case certificateUnreadable = "certificate-unreadable"
        case certificateUntrusted = "certificate-untrusted"
        case clockOff = "clock-off"
        case healthRed = "health-red"
        case listBackwards = "list-backwards"
        case listChanged = "list-changed"
        case listEntryGone = "list-entry-gone"
        case listLate = "list-late"
        case listStale = "list-stale"
        case listUnreadable = "list-unreadable"
        case listWrongSigner = "list-wrong-signer"
        case logBackwards = "log-backwards"
        case notAnswered = "not-answered"
        case ocspDisagrees = "ocsp-disagrees"
        case ocspGoodUnknown = "ocsp-good-unknown"
        case ocspRefused = "ocsp-refused"
        case ocspStale = "ocsp-stale"
        case ocspUnreadable = "ocsp-unreadable"
        case ocspWrongSigner = "ocsp-wrong-signer"
        case verdictForgery = "verdict-accepts-forgery"
        case verdictUnexpected = "verdict-unexpected"
    }

    /// A list as it was seen.
    struct SeenList {
        let path: String
        let number: String
        let thisUpdate: Instant
        let nextUpdate: Instant?
        let entries: Int
    }

    let url: String
    let time: Instant
    private(set) var findings: [Finding] = []
    /// How many questions were answered, and how many were looked into.
    var answers = 0
    var checks = 0
    var lists: [SeenList] = []
    var ocspSeconds: [Double] = []
    var verdictSeconds: [Double] = []
    var clockSkewSeconds: Int64?

    init(of url: String, at time: Instant) {
        self.url = url
        self.time = time
    }

    mutating func find(_ code: Code, _ subject: String, _ severity: Finding.Severity = .error) {
        let finding = Finding(code: code, subject: subject, severity: severity)
        if !findings.contains(finding) { findings.append(finding) }
    }

    /// Counts a look; what it found is told when it did not hold.
    mutating func check(_ holds: Bool, _ code: Code, _ subject: String, _ severity: Finding.Severity = .error) {
        checks += 1
        if !holds { find(code, subject, severity) }
    }

    /// What the command exits with.
    var exitCode: ExitCode {
        if answers == 0 { return .unavailable }
        if findings.contains(where: { $0.severity == .error }) { return .rejected }
        return findings.contains { $0.severity == .undecided } ? .undecided : .done
    }

    /// The same as a word.
    var decision: String {
        switch exitCode {
        case .done: "accept"
        case .rejected: "reject"
        case .unavailable: "unavailable"
        default: "cannotDecide"
        }
    }
}
