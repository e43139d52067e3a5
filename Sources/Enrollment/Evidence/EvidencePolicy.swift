// SPDX-License-Identifier: Apache-2.0
public import PKIX

/// Which papers applicants bring, how large they may be, and how long they are kept.
public struct EvidencePolicy: Sendable, Hashable {
    /// Whether an application is entered only with every paper that its class has to bring.
    public var isEnforced = false

    /// What each class brings; a foreigner's passport does in place of the national card.
    public var required: [SubjectClass: [EvidenceKind]] = [
        .independent: [.nationalCard, .photo],
        .affiliated: [.nationalCard, .photo, .introductionLetter, .establishmentNotice, .gazette],
        .government: [.nationalCard, .photo, .introductionLetter],
        .seal: [.introductionLetter, .establishmentNotice, .gazette],
    ]

    /// What a profession adds: the paper of its register.
    public var professionPaper = true

    /// The largest paper; bytes.
    public var maximumBytes = 5 * 1_048_576

    /// How many papers an application may have.
    public var perApplication = 20

    /// How long an image's side may be; pixels.
    ///
    /// Shorter ones cannot be read, longer ones fill a viewer's memory.
    public var pixels = 100...12_000

    /// How long the papers of an application are kept that came to nothing; seconds since it did.
    public var refusedSeconds: Int64 = 180 * 86_400

    /// How long the papers of a certified person are kept; seconds since the acceptance.
    ///
    /// - SeeAlso: ETSI EN 319 411-1 OVR-6.4.6-01 (seven years after the certificate's end).
    public var issuedSeconds: Int64 = 10 * 31_557_600

    /// A policy with every default.
    public init() {}

    /// What a profile's applicants bring, in the table's order.
    ///
    /// - Parameters:
    ///   - profile: the profile.
    ///   - isForeigner: whether the applicant has a foreigner's ID.
    ///   - hasCard: whether the profession's register is that of commercial cards.
    /// - Returns: the kinds, each once.
    func papers(for profile: CertificateProfile, isForeigner: Bool, hasCard: Bool) -> [EvidenceKind] {
        var kinds = required[profile.subjectClass ?? .independent] ?? []
        if professionPaper, profile.admission != nil { kinds.append(hasCard ? .commercialCard : .licence) }
        if isForeigner { kinds = kinds.map { $0 == .nationalCard ? .passport : $0 } }
        return kinds
    }
}
