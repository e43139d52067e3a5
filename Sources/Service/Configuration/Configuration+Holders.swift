// SPDX-License-Identifier: Apache-2.0
import Enrollment
import PKIX
import Records

extension Configuration {
    /// What holders prove by a code, and may do without an office.
    public struct Holders: Sendable, Hashable {
        /// Whether `/mine` is served.
        let isServed: Bool
        /// Where holders reach it; no slash at the end.
        let address: String
        /// Whether a notice of each issuance, and of each change of status that is not the holder's own, is sent.
        let notices: Bool
        /// What is asked of codes, sessions and holds.
        let policy: ChannelPolicy

        /// A home from before there was a second channel.
        static let none = Holders(isServed: false, address: "", notices: false, policy: ChannelPolicy())
    }
}

extension Configuration {
    /// Where a process with the offices' role serves holders when nobody else does: `/mine`, `/v1/mine`, renewals.
    public struct HoldersListener: Sendable, Hashable {
        /// An IP address.
        public let address: String
        /// 0 to 65535.
        public let port: Int
        /// Where holders reach it, by the proxy before it; no slash at the end.
        public let url: String
        /// Addresses or prefixes of proxies that are believed.
        public let trustedProxies: [String]
    }
}

extension Configuration {
    /// What holders are told in the transactions that concern them; nothing where nobody is written to.
    var announcements: Announcements {
        guard messages != nil else { return .none }
        return Announcements(
            activation: holders.policy.activation, noticeSeconds: holders.notices ? holders.policy.linkSeconds : nil,
            changeSeconds: holders.notices ? Self.changeSeconds : nil)
    }

    /// How long the word on a change of status is sent for: a gateway that is down for a week has an operator who knows.
    private static let changeSeconds: Int64 = 7 * 86_400
}

extension ConfigurationReader {
    /// `listeners.holders`; files without it have none.
    mutating func holdersListener() throws(ConfigurationError) -> Configuration.HoldersListener? {
        guard var section = try listenerIfThere("holders") else { return nil }
        let listener = Configuration.HoldersListener(
            address: try section.text("address"), port: Int(try section.number("port", 0...65_535)),
            url: try section.text("url"), trustedProxies: try section.texts("trustedProxies"))
        try section.finish()
        try check(address: listener.url, "listeners.holders.url")
        try check(proxies: listener.trustedProxies, "listeners.holders.trustedProxies")
        return listener
    }

    /// Refuses what links cannot begin with.
    private func check(address: String, _ path: String) throws(ConfigurationError) {
        let isAddress = ["http://", "https://"].contains { address.hasPrefix($0) && address.count > $0.count }
        guard isAddress, !address.hasSuffix("/"), address.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw .value(file: file, path: path, seen: address, allowed: "https://host[:port], no slash at the end")
        }
    }

    /// `activation` and `holders`, with what `messages` says.
    ///
    /// - Parameters:
    ///   - messages: what carries them.
    ///   - own: where holders are served by a listener of their own.
    /// - Returns: what is asked of holders.
    /// - Throws: ``ConfigurationError``.
    mutating func holders(
        _ messages: Configuration.Messages?, at own: String?
    ) throws(ConfigurationError) -> Configuration.Holders {
        var policy = ChannelPolicy()
        policy.activation = try activation(messages, &policy.digits)
        if let messages { (policy.sendings, policy.pauseSeconds) = (messages.tries, messages.pauseSeconds) }
        guard var section = try sectionIfThere("holders") else {
            return Configuration.Holders(isServed: false, address: "", notices: false, policy: policy)
        }
        let isServed = try section.flag("served")
        let address = try section.text("address")
        let notices = try section.flag("notices")
        policy.signIn = CodeTerms(
            seconds: try section.number("codeSeconds", 60...3_600),
            tries: Int(try section.number("codeTries", 1...10)),
            perDay: Int(try section.number("codesPerDay", 1...100)),
            pauseSeconds: try section.number("codePauseSeconds", 0...3_600))
        policy.sessionSeconds = try section.number("sessionSeconds", 60...86_400)
        let hold = try section.number("holdSeconds", 0...31_536_000)
        policy.holdSeconds = hold == 0 ? nil : hold
        policy.linkSeconds = try section.number("linkSeconds", 3_600...31_536_000)
        policy.perAddress = Int(try section.number("requestsPerAddress", 1...1_000_000))
        policy.perPerson = Int(try section.number("requestsPerPerson", 1...1_000))
        try section.finish()
        try check(address: address, "holders.address")
        return Configuration.Holders(
            isServed: isServed && messages != nil, address: own ?? address, notices: notices && messages != nil,
            policy: policy)
    }

    private mutating func activation(
        _ messages: Configuration.Messages?, _ digits: inout Int
    ) throws(ConfigurationError) -> CodeTerms? {
        guard var section = try sectionIfThere("activation") else { return nil }
        let isRequired = try section.flag("required")
        digits = Int(try section.number("digits", 6...10))
        let terms = CodeTerms(
            seconds: try section.number("lifeSeconds", 300...1_209_600),
            tries: Int(try section.number("tries", 1...10)),
            perDay: Int(try section.number("codesPerDay", 1...100)),
            pauseSeconds: try section.number("codePauseSeconds", 0...86_400))
        try section.finish()
        guard isRequired else { return nil }
        guard messages != nil else {
            throw .value(
                file: file, path: "activation.required", seen: "true", allowed: "false while messages.sender is none")
        }
        return terms
    }
}
