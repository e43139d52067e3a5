// SPDX-License-Identifier: Apache-2.0
public import JSON

/// Why bytes are not a JSON Web Signature that Mohr reads.
///
/// What others let pass because it "usually works" is refused here: signatures are forged through it.
public enum JWSError: Error, Equatable, Sendable {
    /// More bytes than the limit.
    case tooLarge(bytes: Int, allowed: Int)
    /// It is neither three parts with dots between nor one JSON object with one signature (RFC 7515 7.1, 7.2.2).
    case shape
    /// The header, or the object around it, is not the JSON that is taken; a name twice is among it (RFC 7515 4).
    case json(JSONError)
    /// A part is not base64url without padding (RFC 7515 2).
    case base64(part: String)
    /// A header parameter is missing.
    case missing(name: String)
    /// A header parameter, or a member of the object, does not hold what it may.
    case value(name: String, seen: String, allowed: String)
    /// The algorithm is not one to rely on: `none`, a shared secret's, or not known (RFC 8725 3.1).
    case algorithm(seen: String)
    /// A critical header parameter that is not understood, not there, repeated, or may not be critical
    /// (RFC 7515 4.1.11).
    case critical(name: String)
    /// A header parameter that changes what is signed and is not marked critical (RFC 7797 6).
    case notCritical(name: String)
    /// A key, or an address to fetch one from, that an attacker can choose (RFC 8725 3.10).
    case remoteKey(name: String)
    /// A header parameter without protection that is none of those that may be (TS 119 182-1 5.3).
    case unprotected(name: String)
    /// The payload is there although it travels by another way, or is missing, or cannot be written so.
    case payload
    /// A certificate in `x5c` cannot be read.
    case certificate(PKIXError)
}
