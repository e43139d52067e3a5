// SPDX-License-Identifier: Apache-2.0
import DER
public import Enrollment
import HTTPServer
import Records

extension Configuration.Messages {
    /// What the configuration names.
    func port(in home: Home, clock: @escaping @Sendable () -> Instant) throws(ServiceError) -> any MessageSender {
        switch sender {
        case .file(let folder): return FileSender(folder: home.file(folder))
        case .smtp(let plan):
            let anchors = try plan.anchors.map { file throws(ServiceError) in try Materials.bytes(home.file(file)) }
            return SMTPSender(plan: plan, anchorsPEM: anchors, passwordFile: plan.passwordFile.map(home.file))
        case .webhook(let hook):
            let anchors = try hook.anchors.map { file throws(ServiceError) in try Materials.bytes(home.file(file)) }
            do throws(HTTPClientError) {
                let client = try HTTPClient(
                    anchorsPEM: anchors, timeout: .milliseconds(hook.timeoutMilliseconds), bodyLimit: 16_384)
                return WebhookSender(
                    url: hook.url, client: client, proof: hook.proof, secretFile: home.file(hook.secretFile),
                    clock: clock)
            } catch {
                throw .unreadable(file: hook.anchors ?? "", cause: error.word)
            }
        }
    }
}

extension MohrService {
    /// The house's outbox; nil where nobody is written to.
    ///
    /// - Returns: the outbox.
    /// - Throws: ``ServiceError`` when the sender's anchors cannot be read.
    public func outbox() throws(ServiceError) -> Outbox? {
        guard let messages = configuration.messages, let key = registration.channelKey else { return nil }
        let language = messages.language
        return Outbox(
            registration, sender: try messages.port(in: home, clock: clock), key: key,
            address: configuration.holders.address
        ) { MessageText.text($0, $1, in: language) }
    }

    /// How many messages wait to be sent, and how long the oldest has that is late when it is old; nil where nobody is
    /// written to.
    var waitingMessages: (count: Int, oldestSeconds: Int64)? {
        guard configuration.messages != nil, let waiting = try? records.waitingMessages(limit: 1_000_000) else {
            return nil
        }
        return (waiting.count, waiting.oldest.map { max(clock().seconds(since: $0), 0) } ?? 0)
    }

    /// Sends what is due, and counts it.
    ///
    /// - Returns: whether there is more.
    /// - Throws: ``ServiceError``.
    @discardableResult
    func deliver(_ outbox: Outbox) throws(ServiceError) -> Bool {
        let turn: Outbox.Turn
        do throws(EnrollmentError) {
            turn = try outbox.deliver()
        } catch {
            throw .enrollment(error)
        }
        for (outcome, count) in [
            ("sent", turn.sent), ("delayed", turn.delayed), ("givenUp", turn.givenUp), ("dropped", turn.dropped),
        ] where count > 0 {
            for _ in 0..<count { counters.count("mohr_messages_total", ["outcome": outcome]) }
        }
        return turn.isFull
    }

    /// Lifts the holds whose time is over and forgets what is of no use any more.
    ///
    /// - Throws: ``ServiceError``.
    func tidyChannel() throws(ServiceError) {
        let lifted: Int
        do throws(EnrollmentError) {
            lifted = try registration.tidyChannel()
        } catch {
            throw .enrollment(error)
        }
        if lifted > 0 { try refreshStatus() }
    }

    /// Whether messages were given up within the last day and nobody had them tried again.
    var hasMessagesGivenUp: Bool {
        let since = clock().advanced(bySeconds: -86_400)
        return (try? records.messages(in: .failed, since: since, limit: 1).isEmpty) == false
    }
}
