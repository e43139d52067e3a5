// SPDX-License-Identifier: Apache-2.0
import CPKCS11
import Foundation

extension PKCS11Token {
    /// Does something in a session, again where a loss can be mended.
    ///
    /// - Parameter body: may be called several times.
    /// - Returns: what `body` does.
    /// - Throws: ``CryptographyError/token(_:)``.
    func withSession<Value>(
        _ body: (TokenSession) throws(TokenTrouble) -> Value
    ) throws(CryptographyError) -> Value {
        let deadline = Date(timeIntervalSinceNow: Double(recovery.milliseconds) / 1_000)
        var attempt = 0
        while true {
            var seen = 0
            let trouble: TokenTrouble
            do throws(TokenTrouble) {
                let session = try borrow(deadline, &seen)
                do throws(TokenTrouble) {
                    let value = try body(session)
                    giveBack(session)
                    return value
                } catch {
                    drop(session, error)
                    throw error
                }
            } catch {
                trouble = error
            }
            guard recovery != .off, trouble.remedy != .none, attempt < 6, deadline > Date() else {
                throw .token(trouble.fault(module: modulePath))
            }
            try recover(after: seen, trouble, deadline)
            attempt += 1
        }
    }

    /// A session for one thread: an idle one, a new one, or one that is waited for.
    ///
    /// - Parameters:
    ///   - deadline: until when it is waited for.
    ///   - seen: set to the stay that the session, or the failure to open one, belongs to.
    /// - Returns: the session.
    /// - Throws: ``TokenTrouble``.
    private func borrow(_ deadline: Date, _ seen: inout Int) throws(TokenTrouble) -> TokenSession {
        lock.lock()
        while true {
            seen = epoch
            if let refusal {
                lock.unlock()
                throw .fault(refusal)
            }
            if let session = idle.popLast() {
                lent += 1
                lock.unlock()
                return session
            }
            guard let stay else {
                lock.unlock()
                throw .stale
            }
            if lent < stay.sessions {
                lent += 1
                lock.unlock()
                return try open(stay, seen)
            }
            guard lock.wait(until: deadline) else {
                lock.unlock()
                throw .fault(.busy(token: uri.description, sessions: stay.sessions))
            }
        }
    }

    private func open(_ stay: Stay, _ epoch: Int) throws(TokenTrouble) -> TokenSession {
        do throws(TokenTrouble) {
            return try TokenSession.open(module, slot: stay.slot, .read, generation: stay.generation, epoch: epoch)
        } catch {
            lock.withLock {
                lent -= 1
                lock.signal()
            }
            throw error
        }
    }

    private func giveBack(_ session: TokenSession) {
        let isKept = lock.withLock {
            lent -= 1
            let isCurrent = session.epoch == epoch
            if isCurrent { idle.append(session) }
            lock.signal()
            return isCurrent
        }
        if !isKept { session.close() }
    }

    /// Takes a session out of use, or back where what went wrong was not the session's.
    private func drop(_ session: TokenSession, _ trouble: TokenTrouble) {
        guard trouble.remedy != .none else { return giveBack(session) }
        lock.withLock {
            lent -= 1
            lock.signal()
        }
        session.close()
    }
}
