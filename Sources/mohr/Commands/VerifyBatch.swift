// SPDX-License-Identifier: Apache-2.0
import Dispatch
import Foundation
import MohrValidation
import Service

/// `mohr verify FILE.ndjson --batch`: the same lines in and out as `POST /v1/verifications/batch`, by what is given.
///
/// With `--out` it goes on where an earlier run was interrupted: the last whole answer says at which line.
struct VerifyBatch {
    /// Bytes of a line; as large as a request in JSON.
    private static let lineLimit = 23 * 1_048_576
    private static let pieceBytes = 262_144

    let input: String
    let output: String?
    let judge: BatchJudge
    let console: Console
    /// What answers depend on besides the lines.
    private let terms: [String: String]

    init(_ arguments: Arguments, _ given: GivenInputs, _ console: Console) throws {
        input = arguments.operands[0]
        output = arguments["out"]
        let purpose = try arguments.choice("purpose", of: StandardPolicies.purposes)
        judge = BatchJudge(
            VerdictDesk(given.snapshot), purpose: purpose, at: try arguments.instant("at"), lineLimit: Self.lineLimit)
        self.console = console
        terms = [
            "purpose": purpose ?? "", "at": arguments["at"] ?? "", "policy": given.inputs.policy.id,
            "snapshot": given.snapshot.id,
        ]
    }

    /// Runs to the end, or until a signal comes.
    ///
    /// - Returns: the worst of the lines: 65 for one that could not be read, then 1, 2, 0; 69 if it was interrupted.
    func run() throws -> ExitCode {
        let interruption = Interruption()
        let source = try openInput()
        // What can be read only once is judged as it comes; nobody can say how much of it there is.
        let isFile = BatchBinding.isRegular(source)
        let total = isFile ? try countLines() : nil
        if output != nil, !isFile { throw CommandFailure(.usage, "batch.notAFile", ["file": input]) }
        let (sink, answered) = try openOutput()
        if let total, answered.line > total { throw CommandFailure(.input, "batch.otherInput", ["file": input]) }
        let bell = Bell()
        let workers = DispatchQueue(label: "verify", attributes: .concurrent)
        let room = DispatchSemaphore(value: ProcessInfo.processInfo.activeProcessorCount)
        let run = BatchRun(
            judge, after: answered.line,
            compute: { job in
                workers.async {
                    room.wait()
                    job()
                    room.signal()
                }
            }, ready: { bell.ring() })
        try skip(answered.line, in: source, run)
        let progress = total.map { ProgressLine(console, of: $0, from: answered.line) }
        while !run.isDone {
            let answers = run.collect()
            if !answers.isEmpty {
                try sink.write(contentsOf: Data(answers))
                progress?.reached(max(0, run.nextLine - 1))
            } else if interruption.hasCome, run.isIdle {
                break
            } else if run.wantsInput, !interruption.hasCome {
                let piece = try source.read(upToCount: Self.pieceBytes) ?? Data()
                if piece.isEmpty { run.endInput() } else { run.take(Array(piece)) }
            } else {
                bell.wait()
            }
        }
        try sink.write(contentsOf: Data(run.collect()))
        progress?.end()
        return tell(run, answered, wasInterrupted: !run.isDone)
    }

    private func tell(_ run: BatchRun, _ before: Answered, wasInterrupted: Bool) -> ExitCode {
        let counts = run.counts.merging(before.counts, uniquingKeysWith: +)
        func count(_ name: String) -> Int { counts[name, default: 0] }
        let key = wasInterrupted ? "batch.interrupted" : "batch.done"
        console.complain(
            Catalogue.sentence(
                key,
                [
                    "accept": "\(count("accept"))", "reject": "\(count("reject"))",
                    "undecided": "\(count("cannotDecide"))", "error": "\(count("error"))",
                ], in: console.language))
        if wasInterrupted { return .unavailable }
        if count("error") > 0 { return .input }
        if count("reject") > 0 { return .rejected }
        return count("cannotDecide") > 0 ? .undecided : .done
    }

    private func unreadable(_ cause: String) -> CommandFailure {
        CommandFailure(.input, "cli.file.unreadable", ["file": input, "cause": cause])
    }

    private func openInput() throws -> FileHandle {
        if input == "-" { return .standardInput }
        guard let source = FileHandle(forReadingAtPath: input) else { throw unreadable("–") }
        return source
    }

    private func countLines() throws -> Int {
        let source = try openInput()
        defer { try? source.close() }
        var count = 0
        var last: UInt8 = 0x0a
        while let piece = try source.read(upToCount: 1_048_576), !piece.isEmpty {
            count += piece.reduce(0) { $0 + ($1 == 0x0a ? 1 : 0) }
            last = piece.last ?? last
        }
        // The last line may have no end.
        return count + (last == 0x0a ? 0 : 1)
    }

    /// What an earlier run has answered.
    private struct Answered {
        var line = 0
        var counts: [String: Int] = [:]
    }

    /// Opens where answers go; half an answer at its end is cut off.
    private func openOutput() throws -> (FileHandle, Answered) {
        guard let output else { return (.standardOutput, Answered()) }
        let failure = CommandFailure(.input, "cli.file.unwritable", ["file": output, "cause": "–"])
        if !FileManager.default.fileExists(atPath: output) {
            guard FileManager.default.createFile(atPath: output, contents: nil) else { throw failure }
        }
        try BatchBinding(input: input, terms: terms).hold(beside: output)
        guard let file = FileHandle(forUpdatingAtPath: output) else { throw failure }
        var answered = Answered()
        var splitter = AnswerReader()
        while let piece = try file.read(upToCount: Self.pieceBytes), !piece.isEmpty {
            for line in splitter.lines(in: Array(piece)) {
                guard let value = try? JSONReader.read(line, limit: Self.lineLimit, depth: 32),
                    let number = value["line"]?.wholeNumber
                else { throw CommandFailure(.input, "batch.otherFile", ["file": output]) }
                answered.line = max(answered.line, Int(number))
                answered.counts[value["decision"]?.text ?? "error", default: 0] += 1
            }
        }
        try file.truncate(atOffset: UInt64(splitter.wholeBytes))
        try file.seekToEnd()
        return (file, answered)
    }

    /// Passes over the lines that are answered; what follows in the same piece goes to the run.
    private func skip(_ lines: Int, in source: FileHandle, _ run: BatchRun) throws {
        var left = lines
        while left > 0, let piece = try source.read(upToCount: Self.pieceBytes), !piece.isEmpty {
            let bytes = Array(piece)
            var start = 0
            while left > 0, let end = bytes[start...].firstIndex(of: 0x0a) {
                start = end + 1
                left -= 1
            }
            if left == 0, start < bytes.count { run.take(Array(bytes[start...])) }
        }
    }
}

/// Cuts a file of answers into its lines.
private struct AnswerReader {
    /// Bytes up to the end of the last whole line.
    private(set) var wholeBytes = 0
    private var rest: [UInt8] = []

    mutating func lines(in piece: [UInt8]) -> [[UInt8]] {
        rest += piece
        guard let last = rest.lastIndex(of: 0x0a) else { return [] }
        let lines = rest[...last].split(separator: 0x0a).map { Array($0) }
        wholeBytes += last + 1
        rest.removeSubrange(...last)
        return lines
    }
}

/// Wakes the thread that owns a run.
private final class Bell: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)

    func ring() { semaphore.signal() }

    /// Returns when it has rung since the last time, or soon: a signal to stop rings nothing.
    func wait() { _ = semaphore.wait(timeout: .now() + .milliseconds(200)) }
}

/// Whether SIGINT or SIGTERM has come: what is being judged is finished and written, and then the command ends.
private final class Interruption: @unchecked Sendable {
    private let lock = NSLock()
    private var isSet = false

    init() {
        let signals = StopSignals()
        Thread.detachNewThread { [self] in
            signals.wait()
            lock.withLock { isSet = true }
        }
    }

    var hasCome: Bool { lock.withLock { isSet } }
}
