// SPDX-License-Identifier: Apache-2.0
public import Cryptography
public import DER
import Database
public import Issuance
public import PKIX
import Records
import Revocation

/// What happens before a house can be served: ceremonies, the lists of offline authorities, the house's own services.
public struct Founding: Sendable {
    let home: Home
    let configuration: Configuration
    let passphrase: Passphrase?
    let custodians: CustodianVoices
    private let keys: KeyRing
    let store: HomeKeyStore
    let records: Records
    let profiles: [String: CertificateProfile]
    let clock: @Sendable () -> Instant

    /// Opens a home to found a house in; it is made if it is not there.
    ///
    /// - Parameters:
    ///   - home: where.
    ///   - configuration: its public address goes into certificates.
    ///   - passphrase: what keys are encrypted under that no custodians hold; `nil` when every key that is needed is
    ///     held by custodians.
    ///   - custodians: how those are asked who hold a key together.
    ///   - token: that keys are in; `nil` where they are all in files.
    ///   - place: where new keys are made; `nil` for the token where there is one.
    ///   - clock: what time it is.
    /// - Throws: ``ServiceError``.
    public init(
        home: Home, configuration: Configuration, passphrase: Passphrase?, custodians: CustodianVoices = .none,
        token: PKCS11Token? = nil, making place: HomeKeyStore.Place? = nil,
        clock: @escaping @Sendable () -> Instant = { Instant.now() }
    ) throws(ServiceError) {
        self.home = home
        self.configuration = configuration
        self.passphrase = passphrase
        self.custodians = custodians
        keys = KeyRing(home, passphrase: passphrase, custodians: custodians, token: token)
        store = HomeKeyStore(home.folder, passphrase: passphrase, token: token, making: place)
        self.clock = clock
        profiles = try Materials.profiles(in: configuration.profiles).profiles
        records = try MohrService.records { () throws(RecordsError) in try Records(of: home, configuration) }
    }

    /// Closes the records; the house can be served now.
    public func close() { records.close() }

    /// Certifies the status responder of an online authority.
    ///
    /// - Parameter authority: its name.
    /// - Returns: the responder's certificate.
    /// - Throws: ``ServiceError``.
    @discardableResult
    public func issueResponder(of authority: String) throws(ServiceError) -> Certificate {
        try issueService(
            Home.responder(of: authority), under: Self.responderProfile, by: authority,
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
        // TLS is OpenSSL's, and takes its key from this process's memory.
        try issueService(
            Home.officeListener, under: "office-listener", by: authority, commonName: "Mohr Office Listener",
            alternativeNames: names, keys: HomeKeyStore(home.folder, passphrase: passphrase, token: nil))
    }

    /// Certifies what the house needs to be served and does not have: responders of online authorities, the listener.
    ///
    /// - Returns: the names of what was certified.
    /// - Throws: ``ServiceError``.
    public func completeServices() throws(ServiceError) -> [String] {
        // Of two that start at once, one: or the key of the one would lie beside the certificate of the other.
        let lock = OpeningLock(of: home.key(Home.officeListener))
        defer { lock.release() }
        var made: [String] = []
        let online = try ServedAuthorities(configuration, records).all.filter(\.isOnline).map(\.name)
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
        if passphrase != nil, !home.folder.has(Home.log) {
            try makeLogKey()
            made.append(Home.log)
        }
        return made
    }

    /// Makes the key that signs the audit log's head.
    ///
    /// In a file whatever else is in a token: few tokens know Ed25519, which is what the programs that check logs take.
    private func makeLogKey() throws(ServiceError) {
        let files = HomeKeyStore(home.folder, passphrase: passphrase, token: nil)
        try Self.ceremony { () throws(CeremonyError) in try files.newKey(named: Home.log, kind: .ed25519).keep() }
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

    var site: IssuingSite {
        IssuingSite(
            publicURL: configuration.publicListener.publicURL, shardCount: configuration.crl.shards,
            keyRules: configuration.certifiedKeys.rules, clock: clock)
    }

    private func issueService(
        _ name: String, under profile: String, by authority: String, commonName: String,
        alternativeNames: [GeneralName], keys made: (any KeyStore)? = nil
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
                alternativeNames: alternativeNames, in: home.folder, keys: made ?? store)
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
        try passSecond(of: name, in: records)
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

    /// The profile of status responders.
    static let responderProfile = "ocsp-responder"

    static func ceremony<Value>(_ act: () throws(CeremonyError) -> Value) throws(ServiceError) -> Value {
        do throws(CeremonyError) {
            return try act()
        } catch {
            throw .ceremony(error)
        }
    }
}
