// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import HTTPServer
import MohrValidation
import PKIX

/// Reads the sections of a configuration file, each value against its range.
struct ConfigurationReader {
    let file: String
    private var top: JSON5Object
    private var listeners: JSON5Object

    init(_ bytes: [UInt8], file: String) throws(ConfigurationError) {
        self.file = file
        do throws(JSON5Error) {
            top = try JSON5Object(reading: bytes)
        } catch {
            throw .file(file, error)
        }
        if let base = try Self.base(&top, file) { top = base }
        do throws(JSON5Error) {
            listeners = try top.object("listeners")
        } catch {
            throw .file(file, error)
        }
    }

    /// The names of the sections.
    var names: [String] { top.names }

    /// The section of a name.
    mutating func section(_ name: String) throws(ConfigurationError) -> ConfigurationSection {
        try ConfigurationSection(&top, name, file)
    }

    /// The section of a name; `nil` in files from before there was one.
    mutating func sectionIfThere(_ name: String) throws(ConfigurationError) -> ConfigurationSection? {
        top.names.contains(name) ? try section(name) : nil
    }

    mutating func text(_ name: String) throws(ConfigurationError) -> String {
        do throws(JSON5Error) {
            return try top.string(name)
        } catch {
            throw .file(file, error)
        }
    }

    mutating func publicListener() throws(ConfigurationError) -> Configuration.PublicListener {
        var section = try ConfigurationSection(&listeners, "public", file)
        let listener = Configuration.PublicListener(
            address: try section.text("address"), port: Int(try section.number("port", 0...65_535)),
            publicURL: try section.text("publicURL"), trustedProxies: try section.texts("trustedProxies"))
        try section.finish()
        let url = listener.publicURL
        guard url.hasPrefix("http://"), url.count > 7, !url.hasSuffix("/") else {
            throw .value(
                file: file, path: "listeners.public.publicURL", seen: url,
                allowed: "http://host[:port], no slash at the end")
        }
        try check(proxies: listener.trustedProxies, "listeners.public.trustedProxies")
        return listener
    }

    /// Refuses proxies that are no addresses.
    func check(proxies: [String], _ path: String) throws(ConfigurationError) {
        for proxy in proxies where AddressRange(proxy) == nil {
            throw .value(file: file, path: path, seen: proxy, allowed: "192.0.2.1, 10.0.0.0/8, ::1")
        }
    }

    /// The listener of a name; `nil` in files that have none.
    mutating func listenerIfThere(_ name: String) throws(ConfigurationError) -> ConfigurationSection? {
        listeners.names.contains(name) ? try ConfigurationSection(&listeners, name, file) : nil
    }

    mutating func officeListener() throws(ConfigurationError) -> Configuration.OfficeListener {
        var section = try ConfigurationSection(&listeners, "office", file)
        let listener = Configuration.OfficeListener(
            address: try section.text("address"), port: Int(try section.number("port", 0...65_535)))
        try section.finish()
        return listener
    }

    mutating func authorities() throws(ConfigurationError) -> [Configuration.Authority] {
        var authorities: [Configuration.Authority] = []
        for var section in try ConfigurationSection.list(&top, "authorities", file) {
            authorities.append(.init(name: try section.text("name"), isOnline: try section.flag("online")))
            try section.finish()
        }
        guard !authorities.isEmpty else {
            throw .value(file: file, path: "authorities", seen: "none", allowed: "one or more")
        }
        for authority in authorities {
            // The name becomes part of file names and paths.
            let isPlain = authority.name.utf8.allSatisfy { "abcdefghijklmnopqrstuvwxyz0123456789-".utf8.contains($0) }
            guard isPlain, !authority.name.isEmpty, authorities.filter({ $0.name == authority.name }).count == 1 else {
                throw .value(
                    file: file, path: "authorities", seen: authority.name, allowed: "a–z, 0–9, -; each name once")
            }
        }
        return authorities
    }

    mutating func nationalRoots() throws(ConfigurationError) -> Set<[UInt8]> {
        var roots: Set<[UInt8]> = []
        let texts: [String]
        do throws(JSON5Error) {
            texts = try top.strings("nationalRoots")
        } catch {
            throw .file(file, error)
        }
        for text in texts {
            guard let digest = try? Hex.decode(text.lowercased()), digest.count == 32 else {
                throw .value(file: file, path: "nationalRoots", seen: text, allowed: "64 hexadecimal digits")
            }
            roots.insert(digest)
        }
        return roots
    }

    mutating func lists() throws(ConfigurationError) -> Configuration.Lists {
        var section = try ConfigurationSection(&top, "crl", file)
        let lifetime = try section.number("lifetimeSeconds", 4...864_000)
        let lists = Configuration.Lists(
            periodSeconds: try section.number("periodSeconds", 1...lifetime / 4), lifetimeSeconds: lifetime,
            shards: Int(try section.number("shards", 1...1_024)),
            deltaLifetimeSeconds: try section.number("deltaLifetimeSeconds", 0...lifetime))
        guard lists.deltaLifetimeSeconds == 0 || lists.deltaLifetimeSeconds >= 4 else {
            throw .value(
                file: file, path: "crl.deltaLifetimeSeconds", seen: "\(lists.deltaLifetimeSeconds)",
                allowed: "0, 4–\(lifetime)")
        }
        try section.finish()
        return lists
    }

    mutating func answers() throws(ConfigurationError) -> Configuration.Answers {
        var section = try ConfigurationSection(&top, "ocsp", file)
        let lifetime = try section.number("lifetimeSeconds", 28_800...864_000)
        let answers = Configuration.Answers(
            lifetimeSeconds: lifetime, refreshSeconds: try section.number("refreshSeconds", 1...lifetime / 2))
        try section.finish()
        return answers
    }

    mutating func limits() throws(ConfigurationError) -> Configuration.ServiceLimits {
        var section = try ConfigurationSection(&top, "limits", file)
        // Files from before it was there say nothing.
        let grace =
            section.names.contains("graceMilliseconds") ? try section.number("graceMilliseconds", 0...60_000) : 50
        let limits = Configuration.ServiceLimits(
            loops: Int(try section.number("loops", 0...64)), workers: Int(try section.number("workers", 0...256)),
            queue: Int(try section.number("queue", 1...65_536)),
            connections: Int(try section.number("connections", 1...65_536)),
            connectionsPerAddress: Int(try section.number("connectionsPerAddress", 1...65_536)),
            graceMilliseconds: Int(grace),
            signedDocumentBytes: Int(try section.number("signedDocumentBytes", 65_536...67_108_864)),
            drainSeconds: Int(try section.number("drainSeconds", 1...300)))
        try section.finish()
        return limits
    }

    mutating func purposes(
        _ algorithms: AlgorithmPolicy
    ) throws(ConfigurationError) -> [String: ValidationPolicy] {
        var purposes = try ConfigurationSection(&top, "purposes", file)
        var policies: [String: ValidationPolicy] = [:]
        for name in purposes.names {
            var section = try purposes.section(name)
            let professions = try section.identifiers("professions")
            let certificatePolicies = try section.identifiers("policies")
            policies[name] = ValidationPolicy(
                purpose: name, professions: professions.isEmpty ? nil : professions,
                certificatePolicies: certificatePolicies.isEmpty ? nil : certificatePolicies,
                maximumStatusAgeSeconds: try section.number("maximumStatusAgeSeconds", 1...864_000),
                algorithms: algorithms, needsProofOfTime: try section.flag("proofOfTime"),
                professional: try section.professionalRule(of: name), documentKinds: try section.documentKinds(of: name)
            )
            try section.finish()
        }
        if policies["dispensing"] == nil {
            // A file from before there was this purpose, which pairs of documents need.
            let usual = StandardPolicies.dispensing
            policies["dispensing"] = ValidationPolicy(
                purpose: usual.purpose, professions: usual.professions,
                maximumStatusAgeSeconds: usual.maximumStatusAgeSeconds, algorithms: algorithms,
                professional: usual.professional)
        }
        guard policies["signature"] != nil else {
            throw .value(
                file: file, path: "purposes", seen: policies.keys.sorted().joined(separator: ", "),
                allowed: "signature and others")
        }
        return policies
    }

    mutating func licenceLetters() throws(ConfigurationError) -> [String: Set<String>] {
        var section = try ConfigurationSection(&top, "licenceLetters", file)
        var letters: [String: Set<String>] = [:]
        for name in section.names { letters[name] = Set(try section.texts(name)) }
        return letters
    }

    func finish() throws(ConfigurationError) {
        do throws(JSON5Error) {
            try listeners.finish()
            try top.finish()
        } catch {
            throw .file(file, error)
        }
    }
}
