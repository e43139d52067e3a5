// SPDX-License-Identifier: Apache-2.0
public import DER
public import PKIX
public import Records

/// The offices' part of the house: takes applications in, has one officer check them and another approve them, and
/// takes the subscriber's acceptance.
///
/// It holds no key and issues nothing. Every step is one transaction of the records, taken only from the state that its caller saw: of two officers who reach
/// for one application, one gets it. It keeps no state of its own and may be used by any thread; it blocks while the
/// records write.
///
/// - SeeAlso: RFC 3647 3.2, 4.1, 4.2 and 4.4; ETSI EN 319 411-1 6.2 and 6.3.
public struct RegistrationAuthority: Sendable {
    let records: Records
    let profiles: [String: CertificateProfile]
    var policy: EnrollmentPolicy
    let clock: @Sendable () -> Instant

    /// Who is asked about applicants; nil where nobody is.
    public var registry: (any RegistryPort)?

    /// Where papers lie; nil where none are kept.
    public var vault: EvidenceVault?

    /// Told when an officer's step was one too many; called on the thread that took it, must not wait.
    public var alarmed: (@Sendable (OfficerAlarm) -> Void)?

    /// What codes and links are worked out from; nil where nobody is sent any.
    public var channelKey: ChannelKey?

    /// Opens the registration authority.
    ///
    /// - Parameters:
    ///   - records: where everything is kept.
    ///   - profiles: all of the house, by name; only those of subscribers are enrolled for.
    ///   - policy: what this installation asks.
    ///   - clock: the time.
    public init(
        records: Records, profiles: [String: CertificateProfile], policy: EnrollmentPolicy = .standard,
        clock: @escaping @Sendable () -> Instant
    ) {
        self.records = records
        self.profiles = profiles.filter { $0.value.kind == .subscriber }
        self.policy = policy
        self.clock = clock
    }

    /// The profiles that are enrolled for, by name.
    public var profileNames: [String] { profiles.keys.sorted() }

    /// The professions that an office's scope may name.
    public var professionNames: [String] { policy.professions.keys.sorted() }

    func profile(_ name: String) throws(EnrollmentError) -> CertificateProfile {
        guard let profile = profiles[name] else { throw .profile(seen: name, allowed: profileNames) }
        return profile
    }
}

/// Runs one step of the records and turns their error into this room's.
///
/// - Parameter step: the step; run once.
/// - Returns: what the step returns.
/// - Throws: the refusal that it is here, or ``EnrollmentError/records(_:)``.
@inline(__always)
func told<Value>(_ step: @autoclosure () throws(RecordsError) -> Value) throws(EnrollmentError) -> Value {
    do throws(RecordsError) {
        return try step()
    } catch {
        throw EnrollmentError(error)
    }
}

extension EnrollmentError {
    /// What a refusal of the records is at the office's desk.
    init(_ error: RecordsError) {
        switch error {
        case .applicationMoved(let id, let seen, let expected):
            self = .applicationMoved(id: id, seen: seen, allowed: expected)
        case .desk(let refusal): self = .desk(refusal)
        case .officeExists(let id): self = .officeExists(id: id)
        case .officeSuspended(let id): self = .officeSuspended(id: id)
        case .officeUnlicensed(let id, let since): self = .officeUnlicensed(id: id, since: since)
        case .officerExists(let id): self = .officerExists(id: id)
        case .officerSuspended(let id): self = .officerSuspended(id: id)
        case .sameOfficer(let id, _): self = .sameOfficer(officer: id)
        case .unknownApplication(let id): self = .unknownApplication(id: id)
        case .unknownOffice(let id): self = .unknownOffice(id: id)
        case .unknownOfficer(let id): self = .unknownOfficer(id: id)
        case .value(let field, let seen, let allowed): self = .value(field: field, seen: seen, allowed: allowed)
        default: self = .records(error)
        }
    }
}
