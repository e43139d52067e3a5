// SPDX-License-Identifier: Apache-2.0
public import Campaigns
public import Cryptography
public import Enrollment
public import HTTPServer
public import Issuance
public import MohrValidation
public import PKIX
public import Records
public import Revocation
public import Timestamping

/// Why the service does not start, or what went wrong while it ran.
public enum ServiceError: Error, Sendable {
    /// The configuration is not taken.
    case configuration(ConfigurationError)
    /// A file that the configuration or the home names cannot be read.
    case unreadable(file: String, cause: String)
    /// A profile is no lawful one.
    case profile(file: String, cause: String)
    /// The records cannot be opened or read.
    case records(RecordsError)
    /// An authority of the configuration is not on record, or has no certificate yet.
    case authorityNotOnRecord(name: String, known: [String])
    /// A key cannot be opened; for instance a wrong passphrase.
    case key(file: String, CryptographyError)
    /// A certificate cannot be read, or its key cannot be used.
    case certificate(file: String, PKIXError)
    /// An authority's certificate and key do not work together.
    case issuance(IssuanceError)
    /// A ceremony was not performed, or a service of the house got no certificate.
    case ceremony(CeremonyError)
    /// What waited too long in an office could not be closed.
    case enrollment(EnrollmentError)
    /// Lists or status answers cannot be made.
    case revocation(RevocationError)
    /// The time-stamping unit cannot be set up.
    case timestamping(TimestampingError)
    /// A campaign does not go on.
    case campaign(CampaignError)
    /// A feed of a licensing body was not taken.
    case profession(file: String, ProfessionFeedError)
    /// A listener cannot be opened.
    case listener(address: String, port: Int, HTTPServerError)
    /// A request met a fault; its client was told the reference number.
    case fault(Fault)

    /// Whether the operator can mend it in files, rather than wait for something to come back.
    public var isOperators: Bool {
        switch self {
        case .key(_, .token(let fault)): !fault.isPassing
        case .configuration, .unreadable, .profile, .authorityNotOnRecord, .key, .certificate, .ceremony: true
        case .records, .issuance, .enrollment, .revocation, .campaign, .timestamping, .profession, .listener, .fault:
            false
        }
    }
}
