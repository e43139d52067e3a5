// SPDX-License-Identifier: Apache-2.0
import Cryptography

/// A profile as its file says it, its words not yet understood.
///
/// Every name in the file is one of those read here; any other is an error, so a profile cannot seem to say something
/// that nobody acts on.
///
/// - SeeAlso: `PKI/Profiles/*.json5`, `PKI/README.md`.
public struct ProfileDocument: Sendable, Hashable {
    /// What requests ask for it by, and its file's name.
    public let name: String
    /// A ``CertificateKind``'s name.
    public let kind: String
    /// A ``SubjectClass``'s name; `nil` when it is not said.
    public let subjectClass: String?
    /// What it is called on pages, by language.
    public let title: [String: String]
    /// From `notBefore` to `notAfter`, both ends counted, at the longest.
    public let validitySeconds: Int64
    /// Over how much time before that end expiries are spread.
    public let validityJitterSeconds: Int64
    /// How far before the clock `notBefore` is set.
    public let backdateSeconds: Int64
    /// The issuer's signature algorithm: `ecdsa-sha256`.
    public let signatureAlgorithm: String
    /// The kinds of keys that are certified: `p256`, `rsa2048`.
    public let allowedKeys: [String]
    /// The subject's attributes in their order.
    public let subject: [SubjectRuleDocument]
    /// The kinds of alternative names that must be given, one at least: `dnsName`, `ipAddress`.
    public let alternativeNames: [String]
    /// The key usages' names.
    public let keyUsage: [String]
    /// Whether the key usage is critical.
    public let keyUsageIsCritical: Bool
    /// The extended key usages' names or dotted identifiers.
    public let extendedKeyUsage: [String]
    /// Whether the extended key usage is critical.
    public let extendedKeyUsageIsCritical: Bool
    /// Whether the subject is a certificate authority.
    public let isCA: Bool
    /// How many more authorities may stand below it.
    public let pathLength: Int64?
    /// The policies' names or dotted identifiers.
    public let policies: [String]
    /// Where the issuer's certificate is.
    public let issuerURL: String?
    /// Where the issuer's responder is.
    public let ocspURL: String?
    /// Where the issuer's list is.
    public let crlDistributionPoint: String?
    /// The profession that is admitted.
    public let admission: AdmissionDocument?
    /// The quality statements' names.
    public let qcStatements: [String]
    /// The kinds of documents that the subject may sign.
    public let documentKinds: [String]
    /// Whether the responder's own status is not to be asked.
    public let ocspNoCheck: Bool
    /// SHA-256 of the file, by which records and logs name the rules that held.
    public let sha256: [UInt8]

    /// Reads a profile's file.
    ///
    /// - Parameter bytes: JSON5.
    /// - Throws: ``JSON5Error``, naming a line or a path; an unknown name is an error.
    public init(reading bytes: [UInt8]) throws(JSON5Error) {
        var file = try JSON5Object(reading: bytes)
        sha256 = DigestAlgorithm.sha256.digest(bytes)
        name = try file.string("name")
        kind = try file.string("kind")
        subjectClass = try file.optionalString("subjectClass")
        var titles = try file.object("title")
        title = ["fa": try titles.string("fa"), "en": try titles.string("en")]
        try titles.finish()
        validitySeconds = try file.integer("validitySeconds")
        validityJitterSeconds = try file.optionalInteger("validityJitterSeconds") ?? 0
        backdateSeconds = try file.optionalInteger("backdateSeconds") ?? 0
        signatureAlgorithm = try file.string("signatureAlgorithm")
        allowedKeys = try file.strings("allowedKeys")
        var rules: [SubjectRuleDocument] = []
        for object in try file.objects("subject") { rules.append(try SubjectRuleDocument(object)) }
        subject = rules
        alternativeNames = try file.strings("alternativeNames", default: [])

        var usage = try file.object("keyUsage")
        keyUsage = try usage.strings("uses")
        keyUsageIsCritical = try usage.boolean("critical")
        try usage.finish()
        var purposes = try file.optionalObject("extendedKeyUsage")
        extendedKeyUsage = try purposes?.strings("purposes") ?? []
        extendedKeyUsageIsCritical = try purposes?.boolean("critical") ?? false
        try purposes?.finish()
        var constraints = try file.optionalObject("basicConstraints")
        isCA = try constraints?.boolean("isCA") ?? false
        pathLength = try constraints?.optionalInteger("pathLength")
        try constraints?.finish()

        policies = try file.strings("policies", default: [])
        var access = try file.optionalObject("authorityInformationAccess")
        issuerURL = try access?.optionalString("issuer")
        ocspURL = try access?.optionalString("ocsp")
        try access?.finish()
        crlDistributionPoint = try file.optionalString("crlDistributionPoint")
        admission =
            if let object = try file.optionalObject("admission") { try AdmissionDocument(object) } else { nil }
        qcStatements = try file.strings("qcStatements", default: [])
        documentKinds = try file.strings("documentKinds", default: [])
        ocspNoCheck = try file.boolean("ocspNoCheck", default: false)
        try file.finish()
    }
}
