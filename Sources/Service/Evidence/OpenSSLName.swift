// SPDX-License-Identifier: Apache-2.0
import Cryptography

/// Algorithms as `openssl` names them on its command line.
enum OpenSSLName {
    static func of(_ digest: DigestAlgorithm) -> String {
        switch digest {
        case .sha3_224: "sha3-224"
        case .sha3_256: "sha3-256"
        case .sha3_384: "sha3-384"
        case .sha3_512: "sha3-512"
        default: "\(digest)"
        }
    }

    /// The command that checks a signature over a file.
    static func verification(_ scheme: SignatureAlgorithm, key: String, value: String, input: String) -> String {
        switch scheme {
        case .rsaPKCS1(let digest), .ecdsa(let digest), .dsa(let digest):
            "openssl dgst -\(of(digest)) -verify \(key) -signature \(value) \(input)"
        case .rsaPSS(let digest, let mask, let salt):
            "openssl dgst -\(of(digest)) -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:\(salt)"
                + " -sigopt rsa_mgf1_md:\(of(mask)) -verify \(key) -signature \(value) \(input)"
        case .ed25519:
            "openssl pkeyutl -verify -pubin -inkey \(key) -rawin -in \(input) -sigfile \(value)"
        }
    }
}
