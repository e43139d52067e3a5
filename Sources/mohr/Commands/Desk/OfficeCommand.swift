// SPDX-License-Identifier: Apache-2.0
import DER
import Enrollment
import Records
import Service

/// `mohr office`: adds, lists, suspends and resumes registration offices.
enum OfficeCommand: Command {
    static let name = "office"
    static let synopsis = [
        "add ID --home DIR --kind KIND --name-fa NAME --name NAME --profile P… --licensed-until T",
        "list --home DIR", "suspend|resume ID --home DIR",
    ]
    static let examples = [
        "mohr office add medical-council-yazd --home DIR --kind medicalCouncil --name-fa 'نظام پزشکی یزد'"
            + " --name 'Medical Council of Yazd' --profile doctor-signing --licensed-until 2028-03-19T20:30:00Z",
        "mohr office list --home DIR",
    ]
    static let shape = Arguments.Shape(
        operands: 1...2,
        single: ["config", "home", "passphrase-file", "kind", "name-fa", "name", "licensed-until"],
        repeated: ["profile"])

    static func run(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let desk = try Desk(arguments)
        defer { desk.close() }
        switch (arguments.operands[0], arguments.operands.count) {
        case ("add", 2): try add(arguments, desk, console)
        case ("list", 1):
            for office in try desk.records.offices() {
                console.say(
                    "office.line",
                    [
                        "id": office.id, "kind": office.kind, "name": office.englishName,
                        "standing": office.status.rawValue, "until": office.licensedUntil.rfc3339,
                        "profiles": office.profiles.joined(separator: ","),
                    ])
            }
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
                allowed: "add ID, list, suspend ID, resume ID")
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
                licensedUntil: until),
            by: desk.administrator)
        console.say(
            "office.added",
            ["id": office.id, "name": office.persianName, "until": office.licensedUntil.rfc3339])
    }
}
