// SPDX-License-Identifier: Apache-2.0
public import Cryptography
public import DER

/// Why bytes are not the certificate, list, request or message that they claim to be,
/// or why one could not be made.
///
/// Offsets count from the start of the buffer that was handed to the outermost initialiser.
public indirect enum PKIXError: Error, Equatable, Sendable {
    // Refusals: what arrived is not what the standard allows.

    /// The bytes are not DER, or not of the type that belongs there (X.690).
    case der(DERError)
    /// A known extension does not hold what its definition says (RFC 5280 4.2).
    case malformedExtension(ObjectIdentifier, PKIXError)
    /// An extension is present twice (RFC 5280 4.2: "MUST NOT include more than one instance").
    case duplicateExtension(ObjectIdentifier, offset: Int)
    /// Something that must hold one element at least holds none.
    case empty(field: String, offset: Int)
    /// Something that may be listed once is listed twice.
    case repeated(field: String, value: String, offset: Int)
    /// A value lies outside what the definition allows.
    case outOfRange(field: String, seen: String, allowed: String, offset: Int)
    /// A value of an alternative or a field is not among those that are defined.
    case unexpected(field: String, seen: String, allowed: String, offset: Int)
    /// A SET OF is not in DER order (X.690 11.6).
    case unsorted(field: String, offset: Int)
    /// Extensions in a certificate whose version is not 3 (RFC 5280 4.1.2.9).
    case extensionsBeforeVersion3(version: Int, offset: Int)
    /// The input is larger than this kind of object may be; bytes.
    case tooLarge(field: String, seen: Int, allowed: Int)
    /// PEM was given, but no block of a wanted label is in it.
    case noPEMBlock(seen: [String], allowed: [String])
    /// The PEM armour or its base64 is broken.
    case pem(CryptographyError)
    /// The key cannot be used; what the key itself says about it.
    case publicKey(CryptographyError)
    /// A signed attribute that may be there once with one value is repeated, or has no value or several
    /// (RFC 5652 11).
    case attributeNotSingle(ObjectIdentifier, attributes: Int, values: Int)
    /// A request is not signed by the key it asks to have certified (RFC 2986 3).
    case proofOfPossession(SignatureAlgorithm)
    /// The algorithm that a signature names is none that the key can compute.
    case algorithmDoesNotFitKey(SignatureAlgorithm, KeyKind)
    /// An algorithm that is not known, or whose parameters are not those it must have.
    case unsupportedAlgorithm(ObjectIdentifier)

    // Refusals: what was asked to be written may not be.

    /// An attribute of a name is empty, or outside its bounds; in characters (RFC 5280 appendix A.1).
    case attributeLength(ObjectIdentifier, seen: Int, allowed: ClosedRange<Int>)
    /// An attribute holds a character that its string type lacks.
    case attributeCharacter(ObjectIdentifier, allowed: String)

    // Faults: ours.

    /// The key could not sign.
    case signing(CryptographyError)

    /// Where the trouble is, when it is at one place of the input.
    public var offset: Int? {
        switch self {
        case .der(let error): error.offset
        case .malformedExtension(_, let cause): cause.offset
        case .duplicateExtension(_, let offset), .empty(_, let offset), .repeated(_, _, let offset),
            .outOfRange(_, _, _, let offset), .unexpected(_, _, _, let offset), .unsorted(_, let offset),
            .extensionsBeforeVersion3(_, let offset):
            offset
        default: nil
        }
    }
}

/// Runs one reading step of the DER room and turns its error into this room's.
///
/// - Parameter step: the step; run once.
/// - Returns: what the step returns.
/// - Throws: ``PKIXError/der(_:)``.
@inline(__always)
func der<Value>(_ step: @autoclosure () throws(DERError) -> Value) throws(PKIXError) -> Value {
    do throws(DERError) {
        return try step()
    } catch {
        throw .der(error)
    }
}
