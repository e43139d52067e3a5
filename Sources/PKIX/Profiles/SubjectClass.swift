// SPDX-License-Identifier: Apache-2.0
import DER

/// Whom a subscriber's certificate is about, and how that person stands to an organisation (نوع وابستگی).
///
/// The class fixes how the subject is named, so that a relying party can read it from `organizationName` and
/// `organizationIdentifier` alone.
public enum SubjectClass: String, Sendable, Hashable, CaseIterable {
    /// A person in their own name (حقیقی مستقل).
    case independent
    /// A person who signs for an organisation that is not the government's (حقیقی وابسته به بخش غیردولتی).
    case affiliated
    /// A person who signs for a body of the government (حقیقی وابسته به دولت).
    case government
    /// An organisation itself (مهر سازمانی).
    case seal

    /// What `organizationName` says of a person; `nil` for an organisation, whose name stands there.
    public var organizationWord: String? {
        switch self {
        case .independent: "Unaffiliated"
        case .affiliated: "Non-Governmental"
        case .government: "Governmental"
        case .seal: nil
        }
    }

    init(checking word: String) throws(ProfileError) {
        guard let value = SubjectClass(rawValue: word) else {
            throw .unknownValue(path: "subjectClass", seen: word, allowed: Self.allCases.map(\.rawValue))
        }
        self = value
    }

    /// Refuses a subject that is not named as the class asks.
    func check(_ subject: [SubjectRule], _ statements: [QCStatement]) throws(ProfileError) {
        func source(_ type: ObjectIdentifier) -> SubjectRule.Source? {
            subject.first { $0.attribute == type }?.source
        }
        func demand(_ type: ObjectIdentifier, _ wanted: SubjectRule.Source?) throws(ProfileError) {
            guard source(type) == wanted else {
                throw .contradiction(
                    kind: .subscriber, path: "subject." + (AttributeLabel.label(of: type) ?? type.dotted),
                    seen: source(type).map { "\($0)" } ?? "nothing",
                    allowed: (wanted.map { "\($0)" } ?? "nothing") + ", as the class \(rawValue) asks")
            }
        }
        try demand(OID.organizationName, organizationWord.map { .fixed($0) } ?? .required)
        switch self {
        case .independent: try demand(OID.organizationalUnitName, nil)
        case .affiliated, .government:
            try demand(OID.organizationalUnitName, .required)
            try demand(OID.title, .required)
        case .seal:
            try demand(OID.organizationIdentifier, .required)
            for type in [OID.surname, OID.givenName, OID.serialNumber, OID.title] { try demand(type, nil) }
        }
        let semantics = self == .seal ? ProfileWords.legalSemantics : ProfileWords.naturalSemantics
        guard statements.contains(semantics) else {
            throw .contradiction(
                kind: .subscriber, path: "qcStatements", seen: "other semantics",
                allowed: self == .seal ? "semantics-legal" : "semantics-natural")
        }
    }
}
