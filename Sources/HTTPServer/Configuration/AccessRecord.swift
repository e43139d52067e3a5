// SPDX-License-Identifier: Apache-2.0

/// What is noted of one answered request: nothing about who asked, and not what they asked about in the query.
public struct AccessRecord: Sendable, Hashable {
    /// The method; empty if the request was refused before it was read.
    public let method: String
    /// The path, as sent, without the query; empty if the request was refused before it was read.
    ///
    /// A path may name a person's certificate: a log that outlives the day should keep the route instead.
    public let path: String
    /// The status code of the answer.
    public let status: Int
    /// From the request's last byte to the answer, ready to be sent.
    public let microseconds: Int
}
