// SPDX-License-Identifier: Apache-2.0
import CPKCS11
import Foundation

extension PKCS11Token {
    /// Comes back to the token, once for all who lost it; the others wait.
    ///
    /// - Parameters:
    ///   - seen: the stay that was lost.
    ///   - trouble: how it was noticed.
    ///   - deadline: until when the caller waits.
    /// - Throws: ``CryptographyError/token(_:)`` when the token did not come back in time, or refuses the PIN.
    func recover(after seen: Int, _ trouble: TokenTrouble, _ deadline: Date) throws(CryptographyError) {
        lock.lock()
        while isRecovering, epoch == seen, lock.wait(until: deadline) {}
        if epoch != seen {
            lock.unlock()
            return
        }
        if let fault = fastAnswer {
            lock.unlock()
            throw .token(fault)
        }
        isRecovering = true
        let isDown = downUntil != nil
        let old = idle
        idle = []
        lock.unlock()
        for session in old { session.close() }

        // Two while it is away: the first finds out how things stand, the second acts on it.
        let outcome = comeBack(trouble, deadline, attemptLimit: isDown ? 2 : 64)
        lock.lock()
        isRecovering = false
        lastFault = outcome
        // While it is away, one caller in four tenths of a second looks; the others are told at once.
        downUntil = outcome == nil ? nil : Date(timeIntervalSinceNow: 0.4)
        lock.broadcast()
        lock.unlock()
        if let outcome { throw .token(outcome) }
    }

    /// What is said without trying; `lock` is held.
    private var fastAnswer: TokenFault? {
        if let refusal { return refusal }
        if isRecovering { return lastFault ?? .busy(token: uri.description, sessions: lent) }
        guard let downUntil, downUntil > Date() else { return nil }
        return lastFault
    }

    /// Tries until it succeeds, the time is over, or nothing that is done here can help.
    ///
    /// - Returns: nil for success.
    private func comeBack(_ first: TokenTrouble, _ deadline: Date, attemptLimit: Int) -> TokenFault? {
        var trouble = first
        let start = Date()
        var attempt = 0
        while attempt < attemptLimit {
            let pause = TokenRecovery.pause(before: attempt)
            if pause > 0 {
                guard Date(timeIntervalSinceNow: Double(pause) / 1_000) < deadline else { break }
                Thread.sleep(forTimeInterval: Double(pause) / 1_000)
            }
            attempt += 1
            do throws(TokenTrouble) {
                try restartIfNeeded(trouble, attempt)
                try enter()
                return nil
            } catch {
                if case .fault(let fault) = error, !fault.isPassing { return fault }
                trouble = error
            }
        }
        if case .fault(let fault) = trouble { return fault }
        let value = if case .call(_, let value) = trouble { value.name } else { "CKR_SESSION_CLOSED" }
        return .unreachable(
            module: modulePath, token: uri.description, value: value, attempts: attempt,
            milliseconds: Int(Date().timeIntervalSince(start) * 1_000))
    }

    /// Restarts the module where only that helps; it costs everyone who uses it their sessions.
    private func restartIfNeeded(_ trouble: TokenTrouble, _ attempt: Int) throws(TokenTrouble) {
        let generation = lock.withLock { stay?.generation } ?? module.generation
        switch trouble.remedy {
        case .restartModule:
            // At a second attempt the restart of the first did not help; a device may need another.
            try module.restart(after: attempt == 1 ? generation : module.generation)
        case .wait:
            // Many modules see a token that came back only after a start, and one whose process died shows none at all.
            // Where others are in use they are disturbed seldom.
            let isAlone = if case .fault(.noToken(_, let seen)) = trouble { seen.isEmpty } else { false }
            if module.age > (isAlone ? 0.2 : 10) { try module.restart(after: module.generation) }
        case .newSessions, .none: return
        }
    }
}
