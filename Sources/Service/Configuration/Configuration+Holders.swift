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
        /// Whether a notice of each issuance is sent.
        let notices: Bool
        /// What is asked of codes, sessions and holds.
        let policy: ChannelPolicy

        /// A home from before there was a second channel.
        static let none = Holders(isServed: false, address: "", notices: false, policy: ChannelPolicy())
    }
}

extension ConfigurationReader {
    /// `activation` and `holders`, with what `messages` says.
    mutating func holders(_ messages: Configuration.Messages?) throws(ConfigurationError) -> Configuration.Holders {
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
        let isAddress = ["http://", "https://"].contains { address.hasPrefix($0) && address.count > $0.count }
        guard isAddress, !address.hasSuffix("/"), address.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw .value(
                file: file, path: "holders.address", seen: address, allowed: "https://host[:port], no slash at the end")
        }
        return Configuration.Holders(
            isServed: isServed && messages != nil, address: address, notices: notices && messages != nil,
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
