// SPDX-License-Identifier: Apache-2.0

/// Why a token, or the module that it is reached by, did not do what it was asked.
///
/// Cases are facts; no case ever carries a PIN. `module` is the path of the shared object, `token` and `object` are
/// RFC 7512 URIs, `value` is the standard's name of a `CK_RV`: `CKR_DEVICE_REMOVED`.
///
/// - SeeAlso: PKCS #11 v2.40, 5.1 (function return values).
public enum TokenFault: Error, Equatable, Sendable {
    // Refusals: what was asked for, or what is in the token.

    /// The text is no `pkcs11:` URI; `seen` is the attribute that was not understood, never its value.
    case uri(seen: String, allowed: String)
    /// A secret stands in a URI, where logs and process lists show it; RFC 7512 7 warns of it.
    case secretInURI(attribute: String)
    /// The shared object cannot be loaded; the loader's own words.
    case moduleNotLoaded(module: String, cause: String)
    /// The shared object is no PKCS #11 module: it has no `C_GetFunctionList`, or one that gives nothing.
    case notAModule(module: String)
    /// The module speaks another version of the standard.
    case moduleVersion(module: String, seen: String, allowed: String)
    /// No token is there that the URI describes; those that are.
    case noToken(token: String, seen: [String])
    /// More than one token is what the URI describes.
    case severalTokens(token: String, seen: [String])
    /// The token needs a PIN and none was given.
    case pinNeeded(token: String)
    /// The PIN is wrong. It is not tried again: a token locks itself after few.
    case wrongPIN(token: String)
    /// The token is locked after too many wrong PINs; its security officer unlocks it.
    case pinLocked(token: String)
    /// One more wrong PIN would lock the token, so no program tries; a person may, with the token's own tool.
    case pinFinalTry(token: String)
    /// The PIN was never set, has expired or has to be changed first.
    case pinNotUsable(token: String, value: String)
    /// There is no such key in the token.
    case objectMissing(object: String)
    /// The URI describes more than one object.
    case severalObjects(object: String, count: Int)
    /// The token holds an object of this label already; a key is never written over.
    case objectExists(object: String)
    /// The key is of a kind that Mohr does not sign with.
    case keyType(object: String, seen: String, allowed: [String])
    /// An attribute says that the key could leave the token, or could not sign.
    case attribute(object: String, name: String, seen: String, allowed: String)
    /// The public half is not in the token.
    case publicKeyMissing(object: String)
    /// The token does not compute this.
    case mechanism(token: String, seen: String)

    // Faults: the token's, the module's or the way's to it.

    /// A call failed.
    case call(module: String, function: String, value: String)
    /// The token did not come back in the time that a caller can wait.
    case unreachable(module: String, token: String, value: String, attempts: Int, milliseconds: Int)
    /// All sessions stayed busy for as long as a caller can wait.
    case busy(token: String, sessions: Int)
    /// The token gave a signature that its own public key does not verify; it did not leave this process.
    case wrongSignature(object: String, algorithm: SignatureAlgorithm)
}

extension TokenFault {
    /// Whether the token may do it later, without anybody changing anything here.
    public var isPassing: Bool {
        switch self {
        case .call, .unreachable, .busy, .noToken: true
        default: false
        }
    }
}
