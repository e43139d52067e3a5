// SPDX-License-Identifier: Apache-2.0
public import Cryptography
public import PKIX

/// A token that is a key file and a certificate file.
public struct FileToken: SigningToken {
    /// The subscriber's certificate.
    public let certificate: Certificate
    /// The authorities above it, the issuer first, without the anchor.
    public let path: [Certificate]
    /// What the token signs with.
    public let signatureAlgorithm: SignatureAlgorithm

    private let key: any SigningKey

    /// Puts a key and its certificate together.
    ///
    /// - Parameters:
    ///   - key: the private key.
    ///   - certificate: must certify its public half.
    ///   - path: the authorities above, the issuer first.
    ///   - signatureAlgorithm: `nil` for what goes with the key.
    /// - Throws: ``SigningError/keyIsNotTheCertificates`` and ``SigningError/certificate(_:)``.
    public init(
        key: any SigningKey, certificate: Certificate, path: [Certificate] = [],
        signatureAlgorithm: SignatureAlgorithm? = nil
    ) throws(SigningError) {
        let certified: PublicKey
        do throws(PKIXError) {
            certified = try certificate.publicKey()
        } catch {
            throw .certificate(error)
        }
        guard certified == key.publicKey else { throw .keyIsNotTheCertificates }
        self.key = key
        self.certificate = certificate
        self.path = path
        self.signatureAlgorithm = signatureAlgorithm ?? key.preferredSignatureAlgorithm
    }

    /// Reads a key and its certificate.
    ///
    /// - Parameters:
    ///   - keyPEM: PKCS#8, encrypted or not.
    ///   - passphrase: of the key; `nil` when it is not encrypted.
    ///   - certificates: PEM or DER: the subscriber's first, then the path.
    /// - Throws: ``SigningError``.
    public init(keyPEM: [UInt8], passphrase: Passphrase?, certificates: [UInt8]) throws(SigningError) {
        let key: PrivateKey
        do throws(CryptographyError) {
            key = try PrivateKey(pem: keyPEM, passphrase: passphrase)
        } catch {
            throw .key(error)
        }
        let all: [Certificate]
        do throws(PKIXError) {
            all = try Certificate.all(inPEMOrDER: certificates)
        } catch {
            throw .certificate(error)
        }
        guard let first = all.first else { throw .certificate(.noPEMBlock(seen: [], allowed: ["CERTIFICATE"])) }
        try self.init(key: key, certificate: first, path: Array(all.dropFirst()))
    }

    /// Signs with the key.
    public func sign(_ bytes: [UInt8]) throws(SigningError) -> [UInt8] {
        do throws(CryptographyError) {
            return try key.sign(bytes, by: signatureAlgorithm)
        } catch {
            throw .key(error)
        }
    }
}
