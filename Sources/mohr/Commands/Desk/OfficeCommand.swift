// SPDX-License-Identifier: Apache-2.0
import DER
import Enrollment
import Records
import Service

/// `mohr office`: adds, shows, changes, licenses, lists, suspends and resumes registration offices.
enum OfficeCommand: Command {
    static let name = "office"
    static let synopsis = [
        "add ID --home DIR --kind KIND --name-fa NAME --name NAME --profile P… --licensed-until T",
        "    [--place TEXT] [--profession P]… [--hours 'sat-wed 08:00-14:00'] [--daily-quota N]",
        "change ID --home DIR [--profile P]… [--place TEXT] [--profession P]… [--hours H] [--daily-quota N]",
        "license ID --home DIR --licensed-until T", "show ID --home DIR [--json]", "list --home DIR [--json]",
        "suspend|resume ID --home DIR",
    ]
    static let examples = [
        "mohr office add medical-council-yazd --home DIR --kind medicalCouncil --name-fa 'نظام پزشکی یزد'"
            + " --name 'Medical Council of Yazd' --profile doctor-signing --licensed-until 2028-03-19T20:30:00Z",
        "mohr office change medical-council-yazd --home DIR --hours 'sat-wed 08:00-14:00; thu 08:00-12:00' --daily-quota 50",
        "mohr office list --home DIR",
    ]
    static let shape = Arguments.Shape(
        operands: 1...2,
        single: [
            "config", "home", "passphrase-file", "kind", "name-fa", "name", "licensed-until", "place", "hours",
            "daily-quota",
        ],
        repeated: ["profile", "profession"], flags: ["json"])

    static func run(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let desk = try Desk(arguments)
        defer { desk.close() }
        switch (arguments.operands[0], arguments.operands.count) {
        case ("add", 2): try add(arguments, desk, console)
        case ("list", 1):
            for office in try desk.records.offices() { OfficeView.say(office, arguments, console) }
        case ("show", 2):
            OfficeView.show(try desk.records.office(arguments.operands[1]), arguments, console)
        case ("change", 2):
            let office = try desk.records.office(arguments.operands[1])
            let profiles = arguments.all("profile")
            OfficeView.show(
                try desk.registration.change(
                    office: office.id, to: try OfficeView.details(arguments, before: office.details),
                    profiles: profiles.isEmpty ? nil : profiles, by: desk.administrator), arguments, console)
        case ("license", 2):
            guard let until = try arguments.instant("licensed-until") else {
                throw UsageError.optionMissing("licensed-until")
            }
            try desk.registration.license(office: arguments.operands[1], until: until, by: desk.administrator)
            OfficeView.show(try desk.records.office(arguments.operands[1]), arguments, console)
        case ("suspend", 2), ("resume", 2):
            let id = arguments.operands[1]
            if arguments.operands[0] == "suspend" {
                try desk.registration.suspend(office: id, by: desk.administrator)
            } else {
                try desk.registration.resume(office: id, by: desk.administrator)
            }
            console.say("office.changed", ["id": id, "standing": try desk.records.office(id).status.rawValue])
        default:
            throw UsageError.value(
                option: name, seen: arguments.operands.joined(separator: " "),
                allowed: "add ID, change ID, license ID, show ID, list, suspend ID, resume ID")
        }
        return .done
    }

    private static func add(_ arguments: Arguments, _ desk: Desk, _ console: Console) throws {
        let word = try arguments.required("kind")
        guard let kind = OfficeKind(rawValue: word) else {
            throw UsageError.value(
                option: "kind", seen: word, allowed: OfficeKind.allCases.map(\.rawValue).joined(separator: ", "))
        }
        guard let until = try arguments.instant("licensed-until") else {
            throw UsageError.optionMissing("licensed-until")
        }
        let office = try desk.registration.addOffice(
            OfficeRegistration(
                id: arguments.operands[1], kind: kind, persianName: try arguments.required("name-fa"),
                englishName: try arguments.required("name"), profiles: arguments.all("profile"),
                licensedUntil: until, details: try OfficeView.details(arguments, before: OfficeDetails())),
            by: desk.administrator)
        console.say(
            "office.added",
            ["id": office.id, "name": office.persianName, "until": office.licensedUntil.rfc3339])
    }
}
