// SPDX-License-Identifier: Apache-2.0
import Cryptography
import PKIX

extension PracticeNumbers {
    static func certificates(_ configuration: Configuration, _ profiles: ProfileSet) -> [String: String] {
        let sorted = profiles.profiles.values.sorted { $0.name < $1.name }
        let authorities = configuration.authorities.map { "`\($0.name)` (\($0.isOnline ? "online" : "offline"))" }
        let roots = configuration.nationalRoots.map { Hex.encode($0) }.sorted()
        // One digest for all of them, over names and digests in their order.
        let text = profiles.digests.sorted { $0.key < $1.key }.map { "\($0.key) \(Hex.encode($0.value))\n" }.joined()
        let digest = DigestAlgorithm.sha256.digest(Array(text.utf8))
        return [
            "authorities.list": authorities.joined(separator: ", "),
            "purposes.list": configuration.purposes.keys.sorted().joined(separator: ", "),
            "nationalRoots.list": roots.isEmpty ? "none is configured" : roots.joined(separator: ", "),
            "profiles.count": "\(sorted.count)", "profiles.digest": "`\(Hex.encode(digest.prefix(16)))`",
            "profiles.table": table(sorted),
        ]
    }

    private static func table(_ profiles: [CertificateProfile]) -> String {
        let head = [
            "| profile | kind | at the most | drawn within the last | keys | signed by |", "|---|---|---|---|---|---|",
        ]
        let rows = profiles.map { profile in
            let keys = profile.allowedKeys.map(name).joined(separator: ", ")
            let cells = [
                "`\(profile.name)`", "\(profile.kind)", span(profile.validitySeconds),
                profile.validityJitterSeconds == 0 ? "–" : span(profile.validityJitterSeconds), keys,
                name(profile.signatureAlgorithm),
            ]
            return "| " + cells.joined(separator: " | ") + " |"
        }
        return (head + rows).joined(separator: "\n")
    }

    private static func name(_ kind: KeyKind) -> String {
        switch kind {
        case .rsa(let bits): "RSA-\(bits)"
        case .p256: "P-256"
        case .p384: "P-384"
        case .p521: "P-521"
        case .ed25519: "Ed25519"
        default: "\(kind)"
        }
    }

    private static func name(_ algorithm: SignatureAlgorithm) -> String {
        switch algorithm {
        case .ecdsa(let digest): "ECDSA, \(name(digest))"
        case .rsaPKCS1(let digest): "RSA (PKCS #1 v1.5), \(name(digest))"
        case .rsaPSS(let digest, _, _): "RSA-PSS, \(name(digest))"
        case .ed25519: "Ed25519"
        case .dsa(let digest): "DSA, \(name(digest))"
        }
    }

    private static func name(_ digest: DigestAlgorithm) -> String {
        "SHA-\(digest.byteCount * 8)"
    }
}
