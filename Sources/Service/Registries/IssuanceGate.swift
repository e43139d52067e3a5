// SPDX-License-Identifier: Apache-2.0
import DER
import Enrollment
import Foundation
import Records

/// Asks the registers before each issuance, and leaves a register that is down alone for a while.
final class IssuanceGate: @unchecked Sendable {
    private let lock = NSLock()
    private var resting: Instant?
    private let registration: RegistrationAuthority
    private let clock: @Sendable () -> Instant

    /// How long nothing is asked after a register gave no answer; seconds.
    private static let restSeconds: Int64 = 10

    init(_ registration: RegistrationAuthority, clock: @escaping @Sendable () -> Instant) {
        self.registration = registration
        self.clock = clock
    }

    /// Whether an application may be issued now.
    func admits(_ application: ApplicationRecord) -> Bool {
        let now = clock()
        if let until = lock.withLock({ resting }), now < until { return false }
        guard let permit = try? registration.permit(application) else { return false }
        if permit == .wait { lock.withLock { resting = now.advanced(bySeconds: Self.restSeconds) } }
        return permit == .granted
    }
}
