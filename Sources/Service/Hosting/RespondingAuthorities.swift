// SPDX-License-Identifier: Apache-2.0
import DER
import Foundation
import PKIX
import Revocation

/// Who answers in a process: of each authority the newest responder, and the one before it while it is valid.
final class RespondingAuthorities: @unchecked Sendable {
    // Guarded by the lock.
    private let lock = NSLock()
    private var responders: [RespondingAuthority]

    init(_ responders: [RespondingAuthority]) { self.responders = responders }

    var all: [RespondingAuthority] { lock.withLock { responders } }

    /// Adds a successor and forgets who is no longer valid.
    func add(_ next: RespondingAuthority, at time: Instant) {
        lock.withLock { responders = [next] + responders.filter { $0.responder.tbs.validity.notAfter >= time } }
    }
}
