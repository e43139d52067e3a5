// SPDX-License-Identifier: Apache-2.0
import PKIX

extension Configuration {
    /// What a process tells of itself, and what it calls unhealthy.
    public struct Monitoring: Sendable, Hashable {
        /// Which requests are lines of the log.
        public enum Requests: String, Sendable, CaseIterable {
            /// None.
            case none
            /// Those that were answered with a status of 500 or more.
            case faults
            /// All.
            case all
        }

        /// Where the time comes from at which the clock was last set.
        public enum Synchronisation: Sendable, Hashable {
            /// Nobody asks.
            case ignored
            /// The kernel: whether it is told by whoever keeps the clock.
            case kernel
            /// The change time of a file, which whoever keeps the clock touches.
            case file(String)
        }

        /// Whether the log is JSON, a line an event; else it is sentences.
        public var isJSON = false
        /// Which requests are lines of it.
        public var requests = Requests.none
        /// How much of the file system has to be free; percent, 0 for any.
        public var sparePercent = 2
        /// Where it is seen when the clock was set.
        public var synchronisation = Synchronisation.ignored
        /// How long ago that may be; seconds.
        public var synchronisedSeconds: Int64 = 86_400
        /// How often the whole audit log is computed anew; seconds, 0 for at the start alone.
        public var auditCheckSeconds: Int64 = 600
        /// How long an approved application or a message may wait; seconds.
        public var waitingSeconds: Int64 = 900
        /// How long before the end of a certificate of the house a warning begins; seconds.
        public var endingSeconds: Int64 = 604_800

        /// States what holds where a file says nothing.
        public init() {}
    }
}

extension ConfigurationReader {
    /// What the file says of monitoring; homes from before it was there say nothing.
    ///
    /// - Parameter steps: how far the clock may jump ahead; seconds.
    /// - Returns: the section, or what holds without one.
    /// - Throws: ``ConfigurationError``.
    mutating func monitoring(steps: Int64) throws(ConfigurationError) -> Configuration.Monitoring {
        var monitoring = Configuration.Monitoring()
        guard names.contains("monitoring") else { return monitoring }
        var section = try self.section("monitoring")
        monitoring.isJSON = try choice("log", of: ["text", "json"], in: &section) == "json"
        let requests = try choice(
            "requests", of: Configuration.Monitoring.Requests.allCases.map(\.rawValue), in: &section)
        monitoring.requests = Configuration.Monitoring.Requests(rawValue: requests) ?? .none
        monitoring.sparePercent = Int(try section.number("sparePercent", 0...50))
        monitoring.synchronisation =
            switch try section.textOrNull("clockSetBy") {
            case nil: .ignored
            case "kernel": .kernel
            case .some(let file): .file(file)
            }
        if case .file(let file) = monitoring.synchronisation, !file.hasPrefix("/") {
            throw .value(
                file: self.file, path: section.path(of: "clockSetBy"), seen: file,
                allowed: "null, \"kernel\", an absolute path")
        }
        monitoring.synchronisedSeconds = try section.number("clockSetSeconds", 60...31_536_000)
        // One clock, one rule: `timestamps.maximumStepSeconds`. A file from when there were two says the same twice, and is
        // not to lose the stricter of them without a word.
        if section.names.contains("maximumStepSeconds") {
            let step = try section.number("maximumStepSeconds", 1...86_400)
            guard step >= steps else {
                throw .value(
                    file: file, path: section.path(of: "maximumStepSeconds"), seen: "\(step)",
                    allowed: "timestamps.maximumStepSeconds (\(steps)) or more; it alone counts")
            }
        }
        monitoring.auditCheckSeconds = try section.number("auditCheckSeconds", 0...2_678_400)
        monitoring.waitingSeconds = try section.number("waitingSeconds", 1...2_678_400)
        monitoring.endingSeconds = try section.number("endingSeconds", 0...31_536_000)
        try section.finish()
        return monitoring
    }

    private func choice(
        _ name: String, of allowed: [String], in section: inout ConfigurationSection
    ) throws(ConfigurationError) -> String {
        let word = try section.text(name)
        guard allowed.contains(word) else {
            throw .value(file: file, path: section.path(of: name), seen: word, allowed: allowed.joined(separator: ", "))
        }
        return word
    }
}
