// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPServer
import PKIX
import Timestamping

/// `POST /timestamps`: proof that a digest existed at a time.
///
/// A refusal is an answer of the protocol too and comes with 200; only what is no time-stamp request at all is a
/// problem of HTTP.
///
/// - SeeAlso: RFC 3161 3.4 (time-stamp protocol via HTTP).
struct TimestampsRoute: Route {
    let method = "POST"
    let pattern = "/timestamps"
    let bodyLimit = TimestampAuthority.maximumRequestBytes

    static let requestType = "application/timestamp-query"
    static let replyType = "application/timestamp-reply"

    private let authority: TimestampAuthority
    private let counters: Counters
    private let faults: FaultLog
    private let lastReport = LastReport()

    init(authority: TimestampAuthority, counters: Counters, faults: FaultLog) {
        self.authority = authority
        self.counters = counters
        self.faults = faults
    }

    func answer(_ request: Request, _ parts: [String: String]) -> Handling {
        let seen = request.headers["Content-Type"]
        guard let type = seen?.split(separator: ";").first?.split(separator: " ").first?.lowercased(),
            type == Self.requestType
        else { return .inline(Problem.mediaType(seen: seen, allowed: [Self.requestType]).response) }
        return .work { [self] in
            let answer = authority.answer(request.body)
            if let fault = answer.fault { report(fault) }
            counters.count("mohr_timestamps_total", ["outcome": answer.failure.map { "\($0)" } ?? "granted"])
            var response = Response(contentType: Self.replyType, body: answer.der)
            response.headers.append(("Cache-Control", "no-store"))
            return response
        }
    }

    /// Tells the operator, once a change: while the clock is off every request meets the same fault.
    private func report(_ fault: TimestampingError) {
        guard lastReport.isNews("\(fault)") else { return }
        faults.report(Fault("timestamping", fault))
    }
}

/// What was reported last.
private final class LastReport: @unchecked Sendable {
    private let lock = NSLock()
    private var words = ""

    func isNews(_ text: String) -> Bool {
        // Times differ from request to request; the case does not.
        let name = String(text.prefix { $0 != "(" })
        return lock.withLock {
            defer { words = name }
            return words != name
        }
    }
}
