// SPDX-License-Identifier: Apache-2.0
public import Cryptography
public import DER
import Identity
import PKIX

/// A ceremony as its file says it, checked: one act, read and reviewed before anybody meets.
///
/// The file is JSON5 with a closed set of names; one that is unknown, missing, not of this act or of the wrong type is
/// named before a key is made.
///
/// - SeeAlso: `PKI/README.md`, `PKI/Ceremonies/*.json5`.
public struct CeremonyDocument: Sendable {
    /// What is done.
    public let act: CeremonyAct

    /// The short name of the authority that is made, that signs its list, or whose key is shared; of a cross-certificate
    /// the name that it is served under.
    public let authority: String

    /// The authority that signs; nil for acts in which the authority signs for itself.
    public let issuer: String?

    /// The authority whose place the new one takes.
    public let replaces: String?

    /// The subject's attributes, in the certificate's order; empty where none is named.
    public let subject: [(ObjectIdentifier, String)]

    /// The name of the profile to issue under; empty where nothing is issued.
    public let profile: String

    /// The name of the profile of a roll-over's links.
    public let linkProfile: String?

    /// The kind of key that is made; nil where none is.
    public let keyKind: KeyKind?

    /// Who is to hold the key together; nil when one passphrase opens it.
    public let custody: CustodyPlan?

    /// Whose key is cross-certified.
    public let source: CeremonySource?

    /// The list that is signed.
    public let list: CeremonyListOrder?

    /// Who is present; each role at least once, nobody twice.
    public let witnesses: [CeremonyWitness]

    /// SHA-256 of the file, by which the audit log names what was performed.
    public let sha256: [UInt8]

    /// The file itself; it goes with the transcript.
    public let bytes: [UInt8]

    /// Reads and checks a ceremony's file.
    ///
    /// - Parameter bytes: JSON5, UTF-8.
    /// - Throws: ``CeremonyError``, naming the line or the path.
    public init(reading bytes: [UInt8]) throws(CeremonyError) {
        let fields: CeremonyFields
        do throws(JSON5Error) {
            fields = try CeremonyFields(bytes)
        } catch {
            throw .document(error)
        }
        sha256 = DigestAlgorithm.sha256.digest(bytes)
        self.bytes = bytes
        let act: CeremonyAct = try Self.word(fields.act, path: "act")
        self.act = act
        try Self.check(fields, act)
        authority = try Self.name(fields.authority, path: "authority")
        issuer = try fields.issuer.map { name throws(CeremonyError) in try Self.name(name, path: "issuer") }
        replaces = try fields.replaces.map { name throws(CeremonyError) in try Self.name(name, path: "replaces") }
        for other in [issuer, replaces] where other == authority {
            throw .value(
                path: issuer == authority ? "issuer" : "replaces", seen: authority, allowed: ["another authority"])
        }
        subject = try Self.subject(fields.subject)
        profile = fields.profile ?? ""
        linkProfile = fields.linkProfile
        witnesses = try Self.witnesses(fields.witnesses)
        keyKind = try fields.key?.kind.map { kind throws(CeremonyError) in try Self.keyKind(kind) }
        guard (keyKind != nil) == (act.fields.contains("key") && act != .shareKey) else {
            throw .value(
                path: "key.kind", seen: fields.key?.kind ?? "nothing",
                allowed: act == .shareKey ? ["nothing, the key is there"] : Self.keyKinds.keys.sorted())
        }
        custody = try Self.custody(fields.key, witnesses)
        guard custody != nil || act != .shareKey else {
            throw .value(path: "key.custody", seen: "nothing", allowed: ["threshold and custodians"])
        }
        source = try fields.source.map { source throws(CeremonyError) in try CeremonySource(source) }
        list = try fields.list.map { list throws(CeremonyError) in try CeremonyListOrder(list) }
    }

    /// An authority that a rehearsal needs beside the one that it is about.
    init(
        rehearsalOf name: String, issuer: String? = nil, subject: [(ObjectIdentifier, String)], profile: String,
        key: KeyKind
    ) {
        act = issuer == nil ? .createRoot : .createIntermediate
        authority = name
        self.issuer = issuer
        (replaces, linkProfile, custody, source, list) = (nil, nil, nil, nil, nil)
        self.subject = subject
        self.profile = profile
        keyKind = key
        witnesses = []
        sha256 = [UInt8](repeating: 0, count: 32)
        bytes = []
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

    static func word<Word: RawRepresentable<String> & CaseIterable>(
        _ text: String, path: String
    ) throws(CeremonyError) -> Word {
        guard let word = Word(rawValue: text) else {
            throw .value(path: path, seen: text, allowed: Word.allCases.map(\.rawValue))
        }
        return word
    }

    /// What an act needs is there, and nothing that belongs to another.
    private static func check(_ fields: CeremonyFields, _ act: CeremonyAct) throws(CeremonyError) {
        for (name, isThere) in fields.presence {
            let belongs = act.fields.contains(name)
            guard isThere != belongs else { continue }
            let none =
                name == "issuer" && act == .createRoot ? "nothing, a root signs for itself" : "nothing in this act"
            throw .value(
                path: name, seen: isThere ? name == "issuer" ? fields.issuer ?? "" : "something" : "nothing",
                allowed: [belongs ? name == "issuer" ? "the name of an authority" : "something" : none])
        }
    }

    private static func keyKind(_ text: String) throws(CeremonyError) -> KeyKind {
        guard let kind = keyKinds[text] else {
            throw .value(path: "key.kind", seen: text, allowed: keyKinds.keys.sorted())
        }
        return kind
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

    /// Custodians of a key are present as such: who gets a share was there.
    private static func custody(
        _ key: CeremonyFields.Key?, _ witnesses: [CeremonyWitness]
    ) throws(CeremonyError) -> CustodyPlan? {
        guard let threshold = key?.threshold, let fields = key?.custodians else { return nil }
        var custodians: [CustodyPlan.Custodian] = []
        let present = witnesses.filter { $0.role == .keyCustodian }.map { PersianText.key($0.name) }
        for field in fields {
            let id = try name(field.id, path: field.path + ".id")
            guard
                !custodians.contains(where: { $0.id == id || PersianText.key($0.name) == PersianText.key(field.name) })
            else { throw .value(path: field.path, seen: id, allowed: ["each custodian once"]) }
            guard present.contains(PersianText.key(field.name)) else {
                throw .value(
                    path: field.path + ".name", seen: field.name, allowed: ["a witness whose role is keyCustodian"])
            }
            custodians.append(CustodyPlan.Custodian(id: id, name: field.name))
        }
        guard SecretSharing.counts.contains(custodians.count) else {
            throw .value(
                path: "key.custody.custodians", seen: "\(custodians.count)", allowed: ["2 to 16 custodians"])
        }
        guard (2...Int64(custodians.count)).contains(threshold) else {
            throw .value(
                path: "key.custody.threshold", seen: "\(threshold)", allowed: ["2 to \(custodians.count)"])
        }
        return CustodyPlan(threshold: Int(threshold), custodians: custodians)
    }
}
