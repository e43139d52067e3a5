// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Identity
import PKIX
public import Records

/// Sends what is written in the outbox.
///
/// Whom a message goes to and what it says is worked out at each attempt: the code from its id, the address from the
/// register or the application. So a message that waits holds nothing that would be worth stealing, and one that waited for
/// days is not sent to a telephone that is its holder's no more.
public struct Outbox: Sendable {
    /// Puts a message's facts into the house's words.
    public typealias Composer = @Sendable (MessageKind, [String: String]) -> String

    /// What one turn did.
    public struct Turn: Sendable, Hashable {
        /// Messages that their sender took.
        public internal(set) var sent = 0
        /// Messages that will be tried again.
        public internal(set) var delayed = 0
        /// Messages that were given up.
        public internal(set) var givenUp = 0
        /// Messages that nobody was to get.
        public internal(set) var dropped = 0

        /// Whether it ended with more to do.
        public internal(set) var isFull = false

        /// A turn that found nothing to do.
        public init() {}
    }

    let registration: RegistrationAuthority
    let sender: any MessageSender
    let key: ChannelKey
    /// Where holders reach their pages; no slash at the end.
    let address: String
    let compose: Composer

    /// Sets an outbox up.
    ///
    /// - Parameters:
    ///   - registration: whose applicants and holders are written to.
    ///   - sender: what carries messages.
    ///   - key: what codes and links are worked out from.
    ///   - address: where holders reach their pages; no slash at the end.
    ///   - compose: puts facts into words.
    public init(
        _ registration: RegistrationAuthority, sender: any MessageSender, key: ChannelKey, address: String,
        compose: @escaping Composer
    ) {
        self.registration = registration
        self.sender = sender
        self.key = key
        self.address = address
        self.compose = compose
    }

    /// Sends what is due.
    ///
    /// - Parameter limit: how many at most.
    /// - Returns: what came of them.
    /// - Throws: ``EnrollmentError`` when the records fail; what the sender says is in the records.
    public func deliver(limit: Int = 50) throws(EnrollmentError) -> Turn {
        var turn = Turn()
        turn.isFull = true
        let records = registration.records
        for _ in 0..<limit {
            let time = registration.clock()
            guard let message = try told(try records.takeMessage(at: time, for: Self.leaseSeconds)) else {
                turn.isFull = false
                break
            }
            let (outcome, details) = try attempt(message, at: time)
            try told(try records.settleMessage(message.id, outcome, details: details, at: registration.clock()))
            switch outcome {
            case .sent: turn.sent += 1
            case .again: turn.delayed += 1
            case .givenUp: turn.givenUp += 1
            case .dropped: turn.dropped += 1
            }
        }
        return turn
    }

    /// Tries a message once.
    private func attempt(
        _ message: MessageRecord, at time: Instant
    ) throws(EnrollmentError) -> (MessageOutcome, [String: String]) {
        guard time <= message.expires else { return (.dropped("too late"), [:]) }
        let letter: Letter?
        do throws(EnrollmentError) {
            letter = try write(message, at: time)
        } catch .handling(.registryTimedOut), .handling(.registryUnavailable) {
            // Nobody else is asked for the address meanwhile: that is what the register is for.
            return (again(message, at: time, "registry"), [:])
        } catch {
            if case .records = error { throw error }
            return (again(message, at: time, "cannot be written"), [:])
        }
        guard let letter, let (kind, to) = letter.contact?.address(among: sender.reaches) else {
            return (.dropped(letter == nil ? "nothing to say" : "no address"), [:])
        }
        let outgoing = OutgoingMessage(
            id: message.id, kind: message.kind, channel: kind, address: to,
            text: Personal(compose(message.kind, letter.facts)), written: message.created)
        let details = ["channel": kind.rawValue, "registered": letter.contact?.isRegistered == true ? "true" : "false"]
        do throws(SendingFailure) {
            try sender.send(outgoing)
            return (.sent, details)
        } catch {
            switch error {
            case .refused(let words): return (.givenUp(words), details)
            case .unavailable(let words): return (again(message, at: time, words), details)
            }
        }
    }

    /// Twice as long each time, an hour at the most; given up after so many tries, or when it would come too late.
    private func again(_ message: MessageRecord, at time: Instant, _ words: String) -> MessageOutcome {
        let policy = registration.policy.channel
        guard message.attempts < policy.sendings else { return .givenUp(words) }
        let doublings = Int64(1) << Int64(min(20, max(0, message.attempts - 1)))
        let next = time.advanced(bySeconds: min(3_600, policy.pauseSeconds * doublings))
        return next <= message.expires ? .again(at: next, words) : .givenUp(words)
    }

    /// Longer than any sender waits.
    private static let leaseSeconds: Int64 = 120
}
