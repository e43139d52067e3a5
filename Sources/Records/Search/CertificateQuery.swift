// SPDX-License-Identifier: Apache-2.0
public import DER
public import PKIX

/// What is known of certificates that are looked for; everything given has to be so.
///
/// Personal data: the description shows which fields are given and none of them.
public struct CertificateQuery: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// Words of the holder's name, Persian or Latin, in any order and any spelling, each perhaps only its beginning.
    public var name: String?
    /// The holder's national identifier, canonical.
    public var nationalID: String?
    /// The holder's licence number, canonical.
    public var licence: String?
    /// The serial number, whoever issued it.
    public var serial: SerialNumber?
    /// SHA-256 of the certificate's DER.
    public var certificateSHA256: [UInt8]?
    /// SHA-256 of the certified key's SubjectPublicKeyInfo.
    public var publicKeySHA256: [UInt8]?
    /// The batch of chips that the key lives in, canonical.
    public var chipBatch: String?
    /// The office that enrolled the holder.
    public var office: String?
    /// The application that it answers.
    public var application: String?
    /// Who issued it.
    public var authority: String?
    /// The profile that it was issued under.
    public var profile: String?
    /// It was filed at this moment or later.
    public var issuedFrom: Instant?
    /// It was filed before this moment.
    public var issuedBefore: Instant?
    /// Its last second is this one or later.
    public var endsFrom: Instant?
    /// Its last second is before this one.
    public var endsBefore: Instant?
    /// Whether somebody applied for it at an office; officers' and responders' own were not applied for.
    public var isAppliedFor: Bool?
    /// What it is now.
    public var state: FoundState?

    /// A query that asks for nothing yet.
    public init() {}

    /// The fields that are given, by name, in a fixed order.
    public var fields: [String] { given.map(\.0) }

    /// Says which fields are given, and nothing of them.
    public var description: String { "CertificateQuery(" + fields.joined(separator: ", ") + ")" }

    /// Says which fields are given, and nothing of them.
    public var debugDescription: String { description }

    /// Shows nothing to `dump`.
    public var customMirror: Mirror { Mirror(self, children: [:]) }

    /// Every field that is given with its value as text; what a search is known by in the log, hashed.
    var given: [(String, String)] {
        let all: [(String, String?)] = [
            ("name", name), ("nationalID", nationalID), ("licence", licence), ("serial", serial?.hex),
            ("certificateSHA256", certificateSHA256?.hex), ("publicKeySHA256", publicKeySHA256?.hex),
            ("chipBatch", chipBatch), ("office", office), ("application", application), ("authority", authority),
            ("profile", profile),
            ("issuedFrom", issuedFrom?.rfc3339), ("issuedBefore", issuedBefore?.rfc3339),
            ("endsFrom", endsFrom?.rfc3339), ("endsBefore", endsBefore?.rfc3339), ("state", state?.rawValue),
        ]
        return all.compactMap { name, value in value.map { (name, $0) } }
    }
}
