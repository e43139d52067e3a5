// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import Foundation
import Identity
import JSON
import PKIX
import Records
import Service

/// `mohr officer`: takes officers in with a certificate for the key they bring, lists and suspends them.
enum OfficerCommand: Command {
    static let name = "officer"
    static let synopsis = [
        "add ID --home DIR --office ID --role ROLE --given-fa N --surname-fa N --name-latin N --national-id N",
        "       --request FILE.csr --authority health|trade --out FILE.pem", "list OFFICE --home DIR [--json]",
        "suspend|resume ID --home DIR",
        "delegate ID --to ID --home DIR --from T --until T --because TEXT", "deputies OFFICE --home DIR [--json]",
        "undelegate NUMBER --home DIR",
        "sign STATEMENT --key FILE [--passphrase-file F] [--out FILE] [--json]",
    ]
    static let examples = [
        "openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -keyout officer.key -subj '/CN=officer' -out officer.csr",
        "mohr officer add yazd-1 --home DIR --office medical-council-yazd --role enterer --given-fa نرگس --surname-fa نمونه"
            + " --name-latin 'Narges Nemouneh' --national-id 9990000034 --request officer.csr --authority health"
            + " --out officer.pem",
        "mohr officer sign statement.txt --key officer.key",
    ]
    static let shape = Arguments.Shape(
        operands: 2...2,
        single: [
            "config", "home", "passphrase-file", "passphrase-fd", "pin-file", "pin-fd", "office", "role", "given-fa",
            "surname-fa", "name-latin",
            "national-id",
            "request", "authority", "out", "key", "to", "from", "until", "because",
        ], flags: ["json"])

    static func run(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let id = arguments.operands[1]
        // Acts on officers have nothing to tell programs but that they were done.
        if ["add", "suspend", "resume", "delegate", "undelegate"].contains(arguments.operands[0]), arguments.has("json")
        {
            throw UsageError.value(option: "json", seen: arguments.operands[0], allowed: "list, sign")
        }
        if arguments.operands[0] == "add" { return try add(id, arguments, console) }
        if arguments.operands[0] == "sign" { return try StatementSigning.sign(id, arguments, console) }
        let desk = try Desk(arguments)
        defer { desk.close() }
        switch arguments.operands[0] {
        case "list":
            for officer in try desk.records.officers(of: id) {
                guard !arguments.has("json") else {
                    console.write(JSONWriter.bytes(Self.value(of: officer)) + [0x0A])
                    continue
                }
                console.say(
                    "officer.line",
                    [
                        "id": officer.id, "role": officer.role.rawValue, "standing": officer.status.rawValue,
                        "certificate": officer.certificateSHA256.map { Hex.encode($0) } ?? "–",
                    ])
            }
        case "suspend", "resume":
            if arguments.operands[0] == "suspend" {
                try desk.registration.suspend(officer: id, by: desk.administrator)
            } else {
                try desk.registration.resume(officer: id, by: desk.administrator)
            }
            console.say("officer.changed", ["id": id, "standing": try desk.records.officer(id).status.rawValue])
        case "delegate", "deputies", "undelegate":
            try DelegationWork.run(id, arguments, desk, console)
        default:
            throw UsageError.value(
                option: name, seen: arguments.operands[0],
                allowed:
                    "add ID, list OFFICE, suspend ID, resume ID, delegate ID, deputies OFFICE, undelegate NUMBER, sign STATEMENT"
            )
        }
        return .done
    }

    /// An officer, for programs: one line each.
    private static func value(of officer: OfficerRecord) -> JSONValue {
        [
            "officer": .string(officer.id), "office": .string(officer.office), "role": .string(officer.role.rawValue),
            "standing": .string(officer.status.rawValue),
            "certificate": JSONValue(officer.certificateSHA256.map { Hex.encode($0) }),
        ]
    }

    /// Certifies: needs the authority's key, so the whole house is opened.
    private static func add(_ id: String, _ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let word = try arguments.required("role")
        guard let role = OfficerRecord.Role(rawValue: word) else {
            throw UsageError.value(
                option: "role", seen: word,
                allowed: OfficerRecord.Role.allCases.map(\.rawValue).joined(separator: ", "))
        }
        let (given, surname) = (try arguments.required("given-fa"), try arguments.required("surname-fa"))
        let request = try CertificationRequest(derOrPEM: try InputFiles.bytes(try arguments.required("request")))
        let out = try arguments.required("out")
        let house = try HouseArguments(arguments)
        let service = try MohrService(
            home: house.home, configuration: house.configuration, passphrase: try house.passphrase(console),
            token: try house.token(console), roles: [.certificateAuthority], opening: .forOneCommand)
        defer { service.records.close() }
        let certificate = try service.enlist(
            OfficerRegistration(
                id: id, office: try arguments.required("office"),
                name: try PersianName(checking: "\(given) \(surname)"),
                nationalID: try NationalID(checking: try arguments.required("national-id")), role: role),
            names: OfficerNames(
                givenName: try PersianName(checking: given), surname: try PersianName(checking: surname),
                latin: try LatinName(checking: try arguments.required("name-latin"))),
            request: request, by: try arguments.required("authority"), administrator: .console(NSUserName()))
        try Data(certificate.pem).write(to: URL(fileURLWithPath: out))
        console.say("officer.added", ["id": id, "file": out])
        return .done
    }
}
