// SPDX-License-Identifier: Apache-2.0
import Containers
import Cryptography
import Foundation
import MohrSigning
import MohrValidation
import PKIX
import Service

/// What `mohr verify` does with evidence packs: writes one, and repeats what is in one.
enum EvidenceWork {
    static let options: Set<String> = ["evidence", "seal-key", "seal-certificate", "passphrase-file", "passphrase-fd"]

    /// Writes the pack that was asked for.
    ///
    /// - Throws: ``UsageError``, ``CommandFailure``.
    static func write(_ inputs: VerificationInputs, _ arguments: Arguments, _ console: Console) throws {
        guard let path = arguments["evidence"] else {
            guard arguments["seal-key"] == nil, arguments["seal-certificate"] == nil else {
                throw CommandFailure(.usage, "pack.sealIncomplete")
            }
            return
        }
        let seal = try seal(arguments)
        let pack: [UInt8]
        do throws(EvidencePack.Failure) {
            pack = try EvidencePack.make(of: inputs, seal: seal)
        } catch {
            let cause: any Error =
                switch error {
                case .material(let error): error
                case .feed(_, let error): error
                case .seal(let error): error
                case .container(let error): error
                }
            throw CommandFailure(.input, "pack.notMade", cause: cause)
        }
        try OutputFiles.write(pack, to: path)
        console.note(Catalogue.sentence("pack.written", ["file": path], in: console.language))
    }

    /// Repeats a pack's verdict, or judges its evidence anew.
    static func judge(_ bytes: [UInt8], _ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let anchors = try InputFiles.certificates(in: arguments.all("anchor"))
        let purpose = try arguments.choice("purpose", of: StandardPolicies.purposes)
        let verdict = PackVerdict(
            OpenedPack(reading: bytes, trusting: anchors), trusting: anchors,
            at: try arguments.instant("at").map { ReferenceTime($0, .caller) },
            policy: purpose.map { StandardPolicies.policy(for: $0) })
        let language = console.language
        if arguments.has("json") {
            console.write(JSONWriter.bytes(verdict.json, .indented))
            // What is said beside a report must not stand in it.
            if verdict.standsAlone { verdict.lines(in: language).forEach { console.note($0) } }
            return verdict.decision.exitCode
        }
        if verdict.pack.isWhole, let report = verdict.report {
            if verdict.decision != report.decision {
                console.say("pack.undecided", [:])
            }
            ReportText.lines(of: report, in: language).forEach { console.say($0) }
        }
        verdict.lines(in: language).forEach { console.say($0) }
        return verdict.decision.exitCode
    }

    /// Whoever is named on the command line, or nobody.
    private static func seal(_ arguments: Arguments) throws -> PackSeal {
        guard let key = arguments["seal-key"], let certificate = arguments["seal-certificate"] else {
            guard arguments["seal-key"] == nil, arguments["seal-certificate"] == nil else {
                throw CommandFailure(.usage, "pack.sealIncomplete")
            }
            return .thrownAway
        }
        let pem = try InputFiles.bytes(key, limit: 65_536)
        let certificates = try InputFiles.bytes(certificate, limit: 1_048_576)
        let passphrase = try Secrets.given("passphrase", arguments)
        do throws(SigningError) {
            return .token(try FileToken(keyPEM: pem, passphrase: passphrase, certificates: certificates))
        } catch {
            throw CommandFailure(.input, "pack.notMade", cause: error)
        }
    }
}

extension Decision {
    /// What a command that gives a verdict ends with.
    var exitCode: ExitCode {
        switch self {
        case .accept: .done
        case .reject: .rejected
        case .cannotDecide: .undecided
        }
    }
}
