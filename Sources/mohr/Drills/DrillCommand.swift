// SPDX-License-Identifier: Apache-2.0
import Foundation
import Records
import Service

/// `mohr drill`: an emergency, really done on a throw-away copy, with requests going on beside it.
enum DrillCommand: Command {
    static let name = "drill"
    static let synopsis = [
        "mass-revocation|ca-compromise|responder-loss [--home DIR] [--config FILE] [--passphrase-file FILE]",
        "         [--certificates N] [--out FILE] [--record] [--keep] [--broken] [--json]",
        "slow|soak|morning [--home DIR] [--seconds N] [--rate N] [--connections N] [--untimed] [--out FILE]",
        "         [--record] [--keep] [--broken] [--json]",
        "tamper [--attacks N] [--seed N] [--home DIR] [--out FILE] [--broken] [--json]",
        "restore [--rounds N] [--seed N] [--out FILE] [--broken] [--json]",
        "plan [--config FILE] [--out FILE]",
    ]
    static let examples = [
        "mohr drill responder-loss", "mohr drill mass-revocation --certificates 285000 --out drill-2026.json",
        "mohr drill ca-compromise --home /srv/mohr-demo --record", "mohr drill slow --connections 1000 --seconds 60",
        "mohr drill soak --seconds 3600", "mohr drill morning",
        "mohr drill tamper --attacks 10000 --seed 7", "mohr drill restore --rounds 50 --seed 7",
        "mohr drill plan --out plan.md",
    ]
    static let shape = Arguments.Shape(
        operands: 1...1,
        single: [
            "config", "home", "passphrase-file", "certificates", "out", "seconds", "rate", "connections",
            "attacks", "rounds", "seed",
        ],
        flags: ["broken", "json", "keep", "record", "untimed"])

    private static let drills = [
        "mass-revocation", "ca-compromise", "responder-loss", "slow", "soak", "morning", "tamper", "restore",
    ]

    static func run(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let drill = arguments.operands[0]
        if drill == "plan" { return try plan(arguments, console) }
        guard drills.contains(drill) else {
            throw UsageError.value(
                option: name, seen: drill, allowed: (drills + ["plan"]).joined(separator: ", "))
        }
        let source = arguments["home"] == nil ? nil : try HouseArguments(arguments)
        _ = try (count(arguments), LoadTerms(drill, arguments))
        if arguments.has("record"), source == nil { throw UsageError.optionMissing("home") }
        let report = DrillReport(drill, console, isQuiet: arguments.has("json"))
        if !arguments.has("json") {
            console.say("drill.head", ["drill": drill, "home": source?.home.path ?? "–"])
        }
        do {
            try perform(drill, source, report, arguments, console)
        } catch let error as UsageError {
            throw error
        } catch let failure as CommandFailure {
            report.expect(false, failure.sentence(in: console.language))
        } catch {
            report.expect(false, RoomSentence.sentence(for: error, in: console.language) ?? "\(error)")
        }
        // Only when asked for: a line in the real house's log is the proof that the yearly test was done.
        let real = arguments.has("record") ? try source.map { try Records(of: $0.home, $0.configuration) } : nil
        defer { real?.close() }
        return try report.close(in: real, to: arguments["out"], asJSON: arguments.has("json"))
    }

    private static func perform(
        _ drill: String, _ source: HouseArguments?, _ report: DrillReport, _ arguments: Arguments, _ console: Console
    ) throws {
        let (keeps, isBroken) = (arguments.has("keep"), arguments.has("broken"))
        let home: DrillHome
        switch drill {
        case "mass-revocation":
            let count = try self.count(arguments)
            let work = try MassRevocation(source, certificates: count, console: console, keeps: keeps)
            home = work.home
            try work.drill(report, isBroken: isBroken)
        case "ca-compromise":
            let work = try AuthorityCompromise(source, console: console, keeps: keeps)
            home = work.home
            try work.drill(report, isBroken: isBroken)
        case "slow":
            let work = try SlowDrill(source, console: console, keeps: keeps)
            home = work.house.home
            try work.drill(report, LoadTerms(drill, arguments))
        case "soak":
            let work = try SoakDrill(source, console: console, keeps: keeps)
            home = work.house.home
            try work.drill(report, LoadTerms(drill, arguments))
        case "morning":
            let work = try MorningDrill(source, console: console, keeps: keeps)
            home = work.house.home
            try work.drill(report, LoadTerms(drill, arguments))
        case "tamper":
            let attacks = try number("attacks", in: 1...1_000_000, else: 200, arguments)
            let work = try TamperDrill(source, console: console, keeps: keeps)
            home = work.home
            try work.drill(
                report, attacks: attacks, seed: try seed(arguments), isBroken: isBroken,
                progress: ProgressLine(console, of: attacks))
        case "restore":
            let rounds = try number("rounds", in: 1...10_000, else: 3, arguments)
            let work = try RestoreDrill(source, console: console, keeps: keeps)
            home = work.home
            try work.drill(
                report, rounds: rounds, seed: try seed(arguments), isBroken: isBroken,
                progress: ProgressLine(console, of: rounds))
        default:
            let work = try ResponderLoss(source, console: console, keeps: keeps)
            home = work.home
            try work.drill(report, isBroken: isBroken)
        }
        if keeps, !arguments.has("json") { console.say("drill.kept", ["folder": home.home.path]) }
    }

    private static func count(_ arguments: Arguments) throws -> Int {
        guard let text = arguments["certificates"] else { return 500 }
        guard let count = Int(text), (1...2_000_000).contains(count) else {
            throw UsageError.value(option: "certificates", seen: text, allowed: "1–2000000")
        }
        return count
    }

    private static func number(
        _ name: String, in allowed: ClosedRange<Int>, else standard: Int, _ arguments: Arguments
    ) throws(UsageError) -> Int {
        guard let text = arguments[name] else { return standard }
        guard let number = Int(text), allowed.contains(number) else {
            throw .value(option: name, seen: text, allowed: "\(allowed.lowerBound)–\(allowed.upperBound)")
        }
        return number
    }

    private static func seed(_ arguments: Arguments) throws(UsageError) -> UInt64 {
        guard let text = arguments["seed"] else { return 1 }
        guard let seed = UInt64(text) else { throw .value(option: "seed", seen: text, allowed: "0–2^64-1") }
        return seed
    }

    private static func plan(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let configuration: Configuration
        if arguments["home"] != nil {
            configuration = try HouseArguments(arguments).configuration
        } else {
            configuration = try Configuration(
                reading: try arguments["config"] ?? Assets.root() + "/Config/mohr.json5")
        }
        let page = DrillPlanPage.markdown(of: configuration)
        guard let file = arguments["out"] else {
            console.say(page)
            return .done
        }
        try OutputFiles.write(Array(page.utf8), to: file)
        return .done
    }
}
