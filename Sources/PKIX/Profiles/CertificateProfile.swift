// SPDX-License-Identifier: Apache-2.0
public import Cryptography
public import DER

/// The rules that one kind of certificate is issued under.
///
/// A profile is one table of chapter 7 of `PKI/CP-CPS.md` in a form the house can enforce. It is read from
/// `PKI/Profiles/<name>.json5`, checked once, and from then on every profile in memory is a lawful one. What a profile
/// does not name cannot get into a certificate: drafts are made by ``draft(of:by:)`` alone.
///
/// - SeeAlso: RFC 3647 4.7; RFC 5280 4.2.
public struct CertificateProfile: Sendable, Hashable {
    /// What requests ask for it by, and its file's name: `doctor-signing`.
    public let name: String

    /// What its certificates are for.
    public let kind: CertificateKind

    /// Whom its certificates are about; `nil` for those of authorities, officers and services.
    public let subjectClass: SubjectClass?

    /// What it is called on pages, by language: `fa`, `en`.
    public let title: [String: String]

    /// From `notBefore` to `notAfter` at the longest, both ends counted.
    public let validitySeconds: Int64

    /// Over how much time before that end expiries are spread, so that they never fall on one day.
    public let validityJitterSeconds: Int64

    /// How far before the clock `notBefore` is set, for relying parties whose clocks run slow; less than one day.
    public let backdateSeconds: Int64

    /// What the issuer signs with.
    public let signatureAlgorithm: SignatureAlgorithm

    /// The kinds of keys that are certified; one or more.
    public let allowedKeys: [KeyKind]

    /// The subject's attributes, in the order that they are written in.
    public let subject: [SubjectRule]

    /// The kinds of alternative names that may be given, one name at least; none when the extension is left out.
    public let alternativeNames: Set<AlternativeNameKind>

    /// The uses that the certified key is good for; never empty.
    public let keyUsage: KeyUsage

    /// The purposes that the certified key is good for; empty when the extension is left out.
    public let extendedKeyUsage: [ObjectIdentifier]

    /// Whether ``extendedKeyUsage`` is critical.
    public let extendedKeyUsageIsCritical: Bool

    /// Whether the subject may issue certificates, and how deep; `nil` when the extension is left out.
    public let basicConstraints: BasicConstraints?

    /// The policies under which the subject's identity was proved.
    public let policies: [ObjectIdentifier]

    /// Where the issuer's certificate is.
    public let issuerURL: URLTemplate?

    /// Where the issuer's responder is.
    public let ocspURL: URLTemplate?

    /// Where the issuer's list is.
    public let crlDistributionPoint: URLTemplate?

    /// The profession that the certificates name.
    public let admission: AdmissionRule?

    /// What is stated of the certificates' quality.
    public let qcStatements: [QCStatement]

    /// The kinds of documents that the subject may sign: `prescription`, `trade`.
    public let documentKinds: [String]

    /// Whether the responder's own status is not to be asked.
    public let hasOCSPNoCheck: Bool

    /// SHA-256 of the profile's file, by which records and logs name the rules that held.
    public let sha256: [UInt8]

    /// Checks a profile document and takes it in.
    ///
    /// - Parameters:
    ///   - document: what the file says.
    ///   - identifiers: the names of policies and professions; ``MohrOID/named``, or national ones from `Config/`.
    /// - Throws: ``ProfileError``, naming the field, what it holds and what it may hold.
    /// - SeeAlso: CP/CPS 6.3.2 and 7.1.
    public init(
        checking document: ProfileDocument, identifiers: [String: ObjectIdentifier] = MohrOID.named
    ) throws(ProfileError) {
        name = try Self.checkedName(document.name)
        guard let kind = CertificateKind(rawValue: document.kind) else {
            throw .unknownValue(
                path: "kind", seen: document.kind, allowed: CertificateKind.allCases.map(\.rawValue))
        }
        self.kind = kind
        subjectClass = if let word = document.subjectClass { try SubjectClass(checking: word) } else { nil }
        title = document.title
        validitySeconds = document.validitySeconds
        validityJitterSeconds = document.validityJitterSeconds
        backdateSeconds = document.backdateSeconds
        signatureAlgorithm = try ProfileWords.meaning(
            of: document.signatureAlgorithm, path: "signatureAlgorithm", in: ProfileWords.signatureAlgorithms)
        allowedKeys = try ProfileWords.meanings(of: document.allowedKeys, path: "allowedKeys") {
            word throws(ProfileError) in
            try ProfileWords.meaning(of: word, path: "allowedKeys", in: ProfileWords.keys)
        }
        subject = try Self.checkedSubject(document.subject)
        alternativeNames = Set(
            try ProfileWords.meanings(of: document.alternativeNames, path: "alternativeNames") {
                word throws(ProfileError) in
                try AlternativeNameKind(checking: word)
            })
        keyUsage = try Self.checkedKeyUsage(document)
        extendedKeyUsage = try ProfileWords.meanings(of: document.extendedKeyUsage, path: "extendedKeyUsage.purposes") {
            word throws(ProfileError) in
            try ProfileWords.identifier(word, path: "extendedKeyUsage.purposes", named: ProfileWords.purposes)
        }
        extendedKeyUsageIsCritical = document.extendedKeyUsageIsCritical
        basicConstraints = try Self.checkedConstraints(document)
        policies = try ProfileWords.meanings(of: document.policies, path: "policies") { word throws(ProfileError) in
            try ProfileWords.identifier(word, path: "policies", named: identifiers)
        }
        issuerURL = try Self.template(document.issuerURL, path: "authorityInformationAccess.issuer")
        ocspURL = try Self.template(document.ocspURL, path: "authorityInformationAccess.ocsp")
        crlDistributionPoint = try Self.template(document.crlDistributionPoint, path: "crlDistributionPoint")
        admission =
            if let rule = document.admission {
                try AdmissionRule(checking: rule, identifiers: identifiers)
            } else {
                nil
            }
        qcStatements = try ProfileWords.meanings(of: document.qcStatements, path: "qcStatements") {
            word throws(ProfileError) in
            try ProfileWords.meaning(of: word, path: "qcStatements", in: ProfileWords.statements)
        }
        documentKinds = document.documentKinds
        hasOCSPNoCheck = document.ocspNoCheck
        sha256 = document.sha256
        try checkRanges()
        try checkKind()
    }

    /// Reads and checks a profile's file.
    ///
    /// - Parameters:
    ///   - bytes: JSON5.
    ///   - identifiers: the names of policies and professions.
    /// - Throws: ``ProfileError``.
    public init(
        reading bytes: [UInt8], identifiers: [String: ObjectIdentifier] = MohrOID.named
    ) throws(ProfileError) {
        let document: ProfileDocument
        do throws(JSON5Error) {
            document = try ProfileDocument(reading: bytes)
        } catch {
            throw .document(error)
        }
        try self.init(checking: document, identifiers: identifiers)
    }
}
