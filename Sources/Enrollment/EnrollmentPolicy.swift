// SPDX-License-Identifier: Apache-2.0
import Cryptography
public import DER
public import Linting
import PKIX
public import Records

/// What one installation asks of offices and applicants beyond what profiles and law fix.
public struct EnrollmentPolicy: Sendable, Hashable {
    /// Whether officers sign each of their actions with their own key.
    public enum OfficerSignatures: String, Sendable, Hashable, CaseIterable {
        /// A signature that is given is checked and kept.
        case optional
        /// Without one nothing is done.
        case required
    }

    /// What happens to an officer who reaches a limit.
    public enum LimitConsequence: String, Sendable, Hashable, CaseIterable {
        /// The action is refused; later ones are not.
        case refuse
        /// The action is refused, and an officer who goes on in spite of it suspended.
        case suspend
    }

    /// What becomes of a key that the same person has a certificate with already.
    public enum KeyRenewal: String, Sendable, Hashable, CaseIterable {
        /// It is certified anew: renewal, RFC 3647 4.6.
        case allowed
        /// A new certificate needs a new key: re-key, RFC 3647 4.7.
        case refused
    }

    /// How certificates that another authority issued count when their holder is certified here.
    public enum ImportedCertificates: String, Sendable, Hashable, CaseIterable {
        /// Not at all.
        case ignored
        /// The officers are told; the new certificate takes the old one's place.
        case reported
        /// Nothing is approved while one is in force: its issuer revokes it first.
        case refused
    }

    /// How certificates that another authority issued count when their holder is certified here.
    public var importedCertificates = ImportedCertificates.reported

    /// What becomes of a key that the same person has a certificate with already.
    public var keyRenewal = KeyRenewal.allowed

    /// What a key must be to be certified.
    public var keyRules = KeyRules.standard

    /// The register that each profession's licence numbers are in.
    public var licences: [ObjectIdentifier: LicenceRegister]

    /// What the title may be, by profile; for profiles that leave it to the application.
    public var titles: [String: [String]]

    /// Fields that every applicant fills in, beside those of the profile.
    public var requiredFields: Set<FormField>

    /// The first three digits of national IDs that the registry issues; empty if there is no such table.
    public var nationalIDPrefixes: Set<String>

    /// How often officers may enter and approve; each is counted by itself.
    public var limits: [StepLimit]

    /// How often officers may file applications for others; a filed application certifies no one yet.
    public var filingLimits: [StepLimit]

    /// What happens at a limit.
    public var limitConsequence: LimitConsequence

    /// How many refusals at an officer's limit are borne, within its time, before the officer is suspended.
    ///
    /// A person is told to wait and waits; a program with a stolen key goes on.
    public var limitPatience = 2

    /// Whether officers sign their actions.
    public var officerSignatures: OfficerSignatures

    /// How long an application may stand still before it expires; seconds.
    public var applicationSeconds: Int64

    /// How long a subscriber has to accept an issued certificate; seconds.
    public var acceptanceSeconds: Int64

    /// The longest licence that an office can have; seconds.
    ///
    /// Regulation under article 32 of the Electronic Commerce Law, article 14: three years.
    public var officeLicenceSeconds: Int64

    /// How long an officer has an application in hand before a colleague may take it; seconds.
    public var claimSeconds: Int64 = 900

    /// How long a draft is kept that nobody saves; seconds.
    public var draftSeconds: Int64 = 90 * 86_400

    /// The longest time that an officer may name a deputy for; seconds.
    public var delegationSeconds: Int64 = 30 * 86_400

    /// The professions that an office's scope may name.
    public var professions: [String: ObjectIdentifier] = [
        "physician": MohrOID.physician, "dentist": MohrOID.dentist, "midwife": MohrOID.midwife,
        "pharmacist": MohrOID.pharmacist, "trader": MohrOID.trader,
    ]

    /// Which papers applicants bring.
    public var evidence = EvidencePolicy()

    /// What is asked of the second channel, and what holders may do through it.
    public var channel = ChannelPolicy()

    /// When and how often holders renew by themselves.
    public var renewal = RenewalPolicy()

    /// SHA-256 of the terms that applicants are shown and accept; 32 bytes.
    public var termsSHA256: [UInt8]

    /// A policy for the house's own professions: physicians' and dentists' numbers are bare, midwives' and pharmacists'
    /// have their letter, traders have a commercial card.
    ///
    /// An officer files, enters or approves 5 applications in a minute and 200 in a day, an office 1,000: more than anyone
    /// who looks at papers can do. Who does more is a program with an officer's key, and is suspended.
    public static let standard = EnrollmentPolicy(
        licences: [
            MohrOID.physician: .medicalCouncil(letters: []), MohrOID.dentist: .medicalCouncil(letters: []),
            MohrOID.midwife: .medicalCouncil(letters: ["م"]), MohrOID.pharmacist: .medicalCouncil(letters: ["د"]),
            MohrOID.trader: .commercialCard,
        ],
        limits: usualLimits, filingLimits: usualLimits)

    private static let usualLimits = [
        StepLimit(.officer, count: 5, seconds: 60), StepLimit(.officer, count: 200, seconds: 86_400),
        StepLimit(.office, count: 1_000, seconds: 86_400),
    ]

    /// SHA-256 of no text.
    public static let noTermsSHA256 = DigestAlgorithm.sha256.digest([UInt8]())

    /// Makes a policy.
    ///
    /// - Parameters:
    ///   - licences: the register of each profession's licence numbers.
    ///   - titles: what the title may be, by profile.
    ///   - requiredFields: fields that every applicant fills in.
    ///   - nationalIDPrefixes: three digits each; empty for no table.
    ///   - limits: how often officers may enter and approve.
    ///   - filingLimits: how often officers may file.
    ///   - limitConsequence: what happens at a limit.
    ///   - officerSignatures: whether officers sign their actions.
    ///   - applicationSeconds: how long an application may stand still; 30 days.
    ///   - acceptanceSeconds: how long a subscriber has to accept; 14 days.
    ///   - termsSHA256: of the terms shown; that of no text when there are none.
    public init(
        licences: [ObjectIdentifier: LicenceRegister], titles: [String: [String]] = [:],
        requiredFields: Set<FormField> = [], nationalIDPrefixes: Set<String> = [], limits: [StepLimit] = [],
        filingLimits: [StepLimit] = [],
        limitConsequence: LimitConsequence = .suspend, officerSignatures: OfficerSignatures = .optional,
        applicationSeconds: Int64 = 30 * 86_400, acceptanceSeconds: Int64 = 14 * 86_400,
        termsSHA256: [UInt8] = EnrollmentPolicy.noTermsSHA256
    ) {
        self.licences = licences
        self.titles = titles
        self.requiredFields = requiredFields
        self.nationalIDPrefixes = nationalIDPrefixes
        self.limits = limits
        self.filingLimits = filingLimits
        self.limitConsequence = limitConsequence
        self.officerSignatures = officerSignatures
        self.applicationSeconds = applicationSeconds
        self.acceptanceSeconds = acceptanceSeconds
        // Three years have at most one leap day between two of the same date.
        officeLicenceSeconds = (3 * 365 + 1) * 86_400
        self.termsSHA256 = termsSHA256
    }
}
