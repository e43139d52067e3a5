// SPDX-License-Identifier: Apache-2.0
import PKIX

/// What a document brings along to be judged by, in whatever format it is signed; nothing of it is trusted.
struct CarriedMaterial {
    let certificates: [ArraySlice<UInt8>]
    let lists: [ArraySlice<UInt8>]
    let responses: [ArraySlice<UInt8>]
    /// Timestamps, which bring material of their own.
    let tokens: [TimestampToken]

    init(
        certificates: [ArraySlice<UInt8>], lists: [ArraySlice<UInt8>], responses: [ArraySlice<UInt8>],
        tokens: [TimestampToken]
    ) {
        self.certificates = certificates
        self.lists = lists
        self.responses = responses
        self.tokens = Array(tokens.prefix(FactsCollector.maximumExamined))
    }

    init(_ message: SignedData) {
        self.init(
            certificates: message.certificates, lists: message.crls, responses: message.ocspResponses,
            tokens: FactsCollector.tokens(in: message))
    }
}
