// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Foundation
import PKIX
import Records
import Service

/// The one program: finds the command, runs it, and turns whatever comes out into an exit code and a sentence.
enum Program {
    /// Every command, in the order that help lists them.
    static let commands: [any Command.Type] = [
        DemoCommand.self, ServeCommand.self, CeremonyCommand.self, SignCommand.self, VerifyCommand.self,
        ReceiptCommand.self,
        PathCommand.self, ApplyCommand.self, ApproveCommand.self, CollectCommand.self, OutboxCommand.self,
        OfficeCommand.self, OfficerCommand.self, CertificateCommand.self, ImportCommand.self, RegistryCommand.self,
        RenewCommand.self,
        ReplaceCommand.self, KeyCommand.self,
        LogCommand.self, BackupCommand.self, RestoreCommand.self, FsckCommand.self, DatabaseCommand.self,
        TimestampsCommand.self,
        ProfessionCommand.self,
        CampaignCommand.self, DrillCommand.self,
        RevocationListCommand.self, StatusAnswersCommand.self,
        ObserveCommand.self, PracticeCommand.self, ControlsCommand.self,
        BenchCommand.self,
    ]

    /// Runs one command line.
    ///
    /// - Parameter words: the arguments without the program's own name.
    /// - Returns: what the process must exit with.
    static func run(_ words: [String]) -> ExitCode {
        let console = Console()
        guard let name = words.first else {
            HelpText.overview(console)
            return .usage
        }
        if name == "help" || name == "--help" || name == "-h" {
            return help(words.dropFirst().first, console)
        }
        if name == "completion" {
            return Completion.write(for: words.dropFirst().first, console)
        }
        guard let command = commands.first(where: { $0.name == name }) else {
            return report(.unknownCommand(name), console)
        }
        if words.dropFirst().contains("--help") { return help(name, console) }
        do {
            let arguments = try Arguments(words.dropFirst(), command.shape)
            return try command.run(arguments, console)
        } catch let error as UsageError {
            return report(error, console)
        } catch let failure as CommandFailure {
            console.complain(failure.sentence(in: console.language))
            return failure.exitCode
        } catch {
            return report(error, console)
        }
    }

    /// What a room refused or failed at, in words; an error of no room is our fault and says so.
    private static func report(_ error: any Error, _ console: Console) -> ExitCode {
        guard let sentence = RoomSentence.sentence(for: error, in: console.language) else {
            console.complain(Catalogue.sentence("cli.fault", ["detail": "\(error)"], in: console.language))
            return .fault
        }
        console.complain(sentence)
        return switch error {
        case let error as CareError: error.isOperators ? .input : .unavailable
        case ServiceError.records(.locked): .notAllowed
        case let error as ServiceError: error.isOperators ? .input : .unavailable
        case let error as RecordsError: error.storeFault == nil ? .notAllowed : .unavailable
        case CryptographyError.token(let fault) where fault.isPassing: .unavailable
        case is PKIXError, is CryptographyError: .input
        default: .notAllowed
        }
    }

    private static func help(_ name: String?, _ console: Console) -> ExitCode {
        guard let name else {
            HelpText.overview(console)
            return .done
        }
        guard let command = commands.first(where: { $0.name == name }) else {
            return report(.unknownCommand(name), console)
        }
        HelpText.page(of: command, console)
        return .done
    }

    private static func report(_ error: UsageError, _ console: Console) -> ExitCode {
        let (key, facts) = error.sentenceKey
        console.complain(Catalogue.sentence(key, facts, in: console.language))
        return .usage
    }
}
