// SPDX-License-Identifier: Apache-2.0

/// What a paper is that an office keeps of an applicant.
///
/// The raw value is what requests, problem documents and records call it; it never changes.
public enum EvidenceKind: String, Sendable, Hashable, CaseIterable {
    /// The signed request form, with the applicant's signature under names and numbers.
    case requestForm
    /// The signed acceptance form (فرم پذیرش).
    case acceptanceForm
    /// The national smart card, or its receipt.
    case nationalCard
    /// The identity booklet (شناسنامه).
    case birthCertificate
    /// A foreigner's passport or residence card.
    case passport
    /// A photo of the applicant.
    case photo
    /// The licence or card of the profession.
    case licence
    /// The commercial card.
    case commercialCard
    /// The organisation's letter of introduction (معرفی‌نامه).
    case introductionLetter
    /// The organisation's establishment notice (آگهی تأسیس).
    case establishmentNotice
    /// The latest official gazette, which shows who may sign (روزنامهٔ رسمی).
    case gazette
    /// A written request for revocation.
    case revocationRequest
    /// Anything else that an officer wants on file.
    case other

    /// Reads a point of a remark: `evidence.photo`.
    init?(point: String) {
        guard point.hasPrefix("evidence.") else { return nil }
        self.init(rawValue: String(point.dropFirst(9)))
    }

    /// What a remark about the paper is filed under.
    public var point: String { "evidence.\(rawValue)" }
}
