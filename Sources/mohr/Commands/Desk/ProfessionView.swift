// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import MohrValidation
import Records
import Service

/// `mohr profession show`: the newest feed of each body, or what they say of a licence: now, of a moment, or as it was
/// known at one.
struct ProfessionView {
    private let arguments: Arguments
    private let console: Console

    init(_ arguments: Arguments, _ console: Console) {
        self.arguments = arguments
        self.console = console
    }

    func show() throws -> ExitCode {
        let house = try HouseArguments(arguments)
        let records = try Records(of: house.home, house.configuration)
        defer { records.close() }
        let all = house.configuration.professions.bodies
        let name = try arguments.choice("body", of: all.map(\.name))
        let bodies = all.filter { name == nil || $0.name == name }
        guard !bodies.isEmpty else {
            console.say("cli.profession.noBodies", [:])
            return .undecided
        }
        let known = try arguments.instant("known-at")
        let licence = arguments.operands.dropFirst().first
        let at = try arguments.instant("at")
        var isFound = licence == nil
        var told: [JSONValue] = []
        for body in bodies {
            let number = licence.flatMap { body.register.canonical($0) }
            if let licence, number == nil {
                complain(body, licence)
                continue
            }
            let feed: ProfessionFeedRecord?
            var periods: [LicencePeriod]?
            if let number {
                let found = try records.licence(number, of: body.name, knownAt: known)
                feed = found?.feed
                periods = (found?.periods ?? []).filter { period in
                    guard let at else { return true }
                    return period.from <= at && (period.until.map { at < $0 } ?? true)
                }
            } else {
                feed = try records.newestFeed(of: body.name, knownAt: known)
            }
            isFound = isFound || periods?.isEmpty == false
            told.append(json(body, feed, periods))
            if !arguments.has("json") { tell(body, feed, periods) }
        }
        if arguments.has("json") { console.write(JSONWriter.bytes(["bodies": .array(told)], .indented)) }
        return isFound ? .done : .undecided
    }

    private func complain(_ body: LicensingBody, _ licence: String) {
        console.complain(
            Catalogue.sentence(
                "cli.profession.notItsOwn", ["seen": licence, "allowed": body.register.rawValue],
                in: console.language))
    }

    private func json(_ body: LicensingBody, _ feed: ProfessionFeedRecord?, _ periods: [LicencePeriod]?) -> JSONValue {
        [
            "body": .string(body.name), "sequence": feed.map { .integer($0.sequence) } ?? .null,
            "kind": JSONValue(feed.map { $0.isFull ? "full" : "change" }),
            "sha256": JSONValue(feed.map { Hex.encode($0.sha256) }), "issuedAt": JSONValue(feed?.issuedAt.rfc3339),
            "nextUpdate": JSONValue(feed?.nextUpdate.rfc3339), "learned": JSONValue(feed?.learned.rfc3339),
            "periods": periods.map { .array($0.map(json)) } ?? .null,
        ]
    }

    private func json(_ period: LicencePeriod) -> JSONValue {
        [
            "status": .string(period.standing), "from": .string(period.from.rfc3339),
            "to": JSONValue(period.until?.rfc3339), "scope": JSONValue(period.scope),
            "acts": .array(acts(of: period).map { .string($0) }), "place": JSONValue(period.place),
            "reason": JSONValue(period.reason),
        ]
    }

    private func acts(of period: LicencePeriod) -> [String] {
        ProfessionalActs(rawValue: UInt8(clamping: period.acts)).words
    }

    private func tell(_ body: LicensingBody, _ feed: ProfessionFeedRecord?, _ periods: [LicencePeriod]?) {
        guard let feed else { return console.say("cli.profession.none", ["body": body.name]) }
        console.say(
            "cli.profession.body",
            [
                "body": body.name, "sequence": "\(feed.sequence)", "issued": feed.issuedAt.rfc3339,
                "until": feed.nextUpdate.rfc3339, "learned": feed.learned.rfc3339,
            ])
        guard let periods else { return }
        if periods.isEmpty { console.say("cli.profession.licenceUnknown", ["body": body.name]) }
        for period in periods {
            let acts = acts(of: period)
            console.say(
                "cli.profession.period",
                [
                    "standing": period.standing, "from": period.from.rfc3339, "until": period.until?.rfc3339 ?? "–",
                    "scope": period.scope ?? "–", "acts": acts.isEmpty ? "–" : acts.joined(separator: ", "),
                    "place": period.place ?? "–", "reason": period.reason ?? "–",
                ])
        }
    }
}
