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
        "check --home DIR [--checkpoint FILE]… [--crl FILE]…",
        "check PROOF --key FILE [--entry FILE] [--certificate FILE]",
        "check --url URL --key FILE [--checkpoint FILE]… [--crl FILE]… [--issuer FILE]…",
    ]
    static let examples = [
        "mohr log prove health/4d0a… --home DIR --out doctor.tlog-proof",
        "mohr log check doctor.tlog-proof --key log.vkey --certificate doctor.pem",
        "mohr log check --url http://ca.example --key log.vkey --checkpoint seen-last-year",
        "mohr log check --home DIR --crl health-of-last-year.crl",
    ]
    static let shape = Arguments.Shape(
        operands: 1...2, single: ["config", "home", "passphrase-file", "out", "entry", "key", "url", "certificate"],
        repeated: ["checkpoint", "crl", "issuer"])

    static func run(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let act = arguments.operands.first ?? ""
        let operand = arguments.operands.dropFirst().first
        switch (act, operand) {
        case ("checkpoint", nil): return try checkpoint(arguments, console)
        case ("prove", let what?): return try prove(what, arguments, console)
        case ("check", let proof?): return try ProofCheck.run(proof, arguments, console)
        case ("check", nil):
            guard let url = arguments["url"] else { return try HomeLogCheck.run(arguments, console) }
            let key = try key(try arguments.required("key"))
            let seen =
                try heads(in: arguments.all("checkpoint"), signedBy: key)
                + MirroredLists.heads(in: arguments, origin: key.name)
            return try LogMirror(url, key: key).check(seen, console)
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
            index: index, hashes: try desk.records.auditProof(of: index, in: head.size), checkpoint: note,
            extra: line.canonicalBytes)
        try OutputFiles.write(proof.encoded, to: out)
        try OutputFiles.write(line.canonicalBytes, to: out + ".entry")
        console.say("log.proved", ["line": "\(index)", "size": "\(head.size)", "file": out, "entry": out + ".entry"])
        return .done
    }

    /// The heads that a command line names, each signed by the log.
    static func heads(in files: [String], signedBy key: NoteKey) throws -> [Checkpoint] {
        try files.map { file in
            let bytes = try bytes(file)
            do throws(TransparencyError) {
                return try Checkpoint.read(bytes, signedBy: key)
            } catch {
                throw CommandFailure(.rejected, "log.unreadable", ["file": file], cause: error)
            }
        }
    }

    /// A log's public key.
    static func key(_ file: String) throws -> NoteKey {
        let bytes = try bytes(file)
        do throws(TransparencyError) {
            return try NoteKey(String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines))
        } catch {
            throw CommandFailure(.input, "log.unreadable", ["file": file], cause: error)
        }
    }

    static func bytes(_ file: String) throws(CommandFailure) -> [UInt8] {
        try InputFiles.bytes(file, limit: 2 * SignedNote.maximumBytes)
    }

    static func rejected(_ error: TransparencyError, _ console: Console) -> ExitCode {
        console.say("log.rejected", ["cause": RoomSentence.sentence(for: error, in: console.language) ?? "\(error)"])
        return .rejected
    }
}
