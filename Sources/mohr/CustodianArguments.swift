// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Foundation
import Issuance
import Service

/// Custodians as a command line names them: `--custodian NAME=fd:N`, `NAME=FILE`, or `NAME` alone, who is asked at the
/// terminal.
///
/// `AUTHORITY/NAME` is meant for that authority's key only. A passphrase itself is never an argument.
struct CustodianArguments {
    /// Options of every command that opens a key which custodians may hold.
    static let opening: Set<String> = ["custodian", "shares"]

    private struct Entry {
        let authority: String?
        let id: String
        /// `nil`: asked at the terminal.
        let passphrase: Passphrase?
    }

    private let openers: [Entry]
    private let sealers: [Entry]
    private let folders: [String]
    private let console: Console

    /// Reads the passphrases that files and descriptors hold.
    ///
    /// - Throws: ``UsageError``, ``CommandFailure``.
    init(_ arguments: Arguments, _ console: Console) throws {
        openers = try arguments.all("custodian").map { try Self.entry($0, "custodian") }
        sealers = try arguments.all("new-custodian").map { try Self.entry($0, "new-custodian") }
        folders = arguments.all("shares")
        self.console = console
    }

    /// The custodians' voices: what was given, and the terminal for whoever was not.
    var voices: CustodianVoices {
        let (openers, sealers, console) = (openers, sealers, console)
        return CustodianVoices(
            folders: folders,
            opening: { set in
                var answers = Self.answers(openers, set.authority, console)
                // Whoever is there is asked until there are enough; who is not leaves the line empty.
                for holder in set.holders where answers.count < set.threshold {
                    guard !answers.contains(where: { $0.id == holder.id }),
                        let passphrase = Self.ask(holder.id, holder.name, set.authority, "cli.custodian.ask", console)
                    else { continue }
                    answers.append(CustodianVoices.Answer(id: holder.id, passphrase: passphrase))
                }
                return answers
            },
            sealing: { authority, plan in
                var answers = Self.answers(sealers, authority, console)
                for custodian in plan.custodians where !answers.contains(where: { $0.id == custodian.id }) {
                    guard
                        let passphrase = Self.ask(
                            custodian.id, custodian.name, authority, "cli.custodian.choose", console)
                    else { continue }
                    answers.append(CustodianVoices.Answer(id: custodian.id, passphrase: passphrase))
                }
                return answers
            })
    }

    private static func answers(
        _ entries: [Entry], _ authority: String, _ console: Console
    ) -> [CustodianVoices.Answer] {
        entries.filter { $0.authority == nil || $0.authority == authority }.compactMap { entry in
            let passphrase = entry.passphrase ?? ask(entry.id, entry.id, authority, "cli.custodian.ask", console)
            return passphrase.map { CustodianVoices.Answer(id: entry.id, passphrase: $0) }
        }
    }

    private static func ask(
        _ id: String, _ name: String, _ authority: String, _ key: String, _ console: Console
    ) -> Passphrase? {
        if let known = asked.passphrase(authority, id, key) { return known }
        let facts = ["id": id, "name": name, "authority": authority]
        let passphrase = try? PassphrasePrompt.ask(console, key, facts)
        guard let passphrase, !passphrase.isEmpty else { return nil }
        asked.keep(passphrase, authority, id, key)
        return passphrase
    }

    private static let asked = Asked()

    private static func entry(_ word: String, _ option: String) throws -> Entry {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let names = (parts.first ?? "").split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard let id = names.last, !id.isEmpty, names.count <= 2 else {
            throw UsageError.value(option: option, seen: word, allowed: "NAME, NAME=FILE, NAME=fd:N")
        }
        let passphrase = parts.count == 2 ? try read(parts[1], word, option) : nil
        return Entry(authority: names.count == 2 ? names.first : nil, id: id, passphrase: passphrase)
    }

    private static func read(_ source: String, _ word: String, _ option: String) throws -> Passphrase {
        guard source.hasPrefix("fd:") else {
            return Passphrase(fileContents: try InputFiles.bytes(source, limit: 4_096))
        }
        guard let number = Int32(source.dropFirst(3)), number >= 0, fcntl(number, F_GETFD) != -1 else {
            throw UsageError.value(option: option, seen: word, allowed: "NAME=fd:N, an open descriptor")
        }
        let bytes = try FileHandle(fileDescriptor: number, closeOnDealloc: false).read(upToCount: 4_096) ?? Data()
        return Passphrase(fileContents: Array(bytes))
    }
}

/// What custodians said already: nobody is asked twice in one run.
private final class Asked: @unchecked Sendable {
    private let lock = NSLock()
    private var passphrases: [[String]: Passphrase] = [:]

    func passphrase(_ words: String...) -> Passphrase? { lock.withLock { passphrases[words] } }

    func keep(_ passphrase: Passphrase, _ words: String...) { lock.withLock { passphrases[words] = passphrase } }
}
