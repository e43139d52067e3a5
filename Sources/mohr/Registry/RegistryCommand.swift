// SPDX-License-Identifier: Apache-2.0
import Enrollment
import Foundation
import HTTPServer
import Identity
import JSON
import Records
import Service

/// `mohr registry`: a licence and civil register to try a house with, and what the configured one says.
enum RegistryCommand: Command {
    static let name = "registry"
    static let synopsis = [
        "simulate --file FILE [--address A] [--port N] [--mode MODE] [--mode-file FILE] [--delay MILLISECONDS]",
        "ask civil|licence NUMBER --profile P --home DIR [--json]",
    ]
    static let examples = [
        "mohr registry simulate --file entries.ndjson --port 8090",
        "mohr registry simulate --file entries.ndjson --port 8090 --mode slow --delay 5000",
        "mohr registry ask licence 12345 --profile doctor-signing --home DIR",
    ]
    static let shape = Arguments.Shape(
        operands: 1...3,
        single: [
            "config", "home", "passphrase-file", "file", "address", "port", "mode", "mode-file", "delay", "profile",
        ], flags: ["json"])

    static func run(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        switch (arguments.operands[0], arguments.operands.count) {
        case ("simulate", 1): return try simulate(arguments, console)
        case ("ask", 3): return try ask(arguments, console)
        default:
            throw UsageError.value(
                option: name, seen: arguments.operands.joined(separator: " "),
                allowed: "simulate, ask civil NUMBER, ask licence NUMBER")
        }
    }

    private static func simulate(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let file = try arguments.required("file")
        _ = try InputFiles.bytes(file)
        let word = arguments["mode"] ?? SimulatedRegistry.Mode.normal.rawValue
        guard let mode = SimulatedRegistry.Mode(rawValue: word) else {
            throw UsageError.value(
                option: "mode", seen: word,
                allowed: SimulatedRegistry.Mode.allCases.map(\.rawValue).joined(separator: ", "))
        }
        let registry = SimulatedRegistry(
            file: file, mode: mode, modeFile: arguments["mode-file"],
            delayMilliseconds: try number("delay", arguments, 1...60_000) ?? 5_000)
        let address = arguments["address"] ?? "127.0.0.1"
        var configuration = ServerConfiguration(
            address: address, port: try number("port", arguments, 0...65_535) ?? 0)
        configuration.bodyLimit = { _, _ in 16_384 }
        let signals = StopSignals()
        let server = HTTPServer(configuration) { registry.answer($0) }
        do throws(HTTPServerError) {
            try server.start()
        } catch {
            throw ServiceError.listener(address: address, port: configuration.port, error)
        }
        console.say("cli.registry.serves", ["url": "http://\(address):\(server.port)", "mode": mode.rawValue])
        signals.wait()
        _ = server.stop(drainSeconds: 1)
        return .done
    }

    private static func number(
        _ option: String, _ arguments: Arguments, _ allowed: ClosedRange<Int>
    ) throws(UsageError) -> Int? {
        guard let text = arguments[option] else { return nil }
        guard let number = Int(text), allowed.contains(number) else {
            throw .value(option: option, seen: text, allowed: "\(allowed.lowerBound)–\(allowed.upperBound)")
        }
        return number
    }

    /// Asks the register that the configuration names; nothing is put on record.
    private static func ask(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let (word, number) = (arguments.operands[1], arguments.operands[2])
        guard let kind = RegistryKind(rawValue: word) else {
            throw UsageError.value(
                option: name, seen: word, allowed: RegistryKind.allCases.map(\.rawValue).joined(separator: ", "))
        }
        let house = try HouseArguments(arguments)
        let service = try MohrService(
            home: house.home, configuration: house.configuration, passphrase: nil, roles: [.registrationAuthority],
            opening: .forOneCommand)
        defer { service.records.close() }
        guard let registry = service.registration.registry, registry.registries.contains(kind) else {
            throw CommandFailure(.notAllowed, "cli.registry.none", ["registry": word])
        }
        let question = RegistryQuestion(
            registry: kind, number: Personal(PersianText.asciiDigits(number)),
            profile: try arguments.required("profile"))
        let entry: RegistryEntry?
        do throws(RegistryFailure) {
            entry = try registry.entry(for: question)
        } catch {
            switch error {
            case .timedOut(let allowed):
                throw CommandFailure(.unavailable, "cli.registry.timedOut", ["allowed": "\(allowed)"])
            case .unavailable(let cause):
                throw CommandFailure(.unavailable, "cli.registry.unavailable", ["cause": cause])
            }
        }
        return tell(entry, arguments, console)
    }

    private static func tell(_ entry: RegistryEntry?, _ arguments: Arguments, _ console: Console) -> ExitCode {
        if arguments.has("json") {
            let fields = entry.map { entry in
                JSONValue.object(
                    FormField.allCases.compactMap { field in
                        entry.fields[field].map { .init(field.rawValue, .string($0)) }
                    })
            }
            console.write(
                JSONWriter.bytes([
                    "known": .boolean(entry != nil), "status": JSONValue(entry?.status), "fields": fields ?? .null,
                ]) + [0x0A])
        } else if let entry {
            console.say("cli.registry.entry", ["status": entry.status])
            for field in FormField.allCases {
                guard let text = entry.fields[field] else { continue }
                console.say("  \(field.rawValue): \(text)")
            }
        } else {
            console.say("cli.registry.unknown", [:])
        }
        guard let entry else { return .rejected }
        return entry.status == RegistryEntry.inForce ? .done : .rejected
    }
}
