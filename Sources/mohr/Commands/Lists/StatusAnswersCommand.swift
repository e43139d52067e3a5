// SPDX-License-Identifier: Apache-2.0
import DER
import Foundation
import JSON
import PKIX
import Records
import Revocation
import Service

/// `mohr ocsp`: signs answers ahead, and gives an authority another status responder at once.
enum StatusAnswersCommand: Command {
    static let name = "ocsp"
    static let synopsis = [
        "presign --home DIR [--authority NAME] [--json]",
        "replace --home DIR --authority NAME --cause TEXT [--compromised] [--json]",
    ]
    static let examples = [
        "mohr ocsp presign --home demo",
        "mohr ocsp replace --home demo --authority health --cause 'disk lost' --compromised",
    ]
    static let shape = Arguments.Shape(
        operands: 1...1, single: ["config", "home", "passphrase-file", "authority", "cause"],
        flags: ["json", "compromised"])

    static func run(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        switch arguments.operands[0] {
        case "presign": try presign(arguments, console)
        case "replace": try replace(arguments, console)
        default:
            throw UsageError.value(option: name, seen: arguments.operands[0], allowed: "presign, replace")
        }
        return .done
    }

    private static func presign(_ arguments: Arguments, _ console: Console) throws {
        let house = try HouseArguments(arguments)
        let authority = try choice(arguments, house)
        let service = try open(house, console)
        defer { service.records.close() }
        let cores = ProcessInfo.processInfo.activeProcessorCount
        let start = ContinuousClock.now
        let stores = try service.presign(of: authority, threads: cores) { authority, done, all in
            // A line for every 65,536: enough to see that it goes on.
            guard !arguments.has("json"), done == all || done % 65_536 == 0 else { return }
            let seconds = Double((ContinuousClock.now - start).components.seconds) + 1
            console.say(
                "ocsp.progress",
                [
                    "authority": authority, "done": "\(done)", "count": "\(all)",
                    "rate": String(Int(Double(done) / seconds)),
                ])
        }
        if arguments.has("json") {
            let files = stores.map { store -> JSONValue in
                [
                    "path": .string(store.file.path), "answers": .integer(Int64(store.file.count)),
                    "thisUpdate": .string(store.file.thisUpdate.rfc3339),
                    "nextUpdate": .string(store.file.nextUpdate.rfc3339),
                ]
            }
            console.write(JSONWriter.bytes(["files": .array(files)], .indented))
        } else {
            for store in stores {
                console.say(
                    "ocsp.presigned",
                    [
                        "file": store.file.path, "count": "\(store.file.count)",
                        "until": store.file.nextUpdate.rfc3339,
                    ])
            }
        }
    }

    /// For a lost or stolen key: nothing is waited for.
    private static func replace(_ arguments: Arguments, _ console: Console) throws {
        let house = try HouseArguments(arguments)
        let cause = try arguments.required("cause")
        guard let authority = try choice(arguments, house) else { throw UsageError.optionMissing("authority") }
        let service = try open(house, console)
        defer { service.records.close() }
        let outcome = try service.replaceResponder(
            of: authority, reason: arguments.has("compromised") ? .keyCompromise : .superseded, because: cause,
            by: "console:\(NSUserName())")
        let facts = [
            "authority": authority, "serial": outcome.serialNumber.hex,
            "until": outcome.tbs.validity.notAfter.rfc3339,
        ]
        if arguments.has("json") {
            console.write(
                JSONWriter.bytes(
                    .object(facts.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) }), .indented))
        } else {
            console.say("ocsp.replaced", facts)
        }
    }

    private static func choice(_ arguments: Arguments, _ house: HouseArguments) throws -> String? {
        try arguments.choice("authority", of: house.configuration.authorities.filter(\.isOnline).map(\.name))
    }

    private static func open(_ house: HouseArguments, _ console: Console) throws -> MohrService {
        try MohrService(
            home: house.home, configuration: house.configuration, passphrase: try house.passphrase(console),
            roles: [.certificateAuthority], opening: .forOneCommand)
    }
}
