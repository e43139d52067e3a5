// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX

/// An authority and its responder, made up in memory to be measured: P-256 both.
struct MeasuredAuthority {
    let key: PrivateKey
    let certificate: Certificate
    let responder: RespondingAuthority

    init(now: Instant) throws(RevocationError) {
        key = try keyed(try PrivateKey.generate(.p256))
        let authority = try papered(try Name([(OID.commonName, "Measured Authority")]))
        let identifier = Array(DigestAlgorithm.sha1.digest(key.publicKey.subjectPublicKeyInfo))
        certificate = try Self.certificate(
            of: authority, key, by: authority, key, now,
            [
                .basicConstraints(BasicConstraints(isCA: true, pathLength: 0)),
                .keyUsage([.keyCertSign, .cRLSign]), .subjectKeyIdentifier(identifier),
            ])
        let responderKey = try keyed(try PrivateKey.generate(.p256))
        let answering = try Self.certificate(
            of: try papered(try Name([(OID.commonName, "Measured Responder")])), responderKey, by: authority, key, now,
            [
                .keyUsage(.digitalSignature), .extendedKeyUsage([OID.ocspSigning]), .ocspNoCheck,
                .authorityKeyIdentifier(AuthorityKeyIdentifier(keyIdentifier: identifier[...])),
            ])
        responder = try RespondingAuthority(
            name: MeasuredCertificates.authority, issuer: certificate, responder: answering, key: responderKey)
    }

    private static func certificate(
        of subject: Name, _ key: PrivateKey, by issuer: Name, _ issuerKey: PrivateKey, _ now: Instant,
        _ extensions: [Extension]
    ) throws(RevocationError) -> Certificate {
        let algorithm = AlgorithmIdentifier(issuerKey.preferredSignatureAlgorithm)
        let tbs = TBSCertificate(
            serialNumber: SerialNumber(unsigned: [0x4d] + (try keyed(try SecureRandom.bytes(16)))),
            signature: algorithm, issuer: issuer,
            validity: Validity(
                notBefore: now.advanced(bySeconds: -86_400), notAfter: now.advanced(bySeconds: 30 * 86_400)),
            subject: subject, subjectPublicKeyInfo: key.publicKey.subjectPublicKeyInfo,
            extensions: try papered(try Extensions(extensions))
        ).encoded()
        let signature = try keyed(try issuerKey.sign(tbs, by: issuerKey.preferredSignatureAlgorithm))
        return try papered(
            try Certificate.assemble(tbs: tbs, signatureAlgorithm: algorithm, signature: signature))
    }
}
