// SPDX-License-Identifier: Apache-2.0
import DER

extension CertificateProfile {
    /// The longest validity of any certificate: 25 years.
    private static let longestValidity: Int64 = 25 * 366 * 86_400

    static func checkedName(_ name: String) throws(ProfileError) -> String {
        // It becomes part of paths and of log lines.
        guard !name.isEmpty, name.utf8.count <= 64,
            name.utf8.allSatisfy({ (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2d })
        else { throw .unknownValue(path: "name", seen: name, allowed: ["a-z, 0-9 and -, 64 at most"]) }
        return name
    }

    static func checkedSubject(_ documents: [SubjectRuleDocument]) throws(ProfileError) -> [SubjectRule] {
        var rules: [SubjectRule] = []
        for document in documents {
            let rule = try SubjectRule(checking: document)
            guard !rules.contains(where: { $0.attribute == rule.attribute }) else {
                throw .repeated(path: "subject", value: document.attribute)
            }
            rules.append(rule)
        }
        guard !rules.isEmpty else { throw .empty(path: "subject") }
        return rules
    }

    static func checkedKeyUsage(_ document: ProfileDocument) throws(ProfileError) -> KeyUsage {
        let uses = try ProfileWords.meanings(of: document.keyUsage, path: "keyUsage.uses") {
            word throws(ProfileError) -> KeyUsage in
            guard let use = KeyUsage(name: word) else {
                throw .unknownValue(path: "keyUsage.uses", seen: word, allowed: KeyUsage.allNames)
            }
            return use
        }
        guard !uses.isEmpty else { throw .empty(path: "keyUsage.uses") }
        // A relying party that does not know the extension must not take the key for any other use.
        guard document.keyUsageIsCritical else {
            throw .unknownValue(path: "keyUsage.critical", seen: "false", allowed: ["true"])
        }
        return KeyUsage(uses)
    }

    static func checkedConstraints(_ document: ProfileDocument) throws(ProfileError) -> BasicConstraints? {
        guard document.isCA else {
            guard document.pathLength == nil else {
                throw .unknownValue(
                    path: "basicConstraints.pathLength", seen: "a number", allowed: ["nothing, unless isCA"])
            }
            return nil
        }
        if let length = document.pathLength, !(0...8).contains(length) {
            throw .outOfRange(path: "basicConstraints.pathLength", seen: length, allowed: 0...8)
        }
        return BasicConstraints(isCA: true, pathLength: document.pathLength.map { Int($0) })
    }

    static func template(_ text: String?, path: String) throws(ProfileError) -> URLTemplate? {
        guard let text else { return nil }
        return try URLTemplate(checking: text, path: path)
    }

    /// Numbers in their ranges, lists not empty.
    func checkRanges() throws(ProfileError) {
        guard (60...Self.longestValidity).contains(validitySeconds) else {
            throw .outOfRange(path: "validitySeconds", seen: validitySeconds, allowed: 60...Self.longestValidity)
        }
        // Jitter may take half of the time away, not more.
        guard (0...validitySeconds / 2).contains(validityJitterSeconds) else {
            throw .outOfRange(
                path: "validityJitterSeconds", seen: validityJitterSeconds, allowed: 0...validitySeconds / 2)
        }
        guard (0..<86_400).contains(backdateSeconds) else {
            throw .outOfRange(path: "backdateSeconds", seen: backdateSeconds, allowed: 0...86_399)
        }
        guard !allowedKeys.isEmpty else { throw .empty(path: "allowedKeys") }
        for kind in documentKinds where documentKinds.filter({ $0 == kind }).count > 1 {
            throw .repeated(path: "documentKinds", value: kind)
        }
    }

    /// What the kind of certificate must and must not have.
    func checkKind() throws(ProfileError) {
        try require(kind == .authority, isWhether: basicConstraints != nil, path: "basicConstraints.isCA")
        try require(kind == .ocspResponder, isWhether: hasOCSPNoCheck, path: "ocspNoCheck")
        try require(kind == .tlsServer, isWhether: !alternativeNames.isEmpty, path: "alternativeNames")
        try require(kind == .subscriber, isWhether: !documentKinds.isEmpty, path: "documentKinds")
        if kind != .subscriber {
            try require(false, isWhether: admission != nil, path: "admission")
            try require(false, isWhether: subjectClass != nil, path: "subjectClass")
        }
        try subjectClass?.check(subject, qcStatements)
        try checkUses()
        guard kind != .authority else { return }
        if policies.isEmpty { throw contradiction("policies", "none", "one or more") }
        if crlDistributionPoint == nil, !hasOCSPNoCheck {
            throw contradiction("crlDistributionPoint", "none", "a URL")
        }
        if issuerURL == nil { throw contradiction("authorityInformationAccess.issuer", "none", "a URL") }
        if kind == .subscriber, ocspURL == nil {
            throw contradiction("authorityInformationAccess.ocsp", "none", "a URL")
        }
    }

    private func checkUses() throws(ProfileError) {
        let uses: [KeyUsage]
        var purposes: [ObjectIdentifier] = []
        switch kind {
        case .authority: uses = [[.keyCertSign, .cRLSign]]
        case .officer:
            uses = [.digitalSignature]
            purposes = [OID.clientAuthentication]
        case .ocspResponder:
            uses = [.digitalSignature]
            purposes = [OID.ocspSigning]
        // DESIGN §6: a signature that binds, and nothing else that could be passed off as one.
        case .subscriber: uses = [.nonRepudiation]
        case .timestampUnit:
            uses = [.digitalSignature, .nonRepudiation, [.digitalSignature, .nonRepudiation]]
            purposes = [OID.timeStamping]
        case .tlsServer:
            uses = [.digitalSignature]
            purposes = [OID.serverAuthentication]
        }
        guard uses.contains(keyUsage) else {
            throw contradiction(
                "keyUsage.uses", keyUsage.names.joined(separator: ", "),
                uses.map { $0.names.joined(separator: ", ") }.joined(separator: " or "))
        }
        if kind == .subscriber {
            purposes = extendedKeyUsage.filter { $0 == OID.documentSigning }
        }
        guard extendedKeyUsage == purposes else {
            throw contradiction(
                "extendedKeyUsage.purposes", extendedKeyUsage.map(\.dotted).joined(separator: ", "),
                purposes.map(\.dotted).joined(separator: ", "))
        }
        // RFC 3161 2.3: critical, and the only purpose.
        try require(kind == .timestampUnit, isWhether: extendedKeyUsageIsCritical, path: "extendedKeyUsage.critical")
    }

    private func require(_ wanted: Bool, isWhether present: Bool, path: String) throws(ProfileError) {
        guard wanted == present else {
            throw contradiction(path, present ? "present" : "absent", wanted ? "present" : "absent")
        }
    }

    private func contradiction(_ path: String, _ seen: String, _ allowed: String) -> ProfileError {
        .contradiction(kind: kind, path: path, seen: seen, allowed: allowed)
    }
}
