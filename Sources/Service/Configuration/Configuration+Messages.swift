// SPDX-License-Identifier: Apache-2.0
import Enrollment
import Identity
import PKIX

extension Configuration {
    /// What carries messages to people.
    public struct Messages: Sendable, Hashable {
        /// A mail server.
        struct SMTP: Sendable, Hashable {
            let host: String
            let port: Int
            let security: SMTPSender.Security
            let anchors: String?
            let user: String?
            let passwordFile: String?
            /// Who writes.
            let from: String
            /// What this machine calls itself.
            let name: String
            /// The gateway's address for a number, `{mobile}` in it; nil where mobiles are not reached.
            let mobileAddress: String?
            let timeoutMilliseconds: Int64
        }

        /// A gateway by HTTP.
        struct Webhook: Sendable, Hashable {
            let url: String
            let anchors: String?
            let proof: WebhookSender.Proof
            let secretFile: String
            let timeoutMilliseconds: Int64
        }

        enum Sender: Sendable, Hashable {
            case file(folder: String)
            case smtp(SMTP)
            case webhook(Webhook)
        }

        let sender: Sender
        /// Which language messages are in.
        let language: Language
        /// How often a message is tried.
        let tries: Int
        /// How long after the first failure it is tried again; seconds.
        let pauseSeconds: Int64

        /// What the sender can reach.
        var reaches: Set<Contact.Kind> {
            if case .smtp(let smtp) = sender, smtp.mobileAddress == nil { [.mail] } else { [.mail, .mobile] }
        }
    }
}

extension ConfigurationReader {
    /// `messages`: what carries messages to people; nil where nobody is written to, as in a home from before anybody was.
    mutating func messages() throws(ConfigurationError) -> Configuration.Messages? {
        guard var section = try sectionIfThere("messages") else { return nil }
        let word = try section.text("sender")
        let language = try section.choice("language", Language.allCases.map { ($0.rawValue, $0) })
        let tries = Int(try section.number("tries", 1...20))
        let pause = try section.number("pauseSeconds", 1...3_600)
        let folder = try section.text("folder")
        let smtp = try Self.smtp(&section)
        let webhook = try Self.webhook(&section)
        try section.finish()
        let sender: Configuration.Messages.Sender? =
            switch word {
            case "file": .file(folder: folder)
            case "smtp": smtp.map { .smtp($0) }
            case "webhook": webhook.map { .webhook($0) }
            default: nil
            }
        if word == "none" { return nil }
        guard let sender else {
            throw .value(
                file: file, path: "messages.sender", seen: word,
                allowed: "none, file; smtp, webhook where that section is not null")
        }
        return Configuration.Messages(sender: sender, language: language, tries: tries, pauseSeconds: pause)
    }

    private static func smtp(
        _ section: inout ConfigurationSection
    ) throws(ConfigurationError) -> Configuration.Messages.SMTP? {
        guard var smtp = try section.sectionOrNull("smtp") else { return nil }
        let (host, port) = (try smtp.text("host"), Int(try smtp.number("port", 1...65_535)))
        let security = try smtp.choice("security", SMTPSender.Security.allCases.map { ($0.rawValue, $0) })
        let anchors = try smtp.textOrNull("anchors")
        let (user, password) = (try smtp.textOrNull("user"), try smtp.textOrNull("passwordFile"))
        let (from, name) = (try smtp.text("from"), try smtp.text("name"))
        let mobileAddress = try smtp.textOrNull("mobileAddress")
        let timeout = try smtp.number("timeoutMilliseconds", 100...60_000)
        guard security == .none || anchors != nil else {
            throw .value(
                file: smtp.file, path: "messages.smtp.anchors", seen: "null", allowed: "a PEM file, for \(security)")
        }
        guard (user == nil) == (password == nil), user == nil || security != .none else {
            throw .value(
                file: smtp.file, path: "messages.smtp.user", seen: security.rawValue,
                allowed: "user and passwordFile together, with starttls or tls")
        }
        let isName = !name.isEmpty && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
        let gateway = mobileAddress?.replacing("{mobile}", with: "989120000000")
        guard (try? MailAddress(checking: from)) != nil, isName, gateway == nil || gateway != mobileAddress,
            gateway.map({ (try? MailAddress(checking: $0)) != nil }) ?? true
        else {
            throw .value(
                file: smtp.file, path: "messages.smtp", seen: "from, name, mobileAddress",
                allowed: "mail addresses; {mobile} in mobileAddress")
        }
        try smtp.finish()
        return Configuration.Messages.SMTP(
            host: host, port: port, security: security, anchors: anchors, user: user, passwordFile: password,
            from: from, name: name, mobileAddress: mobileAddress, timeoutMilliseconds: timeout)
    }

    private static func webhook(
        _ section: inout ConfigurationSection
    ) throws(ConfigurationError) -> Configuration.Messages.Webhook? {
        guard var hook = try section.sectionOrNull("webhook") else { return nil }
        let (url, anchors) = (try hook.text("url"), try hook.textOrNull("anchors"))
        let proof = try hook.choice("proof", WebhookSender.Proof.allCases.map { ($0.rawValue, $0) })
        let secret = try hook.text("secretFile")
        let timeout = try hook.number("timeoutMilliseconds", 100...60_000)
        guard url.hasPrefix("https://") ? anchors != nil : url.hasPrefix("http://") else {
            throw .value(
                file: hook.file, path: "messages.webhook.url", seen: url,
                allowed: "http://…, or https://… with anchors")
        }
        try hook.finish()
        return Configuration.Messages.Webhook(
            url: url, anchors: anchors, proof: proof, secretFile: secret, timeoutMilliseconds: timeout)
    }
}
