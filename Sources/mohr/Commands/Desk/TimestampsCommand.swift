// SPDX-License-Identifier: Apache-2.0
import DER
import Enrollment
import PKIX
import Records
import Service
import Timestamping

/// `mohr timestamps`: the time-stamping unit, and its clock after a jump.
enum TimestampsCommand: Command {
    static let name = "timestamps"
    static let synopsis = ["show --home DIR [--json]", "confirm --home DIR"]
    static let examples = ["mohr timestamps show --home DIR", "mohr timestamps confirm --home DIR"]
    static let shape = Arguments.Shape(
        operands: 1...1, single: ["config", "home", "passphrase-file"], flags: ["json"])

    static func run(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let desk = try Desk(arguments)
        defer { desk.close() }
        switch arguments.operands[0] {
        case "show": try show(desk, arguments, console)
        case "confirm":
            try desk.records.confirmClock(
                of: Home.timestampUnit, by: desk.administrator.actor, at: FineClock.system.now())
            console.say("cli.timestamps.confirmed", ["now": Instant.now().rfc3339])
        default:
            throw UsageError.value(option: name, seen: arguments.operands[0], allowed: "show, confirm")
        }
        return .done
    }

    private static func show(_ desk: Desk, _ arguments: Arguments, _ console: Console) throws {
        let file = desk.house.home.certificate(Home.timestampUnit)
        guard let certificate = try InputFiles.certificates(file).first else {
            throw CommandFailure(.input, "cli.file.missing", ["file": file])
        }
        let mark = try desk.records.timestampMark(of: Home.timestampUnit).map {
            Instant(secondsSince1970: $0 / 1_000_000).rfc3339
        }
        if arguments.has("json") {
            let value: JSONValue = [
                "unit": .string(Home.timestampUnit), "serialNumber": .string(certificate.serialNumber.hex),
                "notAfter": .string(certificate.validity.notAfter.rfc3339), "mark": JSONValue(mark),
            ]
            console.write(JSONWriter.bytes(value, .indented))
            return
        }
        console.say(
            "cli.timestamps.shown",
            [
                "name": Home.timestampUnit, "serial": certificate.serialNumber.hex,
                "until": certificate.validity.notAfter.rfc3339, "mark": mark ?? "–",
            ])
    }
}
