// SPDX-License-Identifier: Apache-2.0
public import DER

/// What an issuer puts into one certificate.
public struct IssuingParameters: Sendable, Hashable {
    /// The issuer's certificate; `nil` when the subject issues for itself, as a root does.
    public let issuer: Certificate?

    /// The number drawn for this certificate.
    public let serialNumber: SerialNumber

    /// What the clock shows.
    public let time: Instant

    /// How much earlier than at the latest the certificate expires; drawn from 0 to the profile's jitter.
    public let jitterSeconds: Int64

    /// Where the issuer's certificate, lists and responder are.
    public let locations: IssuerLocations

    /// Takes the parts.
    ///
    /// - Parameters:
    ///   - issuer: the issuer's certificate; `nil` for a root.
    ///   - serialNumber: the number drawn for this certificate.
    ///   - time: what the clock shows.
    ///   - jitterSeconds: from 0 to the profile's jitter.
    ///   - locations: where the issuer's certificate, lists and responder are.
    public init(
        issuer: Certificate?, serialNumber: SerialNumber, time: Instant, jitterSeconds: Int64 = 0,
        locations: IssuerLocations
    ) {
        self.issuer = issuer
        self.serialNumber = serialNumber
        self.time = time
        self.jitterSeconds = jitterSeconds
        self.locations = locations
    }
}
