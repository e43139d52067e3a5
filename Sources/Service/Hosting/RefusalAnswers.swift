// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPServer

/// What clients are told who are turned away, written once.
///
/// They come by the thousand when they come, and the thread that answers them is the one that everybody waits for: two
/// sentences and their JSON are many times the work of sending them.
final class RefusalAnswers: @unchecked Sendable {
    private let lock = NSLock()
    private var written: [HTTPServerRefusal: Response] = [:]

    /// The answer to a refusal.
    func response(to refusal: HTTPServerRefusal) -> Response {
        switch refusal {
        case .tooManyConnections, .overloaded, .headTooSlow, .bodyTooSlow: break
        // There are as many of the others as there are mistakes.
        default: return Problem(refusal).response
        }
        if let response = lock.withLock({ written[refusal] }) { return response }
        let response = Problem(refusal).response
        lock.withLock { if written.count < 64 { written[refusal] = response } }
        return response
    }
}
