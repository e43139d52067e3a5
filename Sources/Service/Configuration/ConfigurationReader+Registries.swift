// SPDX-License-Identifier: Apache-2.0
public import Enrollment
import PKIX

extension Configuration {
    /// The registers that applicants are looked up in.
    public struct Registries: Sendable, Hashable {
        /// A file of entries; relative to the home unless it begins with `/`.
        public let file: String?
        /// A server.
        public let url: String?
        /// What the server's certificate leads to: a PEM file, relative to the home unless it begins with `/`.
        public let anchors: String?
        /// How long an answer may take.
        public let timeoutMilliseconds: Int64
        /// Which registers are asked.
        public let kinds: Set<RegistryKind>
    }
}

extension ConfigurationReader {
    /// `registries`: where applicants are looked up; nil where nobody is, as in a home from before there were any.
    mutating func registries() throws(ConfigurationError) -> Configuration.Registries? {
        guard var section = try sectionIfThere("registries") else { return nil }
        let (source, url) = (try section.textOrNull("file"), try section.textOrNull("url"))
        let anchors = try section.textOrNull("anchors")
        let timeout = try section.number("timeoutMilliseconds", 100...30_000)
        var kinds: Set<RegistryKind> = []
        for word in try section.texts("kinds") {
            guard let kind = RegistryKind(rawValue: word) else {
                throw .value(
                    file: file, path: "registries.kinds", seen: word,
                    allowed: RegistryKind.allCases.map(\.rawValue).joined(separator: ", "))
            }
            kinds.insert(kind)
        }
        try section.finish()
        guard source == nil || url == nil else {
            throw .value(file: file, path: "registries", seen: "file, url", allowed: "one of them, or null")
        }
        if let url {
            let isLawful = url.hasPrefix("https://") ? anchors != nil : url.hasPrefix("http://")
            guard isLawful else {
                throw .value(
                    file: file, path: "registries.url", seen: url, allowed: "http://…, or https://… with anchors")
            }
        }
        guard source != nil || url != nil else { return nil }
        return Configuration.Registries(
            file: source, url: url, anchors: anchors, timeoutMilliseconds: timeout, kinds: kinds)
    }
}
