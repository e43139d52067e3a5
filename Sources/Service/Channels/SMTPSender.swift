// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import HTTPServer
import Identity
import Records

/// Hands messages to a mail server: mail to holders, and SMS where a gateway takes them by mail.
///
/// The Message-ID comes from the message's id, so that a mail that went out twice is known for one (RFC 5322 3.6.4).
///
/// - SeeAlso: RFC 5321; RFC 3207 (STARTTLS); RFC 4954 (AUTH).
struct SMTPSender: MessageSender {
    /// How the conversation is kept from others.
    enum Security: String, Sendable, CaseIterable {
        /// Not at all: for a server on this machine.
        case none
        /// By TLS from the first command on; without it nothing is sent.
        case starttls
        /// By TLS from the beginning.
        case tls
    }

    let plan: Configuration.Messages.SMTP
    let anchorsPEM: [UInt8]?
    let passwordFile: String?

    var reaches: Set<Contact.Kind> { plan.mobileAddress == nil ? [.mail] : [.mail, .mobile] }

    func send(_ message: OutgoingMessage) throws(SendingFailure) {
        guard let recipient = recipient(of: message) else { throw .refused("smtp: address") }
        let failure: SendingFailure?
        do throws(HTTPClientError) {
            let line = try LineClient(
                host: plan.host, port: plan.port, anchorsPEM: anchorsPEM, isSecure: plan.security == .tls,
                timeout: .milliseconds(plan.timeoutMilliseconds))
            failure = try converse(SMTPConversation(line), message, recipient)
        } catch {
            throw .unavailable("smtp: \(error.word)")
        }
        if let failure { throw failure }
    }

    /// The whole of a delivery.
    ///
    /// - Returns: why the server did not take it.
    private func converse(
        _ talk: SMTPConversation, _ message: OutgoingMessage, _ recipient: String
    ) throws(HTTPClientError) -> SendingFailure? {
        var reply = try talk.reply()
        guard reply.isGood else { return .unavailable("smtp: greeting \(reply.code)") }
        reply = try talk.ask("EHLO \(plan.name)")
        guard reply.isGood else { return .unavailable("smtp: EHLO \(reply.code)") }
        if plan.security == .starttls {
            guard reply.offers("STARTTLS") else { return .unavailable("smtp: no STARTTLS") }
            reply = try talk.ask("STARTTLS")
            guard reply.isGood else { return .unavailable("smtp: STARTTLS \(reply.code)") }
            try talk.line.secure()
            reply = try talk.ask("EHLO \(plan.name)")
            guard reply.isGood else { return .unavailable("smtp: EHLO \(reply.code)") }
        }
        if let user = plan.user {
            guard let password = password() else { return .unavailable("smtp: no password") }
            reply = try talk.ask("AUTH PLAIN " + Base64.encode([0] + Array(user.utf8) + [0] + password))
            guard reply.isGood else { return .unavailable("smtp: AUTH \(reply.code)") }
        }
        for (command, name) in [("MAIL FROM:<\(plan.from)>", "MAIL"), ("RCPT TO:<\(recipient)>", "RCPT")] {
            reply = try talk.ask(command)
            guard reply.isGood else { return reply.failure(name) }
        }
        reply = try talk.ask("DATA")
        guard reply.code == 354 else { return reply.failure("DATA") }
        try talk.line.send(SMTPMail(message, from: plan.from, to: recipient).bytes + Array("\r\n.\r\n".utf8))
        reply = try talk.reply()
        guard reply.isGood else { return reply.failure("data") }
        // It is the server's now; whether it hears the goodbye changes nothing.
        _ = try? talk.ask("QUIT")
        return nil
    }

    /// Where it goes: the mail address, or the gateway's for the number.
    private func recipient(of message: OutgoingMessage) -> String? {
        switch message.channel {
        case .mail: (try? MailAddress(checking: message.address.revealed))?.canonical
        case .mobile:
            plan.mobileAddress.flatMap { pattern in
                let digits = message.address.revealed.filter { $0 != "+" }
                return (try? MailAddress(checking: pattern.replacing("{mobile}", with: digits)))?.canonical
            }
        }
    }

    private func password() -> [UInt8]? {
        guard let passwordFile, let bytes = try? Materials.bytes(passwordFile) else { return nil }
        return Array(bytes.reversed().drop { $0 == 0x0A || $0 == 0x0D }.reversed())
    }
}
