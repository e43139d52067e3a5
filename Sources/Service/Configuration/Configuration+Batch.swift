// SPDX-License-Identifier: Apache-2.0

extension Configuration {
    /// How much of a batch of verifications is taken, and how prescriptions are known.
    public struct Batch: Sendable, Hashable {
        /// Bytes that a line may have.
        public let lineBytes: Int
        /// Batches at once.
        public let exchanges: Int
        /// Batches at once from one client.
        public let exchangesPerClient: Int
        /// Of prescriptions that are JSON, the member that holds their id; nil for none.
        public let prescriptionIDMember: String?
    }
}

extension ConfigurationReader {
    /// `batch`; a file from before there was one has the usual values.
    mutating func batch() throws(ConfigurationError) -> Configuration.Batch {
        guard names.contains("batch") else {
            return Configuration.Batch(
                lineBytes: 1_048_576, exchanges: 16, exchangesPerClient: 4, prescriptionIDMember: nil)
        }
        var section = try section("batch")
        let batch = Configuration.Batch(
            lineBytes: Int(try section.number("lineBytes", 1_024...16_777_216)),
            exchanges: Int(try section.number("exchanges", 1...1_024)),
            exchangesPerClient: Int(try section.number("exchangesPerClient", 1...1_024)),
            prescriptionIDMember: try section.textOrNull("prescriptionIDMember"))
        try section.finish()
        return batch
    }
}
