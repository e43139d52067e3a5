// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Identity
public import Records

/// What becomes of an approved application when the registers were asked once more.
public enum IssuancePermit: Sendable, Hashable {
    /// They say what they said: it may be issued.
    case granted
    /// They did not answer: it keeps its place and is asked about again.
    case wait
    /// They say otherwise now: it went back to the office.
    case sentBack
}

// A match, a mismatch, a time-out and a register that is down are four answers. A mismatch is the applicant's to put
// right; the other two decide nothing, and nothing is approved or issued on them.
extension RegistrationAuthority {
    /// Asks the registers about an application that is to be issued.
    ///
    /// - Parameter record: the application, approved.
    /// - Returns: what becomes of it; one that went back has a remark for each field.
    /// - Throws: ``EnrollmentError/records(_:)``.
    /// - SeeAlso: ETSI EN 319 411-1 REG-6.3.1-00B.
    public func permit(_ record: ApplicationRecord) throws(EnrollmentError) -> IssuancePermit {
        guard registry != nil else { return .granted }
        let application = try Application(record)
        do throws(EnrollmentError) {
            try askRegistries(about: application, at: "issuance")
            return .granted
        } catch {
            guard case .handling(let refusal) = error else { throw error }
            let points: [String]
            switch refusal {
            case .registryTimedOut, .registryUnavailable: return .wait
            case .registryMismatch(_, let fields): points = fields.map(\.rawValue)
            case .registryUnknown(.civil), .registryInactive(.civil, _): points = [FormField.nationalID.rawValue]
            case .registryUnknown, .registryInactive: points = [FormField.licenceNumber.rawValue]
            default: throw error
            }
            let remarks = points.map { ApplicationRemark(point: $0, text: "registry") }
            do throws(RecordsError) {
                try records.sendBack(
                    application: record.id, because: "registry", by: Self.house + ":registry", at: clock(),
                    how: OfficerStep(remarks: remarks))
            } catch .applicationMoved {
                return .wait  // Somebody took it up meanwhile.
            } catch {
                throw EnrollmentError(error)
            }
            return .sentBack
        }
    }

    /// Asks every register that knows an applicant's numbers; each answer is a line of the audit log.
    func askRegistries(about application: Application, at stage: String) throws(EnrollmentError) {
        guard let registry else { return }
        let numbers: [(RegistryKind, FormField)] = [(.civil, .nationalID), (.licence, .licenceNumber)]
        for (kind, field) in numbers where registry.registries.contains(kind) {
            guard let number = application[field] else { continue }
            let question = RegistryQuestion(registry: kind, number: number, profile: application.profile)
            let entry: RegistryEntry?
            do throws(RegistryFailure) {
                entry = try registry.entry(for: question)
            } catch {
                try note(kind, application.id, stage, error.word)
                throw .handling(error.refusal(of: kind))
            }
            let verdict = Self.verdict(on: application, kind, entry)
            try note(kind, application.id, stage, verdict?.word ?? "match", entry?.answerSHA256)
            if let verdict { throw .handling(verdict) }
        }
    }

    /// What speaks against an application in a register's answer; nil for a match.
    private static func verdict(
        on application: Application, _ kind: RegistryKind, _ entry: RegistryEntry?
    ) -> HandlingRefusal? {
        guard let entry else { return .registryUnknown(kind) }
        let differing = FormField.allCases.filter { field in
            // Another telephone is no other person: the register's is the one that is written to.
            guard field != .mobile, field != .email else { return false }
            guard let theirs = entry.fields[field] else { return false }
            // A field that the form left blank and the register fills is no contradiction, but a number of its own is.
            guard let ours = application[field]?.revealed else { return false }
            return PersianText.key(theirs) != PersianText.key(ours)
        }
        if !differing.isEmpty { return .registryMismatch(kind, fields: differing) }
        guard entry.status == RegistryEntry.inForce else {
            return .registryInactive(kind, seen: String(entry.status.prefix(40)))
        }
        return nil
    }

    private func note(
        _ kind: RegistryKind, _ id: String, _ stage: String, _ outcome: String, _ digest: [UInt8]? = nil
    ) throws(EnrollmentError) {
        var details = ["registry": kind.rawValue, "stage": stage, "outcome": outcome]
        details["answerSHA256"] = digest.map { Hex.encode($0) }
        _ = try told(
            try records.note(
                AuditAct.registryAsked, of: "application:\(id)", by: Self.house, at: clock(), details: details))
    }
}

extension RegistryFailure {
    fileprivate var word: String {
        switch self {
        case .timedOut: "timedOut"
        case .unavailable: "unavailable"
        }
    }

    fileprivate func refusal(of kind: RegistryKind) -> HandlingRefusal {
        switch self {
        case .timedOut(let allowed): .registryTimedOut(kind, allowed: allowed)
        case .unavailable: .registryUnavailable(kind)
        }
    }
}

extension HandlingRefusal {
    fileprivate var word: String {
        switch self {
        case .registryMismatch(_, let fields): "mismatch:" + fields.map(\.rawValue).joined(separator: ",")
        case .registryUnknown: "unknown"
        case .registryInactive: "inactive"
        default: "refused"
        }
    }
}
