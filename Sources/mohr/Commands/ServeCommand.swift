// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import HTTPServer
import Issuance
import PKIX
import Records
import Service
import Timestamping

/// `mohr serve`: the house behind its listeners, until SIGTERM or SIGINT.
enum ServeCommand: Command {
    static let name = "serve"
    static let synopsis = [
        "[--config FILE] --home DIR [--role all|ca|ra|va]",
        "\(Secrets.synopsis)", "[--custodian NAME=fd:N]… [--shares DIR]…",
    ]
    static let examples = [
        "mohr serve --home demo", "mohr serve --config Config/mohr.json5 --home /var/lib/mohr --role va",
    ]
    static let shape = Arguments.Shape(
        single: Secrets.options.union(["config", "home", "role"]), repeated: CustodianArguments.opening)

    static func run(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        // Before the first thread is made: every thread inherits the mask, and only this one waits for the signals.
        let signals = StopSignals()
        LastingProcess.watch()
        // Whoever read what is said here may go away; those who are served may not notice.
        signal(SIGPIPE, SIG_IGN)
        Output.mayBeLost()
        let house = try HouseArguments(arguments)
        let word = try arguments.choice("role", of: ["all", "ca", "ra", "va"]) ?? house.configuration.role ?? "all"
        let passphrase = try house.passphrase(console)
        let custodians = try CustodianArguments(arguments, console).voices
        let asked = Role.roles(named: word) ?? []
        // Logged in to once: a PIN that is wrong must not be given twice.
        let token = asked == [.registrationAuthority] ? nil : try house.token(console)
        let opening = Opening(
            house: house, word: word, asked: asked, passphrase: passphrase, custodians: custodians, token: token,
            supervisor: Supervisor())
        while true {
            let roles = try believed(asked, house, console)
            guard !roles.isEmpty else { return .unavailable }
            if let code = try serve(opening, as: roles, until: signals, console) { return code }
        }
    }

    /// What every opening of the house needs.
    private struct Opening {
        let house: HouseArguments
        let word: String
        let asked: Set<Role>
        let passphrase: Passphrase
        let custodians: CustodianVoices
        let token: PKCS11Token?
        let supervisor: Supervisor?
    }

    /// Serves the house once.
    ///
    /// - Returns: how it ended; nil when the clock is believed again and there is more to be done than was begun with.
    private static func serve(
        _ opening: Opening, as roles: Set<Role>, until signals: StopSignals, _ console: Console
    ) throws -> ExitCode? {
        let (house, word, supervisor) = (opening.house, opening.word, opening.supervisor)
        if roles.contains(.certificateAuthority) {
            try complete(house, opening.passphrase, opening.custodians, opening.token, console)
        }
        let service = try MohrService(
            home: house.home, configuration: house.configuration, passphrase: opening.passphrase,
            custodians: opening.custodians, token: opening.token, roles: roles, watched: .system,
            reached: StopPoint.fromEnvironment)
        let voice = ServiceVoice(house.configuration.monitoring, role: word, console)
        if let recovery = service.recovery { explain(recovery, voice) }
        // The first time everything is new, and nobody is surprised.
        if service.profileChanges.contains(where: { $0.old != nil }) {
            for change in service.profileChanges { tell(change, voice) }
        }
        let host = try ServiceHost(
            service, passphrase: opening.passphrase, complain: { voice.complain($0) }, answered: voice.answered,
            kernelClock: KernelClock.isSynchronised, mustEnd: { kill(getpid(), SIGTERM) })
        if let log = voice.log { service.tellDropped(by: log) }
        announce(host, house.configuration, voice)
        voice.say("serve.ready", ["role": word])
        supervisor?.tell("READY=1\nSTATUS=serving as \(word)")
        let watch = supervisor?.watch { host.secondsSinceTurn < 60 }
        let isToEnd = wait(for: signals, orUntil: roles == opening.asked ? nil : { service.isClockBelieved })
        watch?.stop()
        if isToEnd { supervisor?.tell("STOPPING=1") }
        voice.say("serve.stopping", [:])
        let isDrained = host.stop()
        voice.say(isDrained ? "serve.stopped" : "serve.cut", [:])
        voice.close()
        guard isToEnd else { return nil }
        // What did not reach the disk is known by reading it back, in another process.
        return service.records.mustRestart ? .unavailable : .done
    }

    /// Waits until the process is to end, or everything that was asked for can be served.
    ///
    /// - Returns: whether it is to end.
    private static func wait(for signals: StopSignals, orUntil canServeAll: (() -> Bool)?) -> Bool {
        guard let canServeAll else {
            signals.wait()
            return true
        }
        while !signals.wait(seconds: 1) { if canServeAll() { return false } }
        return true
    }

    private static func announce(_ host: ServiceHost, _ configuration: Configuration, _ voice: ServiceVoice) {
        if let listener = host.publicListener {
            voice.say("serve.public", ["address": configuration.publicListener.address, "port": "\(listener.port)"])
        }
        if let listener = host.officeListener {
            voice.say("serve.office", ["address": configuration.officeListener.address, "port": "\(listener.port)"])
        }
        if let listener = host.holdersListener, let plan = configuration.holdersListener {
            voice.say("serve.holders", ["address": plan.address, "port": "\(listener.port)"])
        }
    }

    /// What may be done by the clock: when it is far ahead of everything on record, only what needs no writing.
    private static func believed(_ asked: Set<Role>, _ house: HouseArguments, _ console: Console) throws -> Set<Role> {
        let records = try Records(of: house.home, house.configuration)
        defer { records.close() }
        let pause = house.configuration.timestamps.maximumPauseSeconds
        let trouble = try ClockWatch.trouble(atStartOf: records, pause: pause, now: .now())
        guard let trouble else { return asked }
        if let sentence = RoomSentence.sentence(for: trouble, in: console.language) { console.complain(sentence) }
        return asked.intersection([.validationAuthority])
    }

    /// Certifies the responders and the listener of a house that ceremonies have just made.
    private static func complete(
        _ house: HouseArguments, _ passphrase: Passphrase, _ custodians: CustodianVoices, _ token: PKCS11Token?,
        _ console: Console
    ) throws {
        let founding = try Founding(
            home: house.home, configuration: house.configuration, passphrase: passphrase,
            custodians: custodians, token: token)
        defer { founding.close() }
        for name in try founding.completeServices() { console.say("serve.certified", ["name": name]) }
    }

    /// Tells which rules are not those of the last time; their lines are in the audit log.
    private static func tell(_ change: ProfileChange, _ voice: ServiceVoice) {
        let (old, new) = (change.old.map { Hex.encode($0) }, change.new.map { Hex.encode($0) })
        let key = old == nil ? "serve.profile.new" : new == nil ? "serve.profile.gone" : "serve.profile.changed"
        voice.say(key, ["name": change.name, "old": old ?? "–", "new": new ?? "–"])
    }

    /// Tells what an interrupted run left behind.
    private static func explain(_ recovery: RecoveryReport, _ voice: ServiceVoice) {
        for closed in recovery.closed {
            voice.say(
                closed.mayBeSigned ? "serve.recovered.revoked" : "serve.recovered.abandoned",
                [
                    "serial": closed.reference.serial.hex, "authority": closed.reference.authority,
                    "state": closed.reached.rawValue, "application": closed.application ?? "–",
                ])
        }
    }
}
