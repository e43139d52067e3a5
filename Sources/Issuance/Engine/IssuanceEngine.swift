// SPDX-License-Identifier: Apache-2.0
public import DER
import Linting
public import PKIX
public import Records

/// Issues what offices approved: pulls applications from the records, so that nothing has to reach the issuing process
/// over a network.
///
/// An application is issued once: the records move it from approved to issuing in the transaction that reserves its
/// serial number. After a crash the records give the unfinished issuance up and the application is approved again, to be
/// issued under a new number.
///
/// - SeeAlso: CP/CPS 4.3.1.
public struct IssuanceEngine: Sendable {
    private let records: Records
    private let authorities: [CertificateAuthority]
    private let profiles: [String: CertificateProfile]
    private let threads: Int
    private let clock: @Sendable () -> Instant
    private let admits: @Sendable (ApplicationRecord) -> Bool
    private let report: @Sendable (IssuanceOutcome) -> Void

    /// How many applications are read at once.
    private static let pageSize = 256

    /// Sets up an engine.
    ///
    /// - Parameters:
    ///   - records: where applications come from.
    ///   - authorities: those whose keys this process holds.
    ///   - profiles: by name.
    ///   - threads: how many issue at once when many wait; they share the disk's syncs.
    ///   - clock: what time it is.
    ///   - admits: asked about each application before anything of it is signed; from any thread.
    ///   - report: called for each application, from any thread.
    public init(
        records: Records, authorities: [CertificateAuthority], profiles: [String: CertificateProfile],
        threads: Int = 32, clock: @escaping @Sendable () -> Instant = { Instant.now() },
        admits: @escaping @Sendable (ApplicationRecord) -> Bool = { _ in true },
        report: @escaping @Sendable (IssuanceOutcome) -> Void = { _ in }
    ) {
        self.records = records
        self.authorities = authorities
        self.profiles = profiles
        self.threads = max(1, threads)
        self.clock = clock
        self.admits = admits
        self.report = report
    }

    /// Issues every application that is approved now.
    ///
    /// - Returns: how many certificates were issued.
    /// - Throws: ``IssuanceError`` for a fault that every application would meet: the records cannot be written, the key
    ///   does not sign. What was not issued is still approved; wait before the next try, since each try with a broken
    ///   key spends a serial number.
    @discardableResult
    public func runOnce() throws(IssuanceError) -> Int {
        var issued = 0
        var last: ApplicationRecord?
        while true {
            let page = try pageOfApproved(after: last)
            let pass = IssuancePass(page, threads: min(threads, page.count)) { handle($0) }
            issued += pass.outcomes.filter(\.isIssued).count
            if let fault = pass.outcomes.lazy.compactMap(\.generalFault).first { throw fault }
            guard page.count == Self.pageSize else { return issued }
            last = page.last
        }
    }

    private func pageOfApproved(after last: ApplicationRecord?) throws(IssuanceError) -> [ApplicationRecord] {
        do throws(RecordsError) {
            return try records.applications(in: .approved, after: last, limit: Self.pageSize)
        } catch {
            throw .records(error)
        }
    }

    /// Issues one application; what happened is in the outcome.
    private func handle(_ application: ApplicationRecord) -> IssuanceOutcome {
        guard admits(application) else {
            report(.waiting(application: application.id))
            return .waiting(application: application.id)
        }
        let outcome: IssuanceOutcome
        do throws(IssuanceError) {
            let (authority, profile) = try issuer(of: application)
            let request = try ApprovedRequest(application: application, profile: profile)
            let certificate = try authority.issue(request, under: profile)
            outcome = .issued(
                application: application.id,
                CertificateReference(authority: authority.name, serial: certificate.serialNumber))
        } catch {
            outcome = settle(application, error)
        }
        report(outcome)
        return outcome
    }

    /// Rejects what can never be issued, so that it is not tried again for ever.
    private func settle(_ application: ApplicationRecord, _ error: IssuanceError) -> IssuanceOutcome {
        if case .records(.applicationMoved) = error { return .moved(application: application.id) }
        guard error.isRefusal else { return .failed(application: application.id, error) }
        do throws(RecordsError) {
            try records.reject(
                application: application.id, because: error.shortCause, by: "ca", at: clock())
            return .refused(application: application.id, error)
        } catch .applicationMoved {
            return .moved(application: application.id)
        } catch let fault {
            return .failed(application: application.id, .records(fault))
        }
    }

    /// The authority that may issue under the application's profile.
    private func issuer(
        of application: ApplicationRecord
    ) throws(IssuanceError) -> (CertificateAuthority, CertificateProfile) {
        guard let profile = profiles[application.profile] else {
            throw .issuerUnclear(profile: application.profile, seen: [])
        }
        let able = authorities.filter { $0.mayIssue(under: profile) }
        guard let authority = able.first, able.count == 1 else {
            throw .issuerUnclear(profile: profile.name, seen: able.map(\.name))
        }
        return (authority, profile)
    }
}

extension CertificateAuthority {
    /// Whether every policy of a profile is among those that the authority's certificate names.
    ///
    /// - Parameter profile: any.
    /// - Returns: `false` also for profiles of authorities, which only ceremonies issue under.
    public func mayIssue(under profile: CertificateProfile) -> Bool {
        guard profile.kind != .authority, let own = certificate.certificatePolicies else { return false }
        return profile.policies.allSatisfy { own.contains($0) }
    }
}

extension IssuanceError {
    /// What an office reads of it in the application's cause: the rules' or the error's names, nothing of the person.
    fileprivate var shortCause: String {
        switch self {
        case .refused(let findings): "issuance: " + findings.map(\.rule).joined(separator: ", ")
        case .draft(let cause): "issuance: profile: \(cause)"
        default: "issuance: \(self)"
        }
    }
}

extension IssuanceOutcome {
    fileprivate var isIssued: Bool {
        if case .issued = self { true } else { false }
    }

    /// The fault, if the next application would meet it too.
    var generalFault: IssuanceError? {
        guard case .failed(_, let error) = self else { return nil }
        switch error {
        case .issuerUnclear, .records(.damaged): return nil
        default: return error
        }
    }
}
