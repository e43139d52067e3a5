// SPDX-License-Identifier: Apache-2.0
public import Cryptography
public import DER
public import Issuance
public import PKIX
import Records
import Revocation

/// What happens before a house can be served: ceremonies, the lists of offline authorities, the house's own services.
public struct Founding: Sendable {
    private let home: Home
    private let configuration: Configuration
    private let passphrase: Passphrase
    private let keys: KeyRing
    private let records: Records
    private let profiles: [String: CertificateProfile]
    private let clock: @Sendable () -> Instant

    /// Opens a home to found a house in; it is made if it is not there.
    ///
    /// - Parameters:
    ///   - home: where.
    ///   - configuration: its public address goes into certificates.
    ///   - passphrase: what keys are encrypted under.
    ///   - clock: what time it is.
    /// - Throws: ``ServiceError``.
    public init(
        home: Home, configuration: Configuration, passphrase: Passphrase,
        clock: @escaping @Sendable () -> Instant = { Instant.now() }
    ) throws(ServiceError) {
        self.home = home
        self.configuration = configuration
        self.passphrase = passphrase
        keys = KeyRing(home, passphrase: passphrase)
        self.clock = clock
        profiles = try Materials.profiles(in: configuration.profiles)
        records = try MohrService.records { () throws(RecordsError) in try Records(home: home.path) }
    }

    /// Closes the records; the house can be served now.
    public func close() { records.close() }

    /// Performs the ceremony of a file, and publishes the list of the authority whose key was used.
    ///
    /// An offline authority's list can be signed only while its key is at hand, which is now.
    ///
    /// - Parameter file: JSON5, one act.
    /// - Returns: what was done.
    /// - Throws: ``ServiceError``.
    public func perform(_ file: String) throws(ServiceError) -> CeremonyTranscript {
        let bytes = try Materials.bytes(file)
        let transcript = try Self.ceremony { () throws(CeremonyError) in
            try Ceremony(reading: bytes, profiles: profiles).perform(
                in: home.folder, records: records, passphrase: passphrase, site: site)
        }
        let signer = transcript.document.issuer ?? transcript.document.authority
        if configuration.authorities.contains(where: { $0.name == signer && !$0.isOnline }) {
            try publishList(ofOffline: signer)
        }
        return transcript
    }

    /// Rehearses the ceremony of a file with throw-away keys.
    ///
    /// - Parameter file: JSON5, one act.
    /// - Returns: what would have been done.
    /// - Throws: ``ServiceError``.
    public func rehearse(_ file: String) throws(ServiceError) -> CeremonyTranscript {
        let bytes = try Materials.bytes(file)
        return try Self.ceremony { () throws(CeremonyError) in
            try Ceremony(reading: bytes, profiles: profiles).rehearse(
                for: home.folder, passphrase: passphrase, site: site)
        }
    }

    /// Certifies the status responder of an online authority.
    ///
    /// - Parameter authority: its name.
    /// - Returns: the responder's certificate.
    /// - Throws: ``ServiceError``.
    @discardableResult
    public func issueResponder(of authority: String) throws(ServiceError) -> Certificate {
        try issueService(
            Home.responder(of: authority), under: "ocsp-responder", by: authority,
            commonName: "Mohr Status Responder \(authority)", alternativeNames: [])
    }

    /// Certifies the office listener.
    ///
    /// - Parameters:
    ///   - authority: who certifies it.
    ///   - names: host names and addresses that offices reach it by.
    /// - Returns: the listener's certificate.
    /// - Throws: ``ServiceError``.
    @discardableResult
    public func issueOfficeListener(
        by authority: String, names: [GeneralName]
    ) throws(ServiceError) -> Certificate {
        try issueService(
            Home.officeListener, under: "office-listener", by: authority, commonName: "Mohr Office Listener",
            alternativeNames: names)
    }

    /// Certifies what the house needs to be served and does not have: responders of online authorities, the listener.
    ///
    /// - Returns: the names of what was certified.
    /// - Throws: ``ServiceError``.
    public func completeServices() throws(ServiceError) -> [String] {
        var made: [String] = []
        let online = configuration.authorities.filter(\.isOnline).map(\.name)
        for authority in online where !home.folder.has(Home.responder(of: authority)) {
            try issueResponder(of: authority)
            made.append(Home.responder(of: authority))
        }
        if !home.folder.has(Home.officeListener), let first = online.first {
            let names = listenerNames
            try issueOfficeListener(by: first, names: names)
            made.append(Home.officeListener)
        }
        if !home.folder.has(Home.timestampUnit), let first = online.first {
            try issueTimestampUnit(by: first)
            made.append(Home.timestampUnit)
        }
        return made
    }

    /// Certifies the time-stamping unit.
    ///
    /// - Parameter authority: who certifies it.
    /// - Returns: the unit's certificate.
    /// - Throws: ``ServiceError``.
    @discardableResult
    public func issueTimestampUnit(by authority: String) throws(ServiceError) -> Certificate {
        try issueService(
            Home.timestampUnit, under: "timestamp-unit", by: authority, commonName: "Mohr Time Stamping Unit",
            alternativeNames: [])
    }

    /// What offices reach the listener by: the public address's host, and this machine's own.
    private var listenerNames: [GeneralName] {
        let url = configuration.publicListener.publicURL.dropFirst("http://".count)
        let host = String(url.prefix { $0 != ":" && $0 != "/" })
        var names: [GeneralName] = [.ipAddress([127, 0, 0, 1])]
        let octets = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        if octets.count == 4, octets.allSatisfy({ $0 != nil }) {
            let address = GeneralName.ipAddress(octets.compactMap { $0 })
            if !names.contains(address) { names.append(address) }
        } else if host.contains(".") {
            names.append(.dnsName(host))
        }
        return names
    }

    private var site: IssuingSite {
        IssuingSite(
            publicURL: configuration.publicListener.publicURL, shardCount: configuration.crl.shards, clock: clock)
    }

    private func issueService(
        _ name: String, under profile: String, by authority: String, commonName: String,
        alternativeNames: [GeneralName]
    ) throws(ServiceError) -> Certificate {
        guard let profile = profiles[profile] else {
            throw .profile(file: configuration.profiles, cause: "no profile \(profile)")
        }
        guard let certificate = try Materials.certificates(home.certificate(authority)).first else {
            throw .unreadable(file: home.certificate(authority), cause: "no certificate")
        }
        let key = try keys.key(authority)
        return try Self.ceremony { () throws(CeremonyError) in
            try Self.issuer(authority, certificate, key, records, site).issueService(
                named: name, under: profile, subject: [(OID.organizationName, "Mohr"), (OID.commonName, commonName)],
                alternativeNames: alternativeNames, in: home.folder, passphrase: passphrase)
        }
    }

    private static func issuer(
        _ name: String, _ certificate: Certificate, _ key: any SigningKey, _ records: Records, _ site: IssuingSite
    ) throws(CeremonyError) -> CertificateAuthority {
        do throws(IssuanceError) {
            return try CertificateAuthority(
                name: name, certificate: certificate, key: key, records: records, site: site)
        } catch {
            throw .issuance(error)
        }
    }

    /// Signs and files the list of an authority that is offline, while its key is at hand.
    ///
    /// - Parameter name: the authority's.
    /// - Throws: ``ServiceError``.
    public func publishList(ofOffline name: String) throws(ServiceError) {
        guard let certificate = try Materials.certificates(home.certificate(name)).first else {
            throw .unreadable(file: home.certificate(name), cause: "no certificate")
        }
        let key = try keys.key(name)
        try MohrService.revocation { () throws(RevocationError) in
            // A year: the next ceremony, at the latest, brings the next list.
            let plan = try ListPlan(
                publicURL: configuration.publicListener.publicURL, shards: 0, lifetimeSeconds: 31_536_000)
            let publisher = try RevocationPublisher(
                status: try CurrentStatus(records: records, clock: clock), authority: name, certificate: certificate,
                key: key, plan: plan, lists: PublishedLists(), clock: clock)
            _ = try publisher.publish()
        }
    }

    private static func ceremony<Value>(_ act: () throws(CeremonyError) -> Value) throws(ServiceError) -> Value {
        do throws(CeremonyError) {
            return try act()
        } catch {
            throw .ceremony(error)
        }
    }
}
