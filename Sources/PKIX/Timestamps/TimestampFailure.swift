// SPDX-License-Identifier: Apache-2.0

/// Why an authority gives no time stamp: a bit of `PKIFailureInfo`.
///
/// - SeeAlso: RFC 3161 2.4.2.
public enum TimestampFailure: Int, Sendable, Hashable, CaseIterable {
    /// The digest algorithm is not known or not taken.
    case badAlg = 0
    /// The request is not one that is answered.
    case badRequest = 2
    /// The request cannot be read.
    case badDataFormat = 5
    /// The authority's time source is not available.
    case timeNotAvailable = 14
    /// The policy asked for is not the authority's.
    case unacceptedPolicy = 15
    /// An extension is not taken.
    case unacceptedExtension = 16
    /// What was asked for beside the stamp is not available.
    case addInfoNotAvailable = 17
    /// The authority cannot handle the request.
    case systemFailure = 25
}
