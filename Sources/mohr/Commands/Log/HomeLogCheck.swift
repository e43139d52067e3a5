// SPDX-License-Identifier: Apache-2.0
import PKIX
import Records
import Revocation
import Service
import Transparency

/// `mohr log check --home`: the whole log computed anew, and held against what was seen of it elsewhere.
enum HomeLogCheck {
    static func run(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let desk = try Desk(arguments)
        defer { desk.close() }
        let kept = try SeenHeads(desk.house.home, desk.records)
        var heads = kept.heads
        if !arguments.all("checkpoint").isEmpty {
            let key = try LogCommand.key(arguments["key"] ?? desk.house.home.logKey)
            heads += try LogCommand.heads(in: arguments.all("checkpoint"), signedBy: key).map {
                AuditHead(size: $0.size, rootHash: $0.rootHash)
            }
        }
        var complaints = (kept.flaw.map { [$0] } ?? []).map {
            Catalogue.sentence("log.head.\($0.rawValue)", in: console.language)
        }
        for file in arguments.all("crl") {
            let seen = try SeenList.read(file, in: desk.records)
            guard let head = seen.head else { throw CommandFailure(.input, "log.list.bare", ["file": file]) }
            heads.append(head)
            let newest = try desk.records.newestList(of: seen.authority, scope: seen.scope)?.number ?? 0
            if seen.number > newest {
                complaints.append(
                    Catalogue.sentence(
                        "log.list.ahead",
                        [
                            "file": file, "seen": "\(seen.number)", "list": "\(seen.authority)/\(seen.scope)",
                            "newest": "\(newest)",
                        ], in: console.language))
            }
        }
        let result = try desk.records.verifyAudit(against: heads)
        if !result.findings.isEmpty {
            let told = result.findings.prefix(5).map { $0.sentence(in: console.language) }
            complaints.append(
                Catalogue.sentence(
                    "log.bad", ["detail": told.joined(separator: console.language == .persian ? "؛ " : "; ")],
                    in: console.language))
        }
        complaints.forEach { console.say($0) }
        guard complaints.isEmpty else { return .rejected }
        console.say("log.good", ["size": "\(result.head.size)"])
        return .done
    }
}

extension SeenList {
    /// A file as one of a house's lists.
    static func read(_ file: String, in records: Records) throws -> SeenList {
        let list = try InputFiles.keptList(file)
        do throws(RevocationError) {
            return try SeenList(list, in: records)
        } catch .listUnverified {
            throw CommandFailure(.input, "log.list.foreign", ["file": file])
        }
    }
}

extension InputFiles {
    /// A list of any length.
    static func keptList(_ file: String) throws(CommandFailure) -> CertificateList {
        let bytes = try bytes(file, limit: 256 * 1_048_576)
        do throws(PKIXError) {
            return try CertificateList(derOrPEM: bytes)
        } catch {
            throw CommandFailure(.input, "cli.file.revocationList", ["file": file], cause: error)
        }
    }
}

extension AuditVerification.Finding {
    /// What was found, in words.
    func sentence(in language: Language) -> String {
        let (name, facts) = told
        return Catalogue.sentence("log.finding.\(name)", facts, in: language)
    }

    private var told: (String, [String: String]) {
        switch self {
        case .lineAltered(let line): ("lineAltered", ["line": "\(line)"])
        case .linesMissing(let from, let before): ("linesMissing", ["from": "\(from)", "before": "\(before - 1)"])
        case .nodeAltered(let level, let number): ("nodeAltered", ["level": "\(level)", "number": "\(number)"])
        case .headDamaged: ("headDamaged", [:])
        case .headDiffers: ("headDiffers", [:])
        case .shorterThanSeen(let head, let size): ("shorterThanSeen", ["size": "\(size)", "seen": "\(head.size)"])
        case .differsFromSeen(let head, _): ("differsFromSeen", ["seen": "\(head.size)"])
        }
    }
}
