// SPDX-License-Identifier: Apache-2.0
import Campaigns
import Cryptography
import DER
import Enrollment
import Foundation
import JSON
import PKIX
import Records
import Service

/// What `mohr campaign` does at the console.
struct CampaignWork {
    let desk: CampaignDesk
    let records: Records
    let actor: String
    private let needed: Int
    private let arguments: Arguments
    private let console: Console

    init(_ arguments: Arguments, _ console: Console) throws {
        let opened = try Desk(arguments)
        let house = opened.house
        records = opened.records
        desk = CampaignDesk(
            records: records, registration: opened.registration,
            profiles: try MohrService.profiles(of: house.configuration).profiles, configuration: house.configuration,
            home: house.home)
        actor = opened.administrator.actor
        needed = house.configuration.campaigns.approvals
        self.arguments = arguments
        self.console = console
    }

    func close() { records.close() }

    func list() throws {
        let all = try records.campaigns()
        if arguments.has("json") {
            let values = try all.map { try desk.overview(of: $0.id).value }
            console.write(JSONWriter.bytes(.array(values), .indented))
            return
        }
        if all.isEmpty { console.say("campaign.none", [:]) }
        for campaign in all {
            let state = Catalogue.sentence("campaign.state.\(campaign.state.rawValue)", in: console.language)
            console.say(
                "campaign.line",
                [
                    "id": campaign.id, "state": state, "members": "\(campaign.members)",
                    "time": CampaignText.both(campaign.created),
                ])
        }
    }

    func plan(_ file: String) throws {
        let bytes = try InputFiles.bytes(file)
        let folder = URL(fileURLWithPath: file).deletingLastPathComponent().path
        let planned = try desk.plan(bytes, listsIn: folder, by: actor)
        try show(planned.campaign.id)
        guard !arguments.has("json") else { return }
        let document = try CampaignDocument(of: planned.campaign)
        for line in CampaignText.lines(
            of: planned.forecast, planned.census, document, at: .now(), in: console.language)
        {
            console.say(line)
        }
    }

    func show(_ id: String) throws {
        let overview = try desk.overview(of: id)
        if arguments.has("json") {
            console.write(JSONWriter.bytes(overview.value, .indented))
        } else {
            for line in CampaignText.lines(of: overview, in: console.language) { console.say(line) }
        }
    }

    func approve(_ id: String) throws {
        guard let officer = arguments["officer"] else {
            guard let count = try desk.approve(id, atConsoleBy: NSUserName()) else {
                throw CommandFailure(.notAllowed, "campaign.consoleRefused")
            }
            tellApproval(id, actor, count)
            return
        }
        let signature: [UInt8]
        if let file = arguments["signature"] {
            signature = try InputFiles.bytes(file, limit: 4_096)
        } else {
            let key = try key(try arguments.required("key"))
            signature = try key.sign(
                try desk.statement(of: id, by: officer), by: key.preferredSignatureAlgorithm)
        }
        tellApproval(id, officer, try desk.approve(id, by: officer, signature: signature))
    }

    private func key(_ file: String) throws -> PrivateKey {
        let passphrase = try arguments["key-passphrase-file"].map {
            Passphrase(fileContents: try InputFiles.bytes($0, limit: 4_096))
        }
        let pem = try InputFiles.bytes(file, limit: 65_536)
        do throws(CryptographyError) {
            return try PrivateKey(pem: pem, passphrase: passphrase)
        } catch {
            throw CommandFailure(.input, "cli.file.key", ["file": file], cause: error)
        }
    }

    private func tellApproval(_ id: String, _ officer: String, _ count: Int) {
        console.say(
            "campaign.approved", ["id": id, "officer": officer, "count": "\(count)", "needed": "\(needed)"])
    }

    /// Does a running campaign until it is over, is paused, or waits for holders.
    func run(_ id: String) throws {
        let runner = try desk.runner(of: id, by: actor)
        let total = try records.campaign(id).members
        var reached = try done(id)
        let progress = ProgressLine(console, of: total, from: reached)
        do throws(CampaignError) {
            while true {
                let round = try runner.round()
                reached = min(total, reached + round.moved.values.reduce(0, +))
                progress.reached(reached)
                if round.isFinished { break }
                if round.waitSeconds > 0 {
                    let waiting = try left(id)
                    guard waiting > 0 else {
                        progress.end()
                        console.say("campaign.waiting", ["id": id])
                        return
                    }
                    Thread.sleep(forTimeInterval: Double(min(round.waitSeconds, 1)))
                }
            }
        } catch .records(.campaign(_, .moved)) {
            // Paused by somebody, or finished by the service.
        } catch {
            progress.end()
            throw error
        }
        progress.end()
        try tellState(id)
    }

    private func left(_ id: String) throws(CampaignError) -> Int {
        do throws(RecordsError) {
            return try records.members(ofCampaign: id, .state(.waiting), limit: 1).count
        } catch {
            throw .records(error)
        }
    }

    private func done(_ id: String) throws -> Int {
        let tally = try records.tally(ofCampaign: id)
        return tally.total - tally.count(.waiting)
    }

    func tellState(_ id: String) throws {
        let campaign = try records.campaign(id)
        guard campaign.state == .finished else {
            let state = Catalogue.sentence("campaign.state.\(campaign.state.rawValue)", in: console.language)
            console.say("campaign.moved", ["id": id, "state": state])
            return
        }
        let tally = try records.tally(ofCampaign: id)
        console.say(
            "campaign.finished",
            [
                "id": id, "done": "\(tally.count(.done))", "ticket": "\(tally.count(.ticket))",
                "skipped": "\(tally.count(.skipped))",
            ])
    }

    func export(_ id: String) throws {
        let file = try arguments.required("out")
        let report = try desk.report(of: id, by: actor)
        try OutputFiles.write(report.bytes, to: file)
        console.say("campaign.exported", ["id": id, "file": file, "sha256": Hex.encode(report.sha256)])
    }
}
