// SPDX-License-Identifier: Apache-2.0
import Cryptography
import MohrValidation
import PKIX

/// One signature taken apart, so that its two halves can be checked by hand: the digest of the document, and the
/// signature over the attributes that hold the digest.
///
/// - SeeAlso: RFC 5652 5.4, 5.6.
struct SignaturePart {
    /// Counted from 1.
    let number: Int
    private let signer: SignerInfo
    private let certificate: Certificate?
    private let inputs: VerificationInputs
    private let document: String?
    private let message: SignedData?

    init(index: Int, signer: SignerInfo, _ all: PackChecks) {
        self.init(
            index: index, signer: signer, report: all.report, inputs: all.inputs, document: all.document,
            message: all.message)
    }

    init(
        index: Int, signer: SignerInfo, report: ValidationReport, inputs: VerificationInputs, document: String?,
        message: SignedData?
    ) {
        number = index + 1
        self.signer = signer
        certificate = report.signatures.indices.contains(index) ? report.signatures[index].signer?.certificate : nil
        self.inputs = inputs
        self.document = document
        self.message = message
    }

    /// The signer's certificate, its key, the attributes and the value, each a file.
    var files: [PackFile] {
        var files: [PackFile] = []
        if let attributes = signer.signedAttributes {
            files.append(PackFile("signature/\(number)-attributes.der", attributes.encodedAsSetOf))
        }
        files.append(PackFile("signature/\(number)-value.bin", Array(signer.signature)))
        if let certificate {
            files.append(
                PackFile("signature/\(number)-signer.pem", PEM.encode(certificate.encoded, label: "CERTIFICATE")))
            files.append(
                PackFile(
                    "signature/\(number)-key.pem",
                    PEM.encode(certificate.tbs.subjectPublicKeyInfo, label: "PUBLIC KEY")))
        }
        return files
    }

    /// Whether the document's digest is the signed one, and whether the signature is by the certificate's key; `nil` for
    /// what cannot be said.
    var outcome: (Bool?, Bool?) {
        (digestFits, certificate.flatMap { try? $0.publicKey() }.map { signer.isSigned(by: $0) })
    }

    var checks: [PackCheck] { [digestCheck, valueCheck].compactMap { $0 } }

    private var digestFits: Bool? {
        guard let algorithm = signer.digestAlgorithm.digestAlgorithm, let signed = signedDigest else { return nil }
        if let message, let bytes = PackTimestamp.bytes(of: inputs.content, message) {
            return algorithm.digest(bytes) == signed
        }
        guard case .digest(algorithm, let given) = inputs.content else { return nil }
        return given == signed
    }

    private var signedDigest: [UInt8]? {
        ((try? signer.signedAttributes?.messageDigest) ?? nil).map { Array($0) }
    }

    /// The signed digest stands among the attributes, and is the document's or is not.
    private var digestCheck: PackCheck? {
        guard let algorithm = signer.digestAlgorithm.digestAlgorithm, let signed = signedDigest, let digestFits
        else { return nil }
        let stands =
            "openssl asn1parse -inform DER -in signature/\(number)-attributes.der | grep -qi :\(Hex.encode(signed))"
        let facts = ["number": "\(number)", "digest": Hex.encode(signed)]
        guard let document else {
            return PackCheck(digestFits ? "digestGiven" : "digestGivenDiffers", stands, facts)
        }
        let measured =
            "openssl dgst -\(OpenSSLName.of(algorithm)) -r \(document) | grep \(digestFits ? "-qi" : "-qvi") ^\(Hex.encode(signed))"
        return PackCheck(digestFits ? "digest" : "digestDiffers", "\(stands) && \(measured)", facts)
    }

    private var valueCheck: PackCheck? {
        guard signer.signedAttributes != nil, let certificate, let key = try? certificate.publicKey(),
            let scheme = signer.signatureScheme
        else { return nil }
        let isGood = signer.isSigned(by: key)
        let files = (
            key: "signature/\(number)-key.pem", value: "signature/\(number)-value.bin",
            attributes: "signature/\(number)-attributes.der"
        )
        let command = OpenSSLName.verification(
            scheme, key: files.key, value: files.value, input: files.attributes)
        let facts = ["number": "\(number)"]
        guard !isGood else { return PackCheck("value", command, facts) }
        return PackCheck("valueFails", "\(command) 2>&1 | grep -qiE \"verification failure|error verifying\"", facts)
    }
}
