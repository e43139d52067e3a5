// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import Issuance
import PKIX
import Records
import Revocation
import Timestamping

/// Everything that needs a key: issuers, publishers, the status responder.
///
/// Each key is opened only for its role.
struct Desks {
    private(set) var issuers: [CertificateAuthority] = []
    private(set) var publishers: [RevocationPublisher] = []
    let responder: StatusResponder
    /// Who answers.
    let responding: RespondingAuthorities
    /// Makes time stamps; `nil` without the role.
    let timestamps: TimestampAuthority?
    /// The keys of services that this process would use and could not read; it does without.
    private(set) var missing: [String] = []

    init(
        home: Home, keys: KeyRing, configuration: Configuration, roles: Set<Role>, records: Records,
        served: ServedAuthorities, status: CurrentStatus, lists: PublishedLists,
        clock: @escaping @Sendable () -> Instant, reached: @escaping @Sendable (IssuancePoint) -> Void
    ) throws(ServiceError) {
        let site = IssuingSite(
            publicURL: configuration.publicListener.publicURL, shardCount: configuration.crl.shards,
            keyRules: configuration.certifiedKeys.rules, clock: clock,
            reached: reached)
        keys.openAhead(Self.keyNames(served, roles))
        var responding: [RespondingAuthority] = []
        for authority in served.all where authority.isOnline {
            // When its certificate has ended there is nothing left to sign for: its last list and answers stand.
            guard let certificate = served.certificates[authority.name], certificate.validity.notAfter > clock() else {
                continue
            }
            if roles.contains(.certificateAuthority) {
                let key = try keys.key(authority.name)
                if !authority.isSucceeded {
                    issuers.append(try Self.issuer(authority.name, certificate, key, records, site))
                }
                publishers.append(
                    try Self.publisher(
                        authority.name, certificate, key, configuration, status: status, lists: lists,
                        folder: ListFolder(path: home.lists), clock: clock))
            }
            if roles.contains(.validationAuthority) {
                do throws(ServiceError) {
                    responding.append(try Self.responding(authority.name, certificate, home, keys))
                } catch .unreadable(let file, let cause) {
                    guard Self.isWithheld(file, home, roles) else { throw .unreadable(file: file, cause: cause) }
                    missing.append(Home.responder(of: authority.name))
                }
            } else if roles.contains(.certificateAuthority),
                let found = try? Self.responding(authority.name, certificate, home, keys)
            {
                // Whoever has the authorities' keys signs answers ahead for all processes; without a responder's key
                // it does everything else, such as making another.
                responding.append(found)
            }
        }
        let plan = try MohrService.revocation { () throws(RevocationError) in
            try AnswerPlan(
                lifetimeSeconds: configuration.ocsp.lifetimeSeconds, refreshSeconds: configuration.ocsp.refreshSeconds)
        }
        let reading = status.reading
        self.responding = RespondingAuthorities(responding)
        responder = StatusResponder(
            authorities: responding, index: reading.index, asOf: reading.asOf, plan: plan, clock: clock)
        var stamping: TimestampAuthority?
        if roles.contains(.validationAuthority) {
            do throws(ServiceError) {
                stamping = try Self.timestamps(home, keys, configuration, records, served.certificates)
            } catch .unreadable(let file, let cause) {
                guard Self.isWithheld(file, home, roles) else { throw .unreadable(file: file, cause: cause) }
                missing.append(Home.timestampUnit)
            }
        }
        timestamps = stamping
    }

    /// The keys that roles need.
    private static func keyNames(_ served: ServedAuthorities, _ roles: Set<Role>) -> [String] {
        let authorities = served.all.filter(\.isOnline).map(\.name)
        var names: [String] = []
        if roles.contains(.certificateAuthority) { names += authorities }
        if !roles.isDisjoint(with: [.certificateAuthority, .validationAuthority]) {
            names += authorities.map { Home.responder(of: $0) }
        }
        if roles.contains(.validationAuthority) { names.append(Home.timestampUnit) }
        return names
    }

    /// Whether a key is kept from this process on purpose, by the rights of the file or of the whole folder.
    ///
    /// Alone among the public it then answers by what was signed ahead, and needs no key. A key that is gone from a folder
    /// that can be read was lost: nobody is to believe that all is well, and nothing comes up.
    private static func isWithheld(_ file: String, _ home: Home, _ roles: Set<Role>) -> Bool {
        let (manager, folder) = (FileManager.default, "\(home.path)/keys")
        guard !roles.contains(.certificateAuthority), file.hasPrefix(folder + "/") else { return false }
        if !manager.isReadableFile(atPath: folder) { return true }
        return manager.fileExists(atPath: file) && !manager.isReadableFile(atPath: file)
    }

    private static func timestamps(
        _ home: Home, _ keys: KeyRing, _ configuration: Configuration, _ records: Records,
        _ authorities: [String: Certificate]
    ) throws(ServiceError) -> TimestampAuthority? {
        let file = home.certificate(Home.timestampUnit)
        // A house that was founded before there were time stamps has no unit, and serves everything else.
        guard home.folder.has(Home.timestampUnit) else { return nil }
        guard let certificate = try Materials.certificates(file).first else {
            throw .unreadable(file: file, cause: "no certificate")
        }
        let path = authorities.values.filter { !$0.isSelfIssued && $0.subject == certificate.issuer }
        let key = try keys.key(Home.timestampUnit)
        let section = configuration.timestamps
        do throws(TimestampingError) {
            let plan = try StampingPlan(
                policy: section.policy, accuracySeconds: section.accuracySeconds, isOrdered: section.isOrdered,
                maximumStepSeconds: section.maximumStepSeconds, maximumPauseSeconds: section.maximumPauseSeconds)
            let unit = try TimestampUnit(
                name: Home.timestampUnit, certificate: certificate, path: Array(path), key: key)
            return TimestampAuthority(unit: unit, plan: plan, records: records)
        } catch {
            throw .timestamping(error)
        }
    }

    private static func issuer(
        _ name: String, _ certificate: Certificate, _ key: any SigningKey, _ records: Records, _ site: IssuingSite
    ) throws(ServiceError) -> CertificateAuthority {
        do throws(IssuanceError) {
            return try CertificateAuthority(
                name: name, certificate: certificate, key: key, records: records, site: site)
        } catch {
            throw .issuance(error)
        }
    }

    private static func publisher(
        _ name: String, _ certificate: Certificate, _ key: any SigningKey, _ configuration: Configuration,
        status: CurrentStatus, lists: PublishedLists, folder: ListFolder, clock: @escaping @Sendable () -> Instant
    ) throws(ServiceError) -> RevocationPublisher {
        try MohrService.revocation { () throws(RevocationError) in
            try RevocationPublisher(
                status: status, authority: name, certificate: certificate, key: key,
                plan: try ListPlan(configuration), lists: lists, folder: folder, clock: clock)
        }
    }

    private static func responding(
        _ name: String, _ certificate: Certificate, _ home: Home, _ keys: KeyRing
    ) throws(ServiceError) -> RespondingAuthority {
        let file = home.certificate(Home.responder(of: name))
        guard let responder = try Materials.certificates(file).first else {
            throw .unreadable(file: file, cause: "no certificate")
        }
        let key = try keys.key(Home.responder(of: name))
        return try MohrService.revocation { () throws(RevocationError) in
            try RespondingAuthority(name: name, issuer: certificate, responder: responder, key: key)
        }
    }
}
