// SPDX-License-Identifier: Apache-2.0
import Cryptography
public import DER

/// What a purpose asks of a signature; data, named by its digest in every report.
///
/// - SeeAlso: ETSI EN 319 102-1 5.1.4 (validation constraints).
public struct ValidationPolicy: Sendable, Hashable {
    /// What the verdict is for: `signature`, `prescription`, `trade`.
    public let purpose: String

    /// The professions that may sign; `nil` when any person may.
    public let professions: Set<ObjectIdentifier>?

    /// The certificate policies, one of which the path must be valid for; `nil` when any will do.
    public let certificatePolicies: Set<ObjectIdentifier>?

    /// How old a statement of status that names no end may be, an OCSP answer or the authority's own records; seconds.
    public let maximumStatusAgeSeconds: Int64

    /// How far ahead of the reference time a claimed signing time may lie, for clocks that disagree; seconds.
    public let clockToleranceSeconds: Int64

    /// `purpose@<SHA-256 hex of the policy's canonical text>`.
    public let id: String

    /// Draws up a policy.
    ///
    /// - Parameters:
    ///   - purpose: what the verdict is for.
    ///   - professions: who may sign; `nil` for any person.
    ///   - certificatePolicies: what the certificate must have been issued under; `nil` for any.
    ///   - maximumStatusAgeSeconds: one second or more.
    ///   - clockToleranceSeconds: zero or more.
    public init(
        purpose: String, professions: Set<ObjectIdentifier>? = nil,
        certificatePolicies: Set<ObjectIdentifier>? = nil, maximumStatusAgeSeconds: Int64,
        clockToleranceSeconds: Int64 = 300
    ) {
        self.purpose = purpose
        self.professions = professions
        self.certificatePolicies = certificatePolicies
        self.maximumStatusAgeSeconds = maximumStatusAgeSeconds
        self.clockToleranceSeconds = clockToleranceSeconds
        func list(_ identifiers: Set<ObjectIdentifier>?) -> String {
            identifiers.map { $0.map(\.dotted).sorted().joined(separator: ",") } ?? "any"
        }
        let text = """
            purpose=\(purpose)
            professions=\(list(professions))
            certificatePolicies=\(list(certificatePolicies))
            maximumStatusAgeSeconds=\(maximumStatusAgeSeconds)
            clockToleranceSeconds=\(clockToleranceSeconds)
            """
        id = "\(purpose)@\(Hex.encode(DigestAlgorithm.sha256.digest(Array(text.utf8))))"
    }
}
