// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Foundation
import Records
import Service
import Transparency

/// `mohr log`: the audit log's head, proofs of its lines, and whether it is whole and what it was.
enum LogCommand: Command {
    static let name = "log"
    static let synopsis = [
        "checkpoint --home DIR", "prove LINE|AUTHORITY/SERIAL --home DIR --out FILE",
        "check --home DIR [--checkpoint FILE]…", "check PROOF --entry FILE --key FILE",
        "check --url URL --key FILE [--checkpoint FILE]…",
    ]
    static let examples = [
        "mohr log prove health/4d0a… --home DIR --out doctor.tlog-proof",
        "mohr log check doctor.tlog-proof --entry doctor.tlog-proof.entry --key log.vkey",
        "mohr log check --url http://ca.example --key log.vkey --checkpoint seen-last-year",
    ]
    static let shape = Arguments.Shape(
        operands: 1...2, single: ["config", "home", "passphrase-file", "out", "entry", "key", "url"],
        repeated: ["checkpoint"])

    static func run(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let act = arguments.operands.first ?? ""
        let operand = arguments.operands.dropFirst().first
        switch (act, operand) {
        case ("checkpoint", nil): return try checkpoint(arguments, console)
        case ("prove", let what?): return try prove(what, arguments, console)
        case ("check", let proof?): return try check(proof: proof, arguments, console)
        case ("check", nil):
            guard let url = arguments["url"] else { return try checkHome(arguments, console) }
            return try LogMirror(url, key: key(arguments)).check(try seen(arguments), console)
        case ("prove", nil): throw UsageError.operandCount(seen: 1, allowed: 2...2)
        default: throw UsageError.value(option: name, seen: act, allowed: "checkpoint, prove, check")
        }
    }

    /// The newest head, signed where the house has a key for it.
    private static func checkpoint(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let desk = try Desk(arguments)
        defer { desk.close() }
        let head = try desk.records.auditHead()
        console.say("log.head", ["size": "\(head.size)", "root": Hex.encode(head.rootHash)])
        guard let note = try desk.records.auditCheckpoint() else { return .done }
        console.say()
        console.write(note)
        if let out = arguments["out"] { try OutputFiles.write(note, to: out) }
        return .done
    }

    /// Writes the proof of a line, and the line.
    private static func prove(_ what: String, _ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let out = try arguments.required("out")
        let desk = try Desk(arguments)
        defer { desk.close() }
        let certificate = "certificate:\(what)"
        guard
            let index = try Int(what) ?? desk.records.auditIndex(of: AuditAct.certificateFiled, certificate),
            let line = index < 0 ? nil : try desk.records.auditLines(from: index, limit: 1).first
        else { throw CommandFailure(.input, "log.noLine", ["seen": what]) }
        guard let note = try desk.records.auditCheckpoint() else { throw CommandFailure(.input, "log.notSigned") }
        let head = try Checkpoint(try SignedNote(note).text)
        guard index < head.size else { throw CommandFailure(.unavailable, "log.notSigned") }
        let proof = LogProof(
            index: index, hashes: try desk.records.auditProof(of: index, in: head.size), checkpoint: note)
        try OutputFiles.write(proof.encoded, to: out)
        try OutputFiles.write(line.canonicalBytes, to: out + ".entry")
        console.say("log.proved", ["line": "\(index)", "size": "\(head.size)", "file": out, "entry": out + ".entry"])
        return .done
    }

    /// Checks a proof with nothing but the log's key.
    private static func check(proof file: String, _ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let entry = try InputFiles.bytes(try arguments.required("entry"), limit: 65_536)
        let key = try key(arguments)
        do throws(TransparencyError) {
            let proof = try LogProof(try bytes(file))
            let head = try proof.check(entry, by: key)
            console.say("log.included", ["line": "\(proof.index)", "size": "\(head.size)", "origin": head.origin])
            return .done
        } catch {
            return rejected(error, console)
        }
    }

    /// Computes the whole log of a home anew, and holds it against heads that were seen elsewhere.
    private static func checkHome(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let desk = try Desk(arguments)
        defer { desk.close() }
        var heads: [AuditHead] = []
        for file in arguments.all("checkpoint") {
            let path = arguments["key"] ?? desk.house.home.logKey
            let key = try NoteKey(text(path))
            do throws(TransparencyError) {
                let head = try Checkpoint.read(try bytes(file), signedBy: key)
                heads.append(AuditHead(size: head.size, rootHash: head.rootHash))
            } catch {
                return rejected(error, console)
            }
        }
        let result = try desk.records.verifyAudit(against: heads)
        guard result.findings.isEmpty else {
            console.say("log.bad", ["detail": "\(result.findings)"])
            return .rejected
        }
        console.say("log.good", ["size": "\(result.head.size)"])
        return .done
    }

    private static func seen(_ arguments: Arguments) throws -> [Checkpoint] {
        let key = try key(arguments)
        var seen: [Checkpoint] = []
        for file in arguments.all("checkpoint") { seen.append(try Checkpoint.read(try bytes(file), signedBy: key)) }
        return seen
    }

    private static func key(_ arguments: Arguments) throws -> NoteKey {
        let file = try arguments.required("key")
        do throws(TransparencyError) {
            return try NoteKey(try text(file))
        } catch {
            throw CommandFailure(.input, "log.unreadable", ["file": file, "detail": "\(error)"])
        }
    }

    private static func text(_ file: String) throws(TransparencyError) -> String {
        String(decoding: try bytes(file), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private static func bytes(_ file: String) throws(TransparencyError) -> [UInt8] {
        do throws(CommandFailure) {
            return try InputFiles.bytes(file, limit: 2 * SignedNote.maximumBytes)
        } catch {
            throw .malformed(field: "file", seen: file, allowed: "a file that can be read")
        }
    }

    static func rejected(_ error: TransparencyError, _ console: Console) -> ExitCode {
        console.say("log.rejected", ["detail": "\(error)"])
        return .rejected
    }
}
