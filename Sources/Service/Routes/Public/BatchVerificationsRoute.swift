// SPDX-License-Identifier: Apache-2.0
import DER
import HTTPServer

/// `POST /v1/verifications/batch`: many documents in one request, a line each, an answer a line, in order.
///
/// Lines are judged while others still come, and answered as soon as those before them are; memory holds a window of
/// them. A client that does not read is not read from. Where the exchange ends early, the last line says at which line.
struct BatchVerificationsRoute: Route {
    let method = "POST"
    let pattern = "/v1/verifications/batch"
    /// Any number of lines.
    let bodyLimit = Int.max
    let takesPieces = true

    static let mediaType = "application/x-ndjson"
    private static let mediaTypes = [mediaType, "application/ndjson", "application/jsonl"]

    private let desk: VerdictDesk
    private let lineLimit: Int

    init(desk: VerdictDesk, lineLimit: Int) {
        self.desk = desk
        self.lineLimit = lineLimit
    }

    func answer(_ request: Request, _ parts: [String: String]) -> Handling {
        let type = request.headers["Content-Type"]
        let bare = type.map { $0.prefix { $0 != ";" }.lowercased().filter { $0 != " " } } ?? ""
        guard Self.mediaTypes.contains(bare) else {
            return .inline(Problem.mediaType(seen: type, allowed: [Self.mediaType]).response)
        }
        do throws(VerificationRequest.Rejection) {
            let purpose = request.queryValue("purpose")
            if let purpose { _ = try desk.policy(for: purpose) }
            let time = try VerificationRequest.instant(request.queryValue("at"))
            let judge = BatchJudge(desk, purpose: purpose, at: time, lineLimit: lineLimit)
            return .stream { exchange in
                // Whoever is gone needs no answer.
                try? Self.run(judge, exchange)
            }
        } catch {
            return .inline(error.problem.response)
        }
    }

    private static func run(_ judge: BatchJudge, _ exchange: StreamedExchange) throws(StreamInterruption) {
        let run = BatchRun(judge, compute: { exchange.compute($0) }, ready: { exchange.nudge() })
        try exchange.begin(
            Response(
                status: 200,
                headers: [
                    ("Content-Type", mediaType), ("Cache-Control", "no-store"),
                    // For nginx, which would otherwise keep answers back until it has many.
                    ("X-Accel-Buffering", "no"),
                ]))
        var ending: Problem?
        while !run.isDone {
            let answers = run.collect()
            if !answers.isEmpty {
                try exchange.write(answers)
            } else if ending != nil, run.isIdle {
                break
            } else if ending != nil || !run.wantsInput {
                try exchange.waitForNudge()
            } else {
                ending = try receive(run, exchange)
            }
        }
        try exchange.write(run.collect())
        if let ending { try exchange.write(run.interrupted(by: ending)) }
    }

    /// Waits for a piece of the body, or for answers.
    ///
    /// - Returns: why no more comes, if no more does and it is not the end.
    private static func receive(_ run: BatchRun, _ exchange: StreamedExchange) throws(StreamInterruption) -> Problem? {
        do throws(StreamInterruption) {
            switch try exchange.next() {
            case .bytes(let bytes): run.take(bytes)
            case .end: run.endInput()
            case .nudged: break
            }
            return nil
        } catch {
            return try problem(of: error)
        }
    }

    private static func problem(of interruption: StreamInterruption) throws(StreamInterruption) -> Problem {
        switch interruption {
        case .clientGone: throw interruption
        case .endedEarly: Problem(400, "service", "batchEndedEarly")
        case .refused(let refusal): Problem(refusal)
        case .tooLong(let allowed): Problem(408, "service", "batchTooLong", ["allowed": "\(allowed)"])
        case .tooSlow(let allowed): Problem(408, "service", "batchTooSlow", ["allowed": "\(allowed / 1_000)"])
        case .stopping: Problem(503, "service", "batchStopping")
        }
    }
}
