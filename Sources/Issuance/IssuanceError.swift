// SPDX-License-Identifier: Apache-2.0
public import Cryptography
public import DER
public import Linting
public import PKIX
public import Records

/// Why a certificate was not issued.
public enum IssuanceError: Error, Equatable, Sendable {
    // Refusals: the request's doing, told to the office that asked. Nothing is on record of them.

    /// The application's request cannot be read.
    case request(PKIXError)
    /// The key in the application's request is not the one that was proved when it was taken in.
    case keyExchanged(application: String)
    /// The key is certified for somebody else. CP/CPS 6.1.1.
    case keyOfSomeoneElse
    /// The key is known to be in other hands. CP/CPS 4.9.12.
    case keyReported
    /// The key in the application's request cannot be used.
    case subjectKey(CryptographyError)
    /// The profile does not let such a certificate be drafted.
    case draft(ProfileError)
    /// It would be valid after its issuer is not. CP/CPS 6.3.2.
    case outlivesIssuer(notAfter: Instant, issuer: Instant)
    /// It would have to end before it begins.
    case overBeforeItBegins(limit: Instant, notBefore: Instant)
    /// Rules object to the draft; one finding or more, each with its citation.
    case refused([Finding])
    /// The draft cannot be read back.
    case unreadable(PKIXError)
    /// The profile's signature algorithm is not one of the issuer's key.
    case algorithm(AlgorithmIdentifier, KeyKind)

    // Faults: ours, logged in full, told as a reference number only.

    /// The key that was handed over is not the one that the authority's certificate names.
    case foreignKey(authority: String)
    /// No authority issues under this profile, or it is not told which of several.
    case issuerUnclear(profile: String, seen: [String])
    /// A key could not sign, or no random bytes could be drawn.
    case key(CryptographyError)
    /// What was signed is not what was cleared, or the signature does not verify; the serial number is revoked.
    case signedOtherwise(CertificateReference)
    /// Every number that was drawn was given out before: the generator repeats itself.
    case serialsRepeat(draws: Int)
    /// The records did not take something down.
    case records(RecordsError)

    /// Whether the request is at fault, so that asking again is of no use.
    public var isRefusal: Bool {
        switch self {
        case .request, .keyExchanged, .keyOfSomeoneElse, .keyReported, .subjectKey, .draft, .outlivesIssuer,
            .overBeforeItBegins, .refused,
            .unreadable, .algorithm:
            true
        case .foreignKey, .issuerUnclear, .key, .signedOtherwise, .serialsRepeat, .records: false
        }
    }
}
