// SPDX-License-Identifier: Apache-2.0
public import Cryptography
import JSON

/// A certificate by the digest of its encoding.
///
/// - SeeAlso: ETSI TS 119 182-1 5.2.2.2 (`x5t#o`) and 5.2.2.3 (`sigX5ts`).
public struct CertificateDigest: Sendable, Hashable {
    /// What it was hashed with: SHA-256, SHA-384 or SHA-512; SHA-1 in `x5t`, which finds nothing and may contradict.
    public let algorithm: DigestAlgorithm

    /// The digest.
    public let digest: [UInt8]

    /// Whether it is this certificate's.
    ///
    /// - Parameter certificate: any.
    /// - Returns: whether the digests are equal.
    public func matches(_ certificate: Certificate) -> Bool { algorithm.digest(certificate.encoded) == digest }

    private init(_ value: JSONValue?, _ name: String) throws(JWSError) {
        guard let members = value?.members, Set(members.map(\.name)) == ["digAlg", "digVal"] else {
            throw .value(name: name, seen: "another form", allowed: "digAlg, digVal")
        }
        let seen = value?["digAlg"]?.text ?? "–"
        guard let algorithm = DetachedObjects.hashNames[seen] else {
            throw .value(name: "\(name).digAlg", seen: seen, allowed: "S256, S384, S512")
        }
        guard let text = value?["digVal"]?.text, let digest = try? Base64.decode(text, .url),
            digest.count == algorithm.byteCount
        else { throw .base64(part: name) }
        self.algorithm = algorithm
        self.digest = digest
    }

    /// By SHA-1, as older software adds it.
    ///
    /// - SeeAlso: RFC 7515 4.1.7.
    private init(thumbprint value: JSONValue) throws(JWSError) {
        guard let text = value.text, let digest = try? Base64.decode(text, .url), digest.count == 20 else {
            throw .base64(part: "x5t")
        }
        algorithm = .sha1
        self.digest = digest
    }

    /// The digests of the signer's certificate in a header.
    static func all(in header: JSONValue) throws(JWSError) -> [CertificateDigest] {
        var digests: [CertificateDigest] = []
        if let thumbprint = header["x5t"] { digests.append(try CertificateDigest(thumbprint: thumbprint)) }
        if let other = header["x5t#o"] { digests.append(try CertificateDigest(other, "x5t#o")) }
        if let list = header["sigX5ts"] {
            guard let elements = list.elements, (1...16).contains(elements.count) else {
                throw .value(name: "sigX5ts", seen: "\(list.elements?.count ?? 0)", allowed: "1–16")
            }
            // Those after the first are the authorities' above; they have to be readable, and no more is asked.
            for (index, element) in elements.enumerated() {
                let digest = try CertificateDigest(element, "sigX5ts")
                if index == 0 { digests.append(digest) }
            }
        }
        return digests
    }
}
