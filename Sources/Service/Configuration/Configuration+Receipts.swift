// SPDX-License-Identifier: Apache-2.0
import PKIX

extension Configuration {
    /// What is kept of the first verification of each signature.
    public struct Receipts: Sendable, Hashable {
        /// Whether receipts are given for signatures that have none.
        public let isKept: Bool
        /// How long an answer waits for its receipt; milliseconds.
        public let waitMilliseconds: Int

        /// States what is kept.
        public init(isKept: Bool = true, waitMilliseconds: Int = 1_000) {
            self.isKept = isKept
            self.waitMilliseconds = waitMilliseconds
        }
    }
}

extension ConfigurationReader {
    /// What the file says of receipts; homes from before there were any say nothing and keep them.
    mutating func receipts() throws(ConfigurationError) -> Configuration.Receipts {
        guard names.contains("receipts") else { return Configuration.Receipts() }
        var section = try self.section("receipts")
        let receipts = Configuration.Receipts(
            isKept: try section.flag("kept"),
            waitMilliseconds: Int(try section.number("waitMilliseconds", 0...10_000)))
        try section.finish()
        return receipts
    }
}
