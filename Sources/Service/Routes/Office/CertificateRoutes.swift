// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import HTTPServer
import Identity
import PKIX
import Records
import Revocation

/// `/v1/certificates…`: found, shown, revoked, held, released.
enum CertificateRoutes {
    /// The routes.
    ///
    /// - Parameters:
    ///   - service: the house.
    ///   - wake: called when a status changed, so that the lists follow at once.
    /// - Returns: the routes.
    static func all(of service: MohrService, wake: @escaping @Sendable () -> Void) -> [any Route] {
        [
            OfficeRoute("GET", "/v1/certificates", of: service, CertificateSearchRoute.find),
            OfficeRoute("GET", "/v1/certificates/{serial}", of: service) { call throws(Problem) in
                (200, try value(of: try issuance(call), call))
            },
            OfficeRoute("POST", "/v1/certificates/{serial}/revocation", of: service) { call throws(Problem) in
                try call.only("reason", "cause", "invalidityDate", "signature")
                let reason = try reason(call)
                let invalidity = try instant("invalidityDate", call)
                return try change(.revoke, call, wake) { reference, cause throws(RevocationError) in
                    try call.service.clerk.revoke(
                        reference, reason: reason, invalidityDate: invalidity, because: cause, by: call.officer.id,
                        at: call.service.clock())
                }
            },
            OfficeRoute("POST", "/v1/certificates/{serial}/hold", of: service) { call throws(Problem) in
                try call.only("cause", "signature")
                let answer = try change(.hold, call, wake) { reference, cause throws(RevocationError) in
                    try call.service.clerk.hold(
                        reference, because: cause, by: call.officer.id, at: call.service.clock())
                }
                try settle(call, as: .confirmed)
                return answer
            },
            OfficeRoute("POST", "/v1/certificates/{serial}/release", of: service) { call throws(Problem) in
                try call.only("cause", "signature")
                if let answer = try liftStop(call) { return answer }
                let answer = try change(.release, call, wake) { reference, cause throws(RevocationError) in
                    try call.service.clerk.release(
                        reference, because: cause, by: call.officer.id, at: call.service.clock())
                }
                try settle(call, as: .lifted)
                return answer
            },
        ]
    }

    /// Settles what the holder suspended, whom the officer has seen.
    private static func settle(_ call: OfficeCall, as state: HolderHold.State) throws(Problem) {
        let record = try issuance(call)
        try call.enrolling { () throws(EnrollmentError) in
            _ = try call.service.registration.settleHold(of: record.reference, as: state, by: call.officer.id)
        }
    }

    /// Opens the way to the acceptance again that the holder had stopped: there is no hold to lift then.
    ///
    /// - Returns: nil where nothing was stopped.
    private static func liftStop(_ call: OfficeCall) throws(Problem) -> (Int, JSONValue)? {
        let record = try issuance(call)
        let own = try Problem.onRecord { () throws(RecordsError) in
            try call.service.records.holderHold(of: record.reference)
        }
        guard let stop = own, stop.isStop, mayChange(record, call.officer) else { return nil }
        try authorise(.release, of: record.reference, because: try call.text("cause"), call)
        try settle(call, as: .lifted)
        return (
            200,
            [
                "serial": .string(record.reference.serial.hex),
                "status": .string(RecordedStatus.pendingAcceptance.rawValue), "since": .string(stop.placed.rfc3339),
                "isNew": true,
            ]
        )
    }

    /// Changes a status and lets verdicts and OCSP answer by it before the officer is told that it is done.
    private static func change(
        _ act: CertificateAction.Act, _ call: OfficeCall, _ wake: @Sendable () -> Void,
        _ perform: (CertificateReference, String) throws(RevocationError) -> StatusChange
    ) throws(Problem) -> (Int, JSONValue) {
        let cause = try call.text("cause")
        let record = try issuance(call)
        guard mayChange(record, call.officer) else {
            let isOfficers = record.application == nil
            throw .role(seen: call.officer.role, allowed: isOfficers ? [.administrator] : [.approver, .supervisor])
        }
        let reference = record.reference
        try authorise(act, of: reference, because: cause, call)
        let change: StatusChange
        do throws(RevocationError) {
            change = try perform(reference, cause)
        } catch {
            throw Problem(error)
        }
        wake()
        do throws(ServiceError) {
            try call.service.refreshStatus()
        } catch {
            // It is on record; the loop that reads the records twice a second makes it visible.
        }
        return (
            200,
            [
                "serial": .string(reference.serial.hex), "status": .string(change.interval.status.rawValue),
                "since": .string(change.interval.since.rfc3339), "isNew": .boolean(change.isNew),
            ]
        )
    }

    /// Takes the officer's signature over what they do, where officers sign or this one does.
    private static func authorise(
        _ act: CertificateAction.Act, of reference: CertificateReference, because cause: String, _ call: OfficeCall
    ) throws(Problem) {
        let signature = try call.optionalBytes("signature")
        let reason = act == .revoke ? try call.text("reason") : nil
        let standing = try Problem.onRecord { () throws(RecordsError) in
            try call.service.records.statusHistory(of: reference).last
        }
        // One that was never issued has no status; the clerk says so.
        guard let standing else { return }
        try call.enrolling { () throws(EnrollmentError) in
            try call.service.registration.authorise(
                CertificateAction(
                    act, of: reference, in: standing.interval, by: call.officer, reason: reason, because: cause),
                by: call.officer, signature: signature)
        }
    }

    /// Approvers change what their own office enrolled, supervisors what any did; an officer's own certificate is the
    /// administrator's.
    static func mayChange(_ record: IssuanceRecord, _ officer: Officer) -> Bool {
        switch officer.role {
        case .approver: record.application != nil && record.office == officer.office
        case .supervisor: record.application != nil
        case .administrator: record.application == nil && record.office != nil
        case .enterer, .auditor: false
        }
    }

    /// Whose business it is to know of a certificate.
    static func maySee(_ record: IssuanceRecord, _ officer: Officer) -> Bool {
        switch officer.role {
        case .supervisor, .auditor: true
        case .administrator: record.application == nil
        case .enterer, .approver: record.office == officer.office
        }
    }

    static func issuance(_ call: OfficeCall) throws(Problem) -> IssuanceRecord {
        let text = call.part("serial")
        guard let serial = SerialNumber(hex: text) else {
            throw .member("serial", seen: text, allowed: "hexadecimal")
        }
        let found = try Problem.onRecord { () throws(RecordsError) in
            try call.service.records.certificates(matching: .serial(serial), limit: 2)
        }
        // What another office issued is told like what does not exist.
        guard let record = found.first, found.count == 1, maySee(record, call.officer) else {
            throw Problem(404, "service", "unknownCertificate", ["serial": text])
        }
        return record
    }

    static func value(of record: IssuanceRecord, _ call: OfficeCall) throws(Problem) -> JSONValue {
        let history = try Problem.onRecord { () throws(RecordsError) in
            try call.service.records.statusHistory(of: record.reference)
        }
        return [
            "authority": .string(record.reference.authority), "serial": .string(record.reference.serial.hex),
            "profile": .string(record.profile), "state": .string(record.state.rawValue),
            "application": JSONValue(record.application), "office": JSONValue(record.office),
            "certificateSHA256": JSONValue(record.certificateSHA256.map { Hex.encode($0) }),
            "notBefore": JSONValue(record.validity?.notBefore.rfc3339),
            "notAfter": JSONValue(record.validity?.notAfter.rfc3339),
            "history": .array(
                history.map { entry in
                    [
                        "status": .string(entry.interval.status.rawValue),
                        "from": .string(entry.interval.since.rfc3339),
                        "to": JSONValue(entry.interval.until?.rfc3339),
                        "reason": JSONValue(entry.interval.reason.map { "\($0)" }),
                        "by": .string(entry.actor), "cause": .string(entry.cause),
                    ]
                }),
        ]
    }

    /// The reason that the officer gives, if the table lets their role give it.
    static func reason(_ call: OfficeCall) throws(Problem) -> RevocationReason {
        let text = try call.text("reason")
        guard let rule = ReasonRule.rule(named: text), rule.roles.contains(call.officer.role) else {
            let allowed = ReasonRule.words(for: call.officer.role).joined(separator: ", ")
            throw .member("reason", seen: text, allowed: allowed)
        }
        return rule.reason
    }

    static func instant(_ name: String, _ call: OfficeCall) throws(Problem) -> Instant? {
        guard let text = try call.optionalText(name) else { return nil }
        guard let instant = Instant(rfc3339: text) else {
            throw .member(name, seen: text, allowed: "2026-11-21T22:00:00Z")
        }
        return instant
    }
}
