// SPDX-License-Identifier: Apache-2.0
public import Cryptography
public import DER
import Identity
import PKIX

/// A ceremony as its file says it, checked: one act, read and reviewed before anybody meets.
///
/// The file is JSON5 with a closed set of names; one that is unknown, missing or of the wrong type is named before a key is
/// made.
///
/// - SeeAlso: `PKI/README.md`, `PKI/Ceremonies/*.json5`.
public struct CeremonyDocument: Sendable {
    /// What is done.
    public let act: CeremonyAct

    /// The short name of the authority that is made: `health`.
    public let authority: String

    /// The authority that signs; nil for a root, which signs for itself.
    public let issuer: String?

    /// The subject's attributes, in the certificate's order.
    public let subject: [(ObjectIdentifier, String)]

    /// The name of the profile to issue under.
    public let profile: String

    /// The kind of key that is made.
    public let keyKind: KeyKind

    /// Who is present; each role at least once, nobody twice.
    public let witnesses: [CeremonyWitness]

    /// SHA-256 of the file, by which the audit log names what was performed.
    public let sha256: [UInt8]

    /// Reads and checks a ceremony's file.
    ///
    /// - Parameter bytes: JSON5, UTF-8.
    /// - Throws: ``CeremonyError``, naming the line or the path.
    public init(reading bytes: [UInt8]) throws(CeremonyError) {
        var fields: Fields
        do throws(JSON5Error) {
            fields = try Fields(bytes)
        } catch {
            throw .document(error)
        }
        sha256 = DigestAlgorithm.sha256.digest(bytes)
        act = try Self.word(fields.act, path: "act")
        authority = try Self.name(fields.authority, path: "authority")
        issuer = try fields.issuer.map { name throws(CeremonyError) in try Self.name(name, path: "issuer") }
        guard (issuer == nil) == (act == .createRoot) else {
            throw .value(
                path: "issuer", seen: issuer ?? "nothing",
                allowed: [act == .createRoot ? "nothing, a root signs for itself" : "the name of an authority"])
        }
        guard issuer != authority else {
            throw .value(path: "issuer", seen: authority, allowed: ["another authority"])
        }
        subject = try Self.subject(fields.subject)
        profile = fields.profile
        guard let kind = Self.keyKinds[fields.keyKind] else {
            throw .value(path: "key.kind", seen: fields.keyKind, allowed: Self.keyKinds.keys.sorted())
        }
        keyKind = kind
        witnesses = try Self.witnesses(fields.witnesses)
    }

    /// The root that a rehearsal issues under.
    init(rehearsalOf name: String, subject: [(ObjectIdentifier, String)], profile: String, key: KeyKind) {
        act = .createRoot
        authority = name
        issuer = nil
        self.subject = subject
        self.profile = profile
        keyKind = key
        witnesses = []
        sha256 = []
    }

    private static let keyKinds: [String: KeyKind] = ["p256": .p256, "p384": .p384]

    /// The attributes that name an authority.
    private static let attributes = [
        "countryName", "organizationName", "organizationalUnitName", "commonName", "serialNumber",
    ]

    /// Names become parts of paths and URLs.
    static func name(_ text: String, path: String) throws(CeremonyError) -> String {
        let octets = Array(text.utf8)
        let isName = octets.allSatisfy { (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2d }
        guard let first = octets.first, (0x61...0x7a).contains(first), isName, octets.count <= 32 else {
            throw .value(path: path, seen: text, allowed: ["a-z, 0-9 and -, beginning with a letter, 32 at most"])
        }
        return text
    }

    private static func word<Word: RawRepresentable<String> & CaseIterable>(
        _ text: String, path: String
    ) throws(CeremonyError) -> Word {
        guard let word = Word(rawValue: text) else {
            throw .value(path: path, seen: text, allowed: Word.allCases.map(\.rawValue))
        }
        return word
    }

    private static func subject(
        _ fields: [(path: String, type: String, value: String)]
    ) throws(CeremonyError) -> [(ObjectIdentifier, String)] {
        var subject: [(ObjectIdentifier, String)] = []
        for field in fields {
            guard attributes.contains(field.type), let type = AttributeLabel.type(named: field.type) else {
                throw .value(path: field.path + ".type", seen: field.type, allowed: attributes)
            }
            guard !subject.contains(where: { $0.0 == type }) else {
                throw .value(path: field.path + ".type", seen: field.type, allowed: ["each attribute once"])
            }
            subject.append((type, field.value))
        }
        return subject
    }

    private static func witnesses(
        _ fields: [(path: String, name: String, role: String)]
    ) throws(CeremonyError) -> [CeremonyWitness] {
        var witnesses: [CeremonyWitness] = []
        var names: Set<String> = []
        for field in fields {
            let role: CeremonyRole = try word(field.role, path: field.path + ".role")
            let key = PersianText.key(field.name)
            guard !key.isEmpty else { throw .value(path: field.path + ".name", seen: field.name, allowed: ["a name"]) }
            guard names.insert(key).inserted else { throw .witnessRepeated(path: field.path + ".name") }
            witnesses.append(CeremonyWitness(name: field.name, role: role))
        }
        for role in CeremonyRole.allCases where !witnesses.contains(where: { $0.role == role }) {
            throw .roleMissing(role)
        }
        return witnesses
    }
}

/// The file's names and types, its words not yet understood.
private struct Fields {
    let act: String
    let authority: String
    let issuer: String?
    let subject: [(path: String, type: String, value: String)]
    let profile: String
    let keyKind: String
    let witnesses: [(path: String, name: String, role: String)]

    init(_ bytes: [UInt8]) throws(JSON5Error) {
        var file = try JSON5Object(reading: bytes)
        act = try file.string("act")
        authority = try file.string("authority")
        issuer = try file.optionalString("issuer")
        var attributes: [(path: String, type: String, value: String)] = []
        for var object in try file.objects("subject") {
            attributes.append((object.path, try object.string("type"), try object.string("value")))
            try object.finish()
        }
        subject = attributes
        profile = try file.string("profile")
        var key = try file.object("key")
        keyKind = try key.string("kind")
        try key.finish()
        var present: [(path: String, name: String, role: String)] = []
        for var object in try file.objects("witnesses") {
            present.append((object.path, try object.string("name"), try object.string("role")))
            try object.finish()
        }
        witnesses = present
        try file.finish()
    }
}
