// SPDX-License-Identifier: Apache-2.0
public import Campaigns
public import DER
public import Enrollment
import Foundation
public import PKIX
public import Records
import Revocation

/// Campaigns as commands and routes see them: planned from a file, approved by officers, started, watched, told of.
public struct CampaignDesk: Sendable {
    /// Where everything is kept.
    public let records: Records
    let registration: RegistrationAuthority
    let configuration: Configuration
    let home: Home
    let profiles: [String: CertificateProfile]
    let clock: @Sendable () -> Instant

    /// Opens the desk of a house.
    ///
    /// - Parameters:
    ///   - records: where everything is kept.
    ///   - registration: who officers are.
    ///   - profiles: all of the house, by name.
    ///   - configuration: what the operator set.
    ///   - home: where notices go.
    ///   - clock: what time it is.
    public init(
        records: Records, registration: RegistrationAuthority, profiles: [String: CertificateProfile],
        configuration: Configuration, home: Home, clock: @escaping @Sendable () -> Instant = { Instant.now() }
    ) {
        self.records = records
        self.registration = registration
        self.profiles = profiles
        self.configuration = configuration
        self.home = home
        self.clock = clock
    }

    /// Chooses and freezes a campaign's members, and works out what it will take.
    ///
    /// - Parameters:
    ///   - bytes: the reviewed file; JSON5.
    ///   - folder: where the lists are that the file names; nil when it may name none.
    ///   - isRehearsal: whether it is done on a copy, to practise.
    ///   - actor: who plans it.
    /// - Returns: the campaign and its forecast.
    /// - Throws: ``ServiceError/campaign(_:)``.
    public func plan(
        _ bytes: [UInt8], listsIn folder: String?, isRehearsal: Bool = false, by actor: String
    ) throws(ServiceError) -> (campaign: CampaignRecord, census: CampaignCensus, forecast: CampaignForecast) {
        try Self.campaigning { () throws(CampaignError) in
            let document = try CampaignDocument(reading: bytes) { name throws(CampaignError) in
                guard let folder else {
                    throw .value(path: "file", seen: name, allowed: ["lists in the file itself"])
                }
                let path = name.hasPrefix("/") ? name : "\(folder)/\(name)"
                guard let list = FileManager.default.contents(atPath: path) else {
                    throw .value(path: "file", seen: name, allowed: ["a file that can be read"])
                }
                return Array(list)
            }
            let planner = CampaignPlanner(records: records, profiles: profiles)
            let (campaign, census) = try planner.plan(document, isRehearsal: isRehearsal, by: actor, at: clock())
            return (campaign, census, try forecast(campaign, document, census))
        }
    }

    /// What an officer signs to approve a campaign.
    ///
    /// - Parameters:
    ///   - id: the campaign's.
    ///   - officer: the officer's identifier.
    /// - Returns: ASCII, unhashed.
    /// - Throws: ``ServiceError/records(_:)``.
    public func statement(of id: String, by officer: String) throws(ServiceError) -> [UInt8] {
        let campaign = try MohrService.records { () throws(RecordsError) in try records.campaign(id) }
        return CampaignStatement.approval(of: campaign, by: officer)
    }

    /// Approves a campaign with an officer's signature.
    ///
    /// - Parameters:
    ///   - id: the campaign's.
    ///   - officer: the officer's identifier.
    ///   - signature: by the key of the officer's certificate, over ``statement(of:by:)``.
    /// - Returns: how many have approved it now.
    /// - Throws: ``ServiceError/enrollment(_:)`` when the officer may not or the signature is none;
    ///   ``ServiceError/records(_:)``.
    public func approve(_ id: String, by officer: String, signature: [UInt8]) throws(ServiceError) -> Int {
        let statement = try statement(of: id, by: officer)
        let person: String
        do throws(EnrollmentError) {
            person = try registration.countersigner(
                of: statement, signature: signature, officer: officer, as: configuration.campaigns.roles)
        } catch {
            throw .enrollment(error)
        }
        let approval = CampaignApproval(officer: officer, person: person, signature: signature, time: clock())
        return try MohrService.records { () throws(RecordsError) in try records.approve(campaign: id, approval) }
    }

    /// Approves a campaign as an administrator at the console, where the configuration lets them.
    ///
    /// - Parameters:
    ///   - id: the campaign's.
    ///   - name: what the system calls them.
    /// - Returns: how many have approved it now; nil if the configuration does not let them.
    /// - Throws: ``ServiceError/records(_:)``.
    public func approve(_ id: String, atConsoleBy name: String) throws(ServiceError) -> Int? {
        guard configuration.campaigns.consoleAdministrators else { return nil }
        let actor = "console:\(name)"
        let approval = CampaignApproval(officer: actor, person: actor, signature: nil, time: clock())
        return try MohrService.records { () throws(RecordsError) in try records.approve(campaign: id, approval) }
    }

    /// Starts a campaign that enough officers approved; whoever runs campaigns takes it up.
    ///
    /// - Parameters:
    ///   - id: the campaign's.
    ///   - actor: who starts it.
    /// - Throws: ``ServiceError/records(_:)``.
    public func start(_ id: String, by actor: String) throws(ServiceError) {
        try MohrService.records { () throws(RecordsError) in
            try records.begin(campaign: id, needing: configuration.campaigns.approvals, by: actor, at: clock())
        }
        try tellOffices(id)
    }

    /// What does a campaign, turn by turn.
    ///
    /// - Parameters:
    ///   - id: the campaign's.
    ///   - actor: who does it.
    ///   - together: how many members in one transaction.
    /// - Returns: the runner; it keeps nothing of its own.
    /// - Throws: ``ServiceError``.
    public func runner(of id: String, by actor: String, together: Int = 500) throws(ServiceError) -> CampaignRunner {
        let campaign = try MohrService.records { () throws(RecordsError) in try records.campaign(id) }
        return try Self.campaigning { () throws(CampaignError) in
            let document = try CampaignDocument(of: campaign)
            return CampaignRunner(
                campaign, document: document, records: records, notices: notices(document.act), actor: actor,
                together: together, clock: clock)
        }
    }

    func notices(_ act: CampaignAct) -> FileNotices {
        FileNotices(folder: home.file(configuration.campaigns.notices), act: act)
    }

    static func campaigning<Value>(_ body: () throws(CampaignError) -> Value) throws(ServiceError) -> Value {
        do throws(CampaignError) {
            return try body()
        } catch {
            throw .campaign(error)
        }
    }
}

extension MohrService {
    /// The desk of this house's campaigns.
    public var campaigns: CampaignDesk {
        CampaignDesk(
            records: records, registration: registration, profiles: profiles, configuration: configuration, home: home,
            clock: clock)
    }

    /// Does a little of every campaign that runs, and looks after those that are over and have tickets.
    ///
    /// When one is over, every list is published at once: a long list that changes all the time is otherwise published
    /// at intervals.
    ///
    /// - Returns: whether there is more to do at once.
    /// - Throws: ``ServiceError``.
    func doCampaigns() throws(ServiceError) -> Bool {
        let all = try Self.records { () throws(RecordsError) in try records.campaigns() }
        var isBusy = false
        for campaign in all where campaign.state == .running {
            let runner = try campaigns.runner(of: campaign.id, by: "campaigns", together: 1_000)
            var isFinished = false
            do throws(CampaignError) {
                // A second at most, so that several campaigns share the house.
                let end = clock().advanced(bySeconds: 1)
                var round = try runner.round()
                while clock() < end, !round.isFinished, round.waitSeconds == 0 { round = try runner.round() }
                isFinished = round.isFinished
                isBusy = isBusy || round.waitSeconds == 0 && !round.isFinished
            } catch .records(.campaign) {
                // Somebody paused or finished it in between: that is no fault.
                continue
            } catch {
                throw .campaign(error)
            }
            if isFinished { try publishAllLists() }
        }
        for campaign in all where campaign.state == .finished {
            let runner = try campaigns.runner(of: campaign.id, by: "campaigns")
            _ = try CampaignDesk.campaigning { () throws(CampaignError) in try runner.settle() }
        }
        return isBusy
    }

    /// Publishes every list of every authority that is online, now.
    ///
    /// - Throws: ``ServiceError/revocation(_:)`` for the first that was refused; the others are out.
    public func publishAllLists() throws(ServiceError) {
        var first: RevocationError?
        for publisher in publishers {
            do throws(RevocationError) {
                try publisher.publish()
            } catch {
                first = first ?? error
            }
        }
        try takeLists()
        if let first { throw .revocation(first) }
    }
}
