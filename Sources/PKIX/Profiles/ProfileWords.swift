// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER

/// The words that profiles are written in, and what they stand for.
enum ProfileWords {
    static let keys: [String: KeyKind] = [
        "p256": .p256, "p384": .p384, "p521": .p521, "rsa2048": .rsa(bits: 2048), "rsa3072": .rsa(bits: 3072),
        "rsa4096": .rsa(bits: 4096), "ed25519": .ed25519, "brainpoolP256r1": .brainpoolP256r1,
    ]

    static let signatureAlgorithms: [String: SignatureAlgorithm] = [
        "ecdsa-sha256": .ecdsa(.sha256), "ecdsa-sha384": .ecdsa(.sha384), "ecdsa-sha512": .ecdsa(.sha512),
        "rsa-sha256": .rsaPKCS1(.sha256), "rsa-sha384": .rsaPKCS1(.sha384), "rsa-sha512": .rsaPKCS1(.sha512),
        "rsa-pss-sha256": .rsaPSS(.sha256, mgf1: .sha256, saltLength: 32), "ed25519": .ed25519,
    ]

    static let purposes: [String: ObjectIdentifier] = [
        "serverAuth": OID.serverAuthentication, "clientAuth": OID.clientAuthentication,
        "timeStamping": OID.timeStamping, "OCSPSigning": OID.ocspSigning, "documentSigning": OID.documentSigning,
        "emailProtection": OID.emailProtection,
    ]

    /// What EN 319 412-1 says of how identifiers in the subject are to be read.
    static let statements: [String: QCStatement] = [
        "semantics-natural": naturalSemantics, "semantics-legal": legalSemantics,
        "sscd": QCStatement(identifier: ObjectIdentifier(0, 4, 0, 1_862, 1, 4)),
    ]

    /// The subject's `serialNumber` is read as EN 319 412-1 5.1.3 says.
    static let naturalSemantics = semantics(ObjectIdentifier(0, 4, 0, 194_121, 1, 1))
    /// The subject's `organizationIdentifier` is read as EN 319 412-1 5.1.4 says.
    static let legalSemantics = semantics(ObjectIdentifier(0, 4, 0, 194_121, 1, 2))

    /// What a word stands for.
    ///
    /// - Parameters:
    ///   - word: the word in the file.
    ///   - path: where it stands.
    ///   - meanings: the words that may stand there.
    /// - Returns: its meaning.
    /// - Throws: ``ProfileError/unknownValue(path:seen:allowed:)``.
    static func meaning<Value>(
        of word: String, path: String, in meanings: [String: Value]
    ) throws(ProfileError) -> Value {
        guard let value = meanings[word] else {
            throw .unknownValue(path: path, seen: word, allowed: meanings.keys.sorted())
        }
        return value
    }

    /// What each word of a list stands for.
    ///
    /// - Parameters:
    ///   - words: the words in the file, none twice.
    ///   - path: where they stand.
    ///   - meaning: what one word stands for.
    /// - Returns: their meanings, in their order.
    /// - Throws: ``ProfileError``.
    static func meanings<Value>(
        of words: [String], path: String, _ meaning: (String) throws(ProfileError) -> Value
    ) throws(ProfileError) -> [Value] {
        var seen: Set<String> = []
        var values: [Value] = []
        for word in words {
            guard seen.insert(word).inserted else { throw .repeated(path: path, value: word) }
            values.append(try meaning(word))
        }
        return values
    }

    /// The identifier that a name or a dotted number stands for.
    ///
    /// - Parameters:
    ///   - word: the word in the file.
    ///   - path: where it stands.
    ///   - named: the names that may stand there.
    /// - Returns: the identifier.
    /// - Throws: ``ProfileError/unknownValue(path:seen:allowed:)``.
    static func identifier(
        _ word: String, path: String, named: [String: ObjectIdentifier]
    ) throws(ProfileError) -> ObjectIdentifier {
        if let dotted = ObjectIdentifier(word) { return dotted }
        return try meaning(of: word, path: path, in: named)
    }

    /// `id-qcs-pkixQCSyntax-v2` with a semantics identifier (RFC 3739 3.2.6.1; EN 319 412-1 5.1).
    private static func semantics(_ identifier: ObjectIdentifier) -> QCStatement {
        let info = DERWriter.bytes { writer in
            writer.sequence { $0.objectIdentifier(identifier) }
        }
        return QCStatement(
            identifier: ObjectIdentifier(1, 3, 6, 1, 5, 5, 7, 11, 2), encodedInfo: info[...])
    }
}
