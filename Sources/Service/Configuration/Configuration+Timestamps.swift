// SPDX-License-Identifier: Apache-2.0
public import DER
import PKIX

extension Configuration {
    /// How time stamps are made.
    public struct Timestamps: Sendable, Hashable {
        /// The policy that they are made under.
        public let policy: ObjectIdentifier
        /// How far their time may be off; seconds.
        public let accuracySeconds: Int64
        /// Whether their times alone put them in order.
        public let isOrdered: Bool
        /// How far the clock may jump ahead while the process runs; seconds.
        public let maximumStepSeconds: Int64
        /// How far the clock may be ahead of everything on record; seconds.
        public let maximumPauseSeconds: Int64
    }
}

extension ConfigurationReader {
    mutating func timestamps() throws(ConfigurationError) -> Configuration.Timestamps {
        var section = try section("timestamps")
        let timestamps = Configuration.Timestamps(
            policy: try section.identifier("policy"),
            accuracySeconds: try section.number("accuracySeconds", 1...60),
            isOrdered: try section.flag("ordering"),
            maximumStepSeconds: try section.number("maximumStepSeconds", 1...86_400),
            maximumPauseSeconds: try section.number("maximumPauseSeconds", 60...31_536_000))
        try section.finish()
        return timestamps
    }
}
