// SPDX-License-Identifier: Apache-2.0
import Cryptography
import MohrValidation
import PKIX

/// A signature in JSON taken apart: the bytes that it is over, and its value in the form that `openssl` reads.
///
/// - SeeAlso: RFC 7515 5.1; ETSI TS 119 182-1.
struct JSONSignaturePart {
    let jws: JWS
    private let certificate: Certificate?
    private let input: [UInt8]?
    private let document: String?
    private let isEncodedDocument: Bool

    init?(_ inputs: VerificationInputs, _ report: ValidationReport, document: PackFile?) {
        guard let jws = try? JWS(inputs.signature) else { return nil }
        self.jws = jws
        certificate = report.signatures.first?.signer?.certificate
        input = jws.signingInput(payload: document?.bytes)
        self.document = document?.name
        isEncodedDocument = jws.header.encodesPayload && jws.payload != nil && jws.payload == document?.bytes
    }

    private static let inputFile = "signature/1-signing-input.txt"
    private static let valueFile = "signature/1-value.bin"
    private static let keyFile = "signature/1-key.pem"

    private var value: [UInt8]? { jws.header.algorithm.encoded(fromRaw: jws.signature) }

    var files: [PackFile] {
        var files: [PackFile] = []
        if let input { files.append(PackFile(Self.inputFile, input)) }
        if let value { files.append(PackFile(Self.valueFile, value)) }
        if let certificate {
            files.append(PackFile("signature/1-signer.pem", PEM.encode(certificate.encoded, label: "CERTIFICATE")))
            files.append(
                PackFile(Self.keyFile, PEM.encode(certificate.tbs.subjectPublicKeyInfo, label: "PUBLIC KEY")))
        }
        return files
    }

    var checks: [PackCheck] {
        var checks: [PackCheck] = []
        if let document, isEncodedDocument, input != nil {
            checks.append(
                PackCheck(
                    "payload",
                    "test \"$(openssl base64 -A -in \(document) | tr -- +/ -_ | tr -d =)\" = \"$(cut -d. -f2 \(Self.inputFile))\""
                ))
        }
        guard let key = try? certificate?.publicKey(), let input, let value,
            jws.header.algorithm.fits(key.kind)
        else { return checks }
        let scheme = jws.header.algorithm.signatureAlgorithm
        let isGood = key.isValid(value[...], over: input[...], by: scheme)
        let command = OpenSSLName.verification(
            scheme, key: Self.keyFile, value: Self.valueFile, input: Self.inputFile)
        checks.append(
            isGood
                ? PackCheck("value", command, ["number": "1"])
                : PackCheck(
                    "valueFails", "\(command) 2>&1 | grep -qiE \"verification failure|error verifying\"",
                    ["number": "1"]))
        return checks
    }
}
