// SPDX-License-Identifier: Apache-2.0

/// What a responder says of the request itself.
///
/// - SeeAlso: RFC 6960 4.2.1 (`OCSPResponseStatus`; 4 is not used).
public enum OCSPResponseStatus: Int, Sendable, Hashable, CaseIterable {
    /// The response holds an answer.
    case successful = 0
    /// The request is not what the standard allows.
    case malformedRequest = 1
    /// The responder has a fault.
    case internalError = 2
    /// The responder cannot answer now.
    case tryLater = 3
    /// The responder answers signed requests only.
    case sigRequired = 5
    /// The responder may not answer this client, or not for this certificate.
    case unauthorized = 6
}
