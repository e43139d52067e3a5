// SPDX-License-Identifier: Apache-2.0
import Cryptography
import MohrValidation
import PKIX

/// The certificates, lists, responses and timestamps of a pack, each once, each in a file of its own.
///
/// What was given comes first, then what the signature, its timestamps, the feeds of licensing bodies and the responses
/// carry.
struct PackMaterial {
    private(set) var certificates: [Certificate] = []
    private(set) var lists: [CertificateList] = []
    private(set) var responses: [[UInt8]] = []
    private(set) var timestamps: [PackTimestamp] = []
    let anchors: [Certificate]
    private let receipts: [Receipt]
    private let feeds: [FeedFile]

    init(_ inputs: VerificationInputs, message: SignedData?, jws: JWS? = nil) {
        anchors = inputs.anchors
        receipts = inputs.receipts
        feeds = inputs.feeds
        for certificate in inputs.anchors + inputs.intermediates { add(certificate) }
        for list in inputs.lists { add(list) }
        for response in inputs.responses { add(response) }
        if let message {
            add(message)
            timestamps = PackTimestamp.all(in: message, content: inputs.content)
        }
        if let jws {
            add(jws)
            timestamps = PackTimestamp.all(in: jws)
        }
        for timestamp in timestamps {
            if let token = timestamp.token { add(token.signedData) }
        }
        for receipt in inputs.receipts {
            if let token = try? TimestampToken(der: receipt.token[...]) { add(token.signedData) }
        }
        for feed in inputs.feeds {
            if let message = try? SignedData(der: feed.signature) { add(message) }
        }
        for response in responses {
            for certificate in (try? OCSPResponse(der: response))?.basic?.certificates ?? [] { add(certificate) }
        }
    }

    /// The file that holds a certificate.
    func file(of certificate: Certificate, as ending: String) -> String? {
        certificates.firstIndex(of: certificate).map { "certificates/\($0 + 1).\(ending)" }
    }

    /// The file that holds the certificate of a name among the facts.
    func file(ofCertificate id: Facts.ID, as ending: String) -> String? {
        certificates.first { Hex.encode($0.sha256) == id }.flatMap { file(of: $0, as: ending) }
    }

    /// The file that holds a list.
    func file(of list: CertificateList) -> String? {
        lists.firstIndex { $0.encoded == list.encoded }.map { "revocation/\($0 + 1).crl" }
    }

    /// The file that holds a response.
    func file(of response: [UInt8]) -> String? {
        responses.firstIndex(of: response).map { "revocation/\($0 + 1).ocsp" }
    }

    /// The certificates that are no anchors.
    var chain: [Certificate] { certificates.filter { !anchors.contains($0) } }

    /// Every file of it.
    var files: [PackFile] {
        var files: [PackFile] = []
        for certificate in certificates {
            guard let der = file(of: certificate, as: "cer"), let pem = file(of: certificate, as: "pem") else {
                continue
            }
            files.append(PackFile(der, certificate.encoded))
            files.append(PackFile(pem, PEM.encode(certificate.encoded, label: "CERTIFICATE")))
        }
        if !anchors.isEmpty { files.append(PackFile(PackNames.anchors, Self.pem(anchors))) }
        if !chain.isEmpty { files.append(PackFile(PackNames.chain, Self.pem(chain))) }
        for list in lists {
            guard let name = file(of: list) else { continue }
            files.append(PackFile(name, Array(list.encoded)))
            files.append(PackFile(name + ".pem", PEM.encode(Array(list.encoded), label: "X509 CRL")))
        }
        for response in responses {
            if let name = file(of: response) { files.append(PackFile(name, response)) }
        }
        for (index, receipt) in receipts.enumerated() {
            files.append(PackFile("receipts/\(index + 1).json", receipt.encodedStatement))
            files.append(PackFile("receipts/\(index + 1).tst", receipt.token))
        }
        for (index, feed) in feeds.enumerated() {
            files.append(PackFile(PackNames.feed(index + 1), feed.signature))
            if let document = feed.document { files.append(PackFile(PackNames.feedDocument(index + 1), document)) }
        }
        return files + timestamps.flatMap(\.files)
    }

    private mutating func add(_ message: SignedData) {
        for bytes in message.certificates {
            if let certificate = try? Certificate(der: Array(bytes)) { add(certificate) }
        }
        for bytes in message.crls {
            if let list = try? CertificateList(der: Array(bytes)) { add(list) }
        }
        for bytes in message.ocspResponses { add(Array(bytes)) }
    }

    private mutating func add(_ jws: JWS) {
        for certificate in jws.header.certificates { add(certificate) }
        for bytes in jws.certificateValues {
            if let certificate = try? Certificate(der: bytes) { add(certificate) }
        }
        for bytes in jws.revocationLists {
            if let list = try? CertificateList(der: bytes) { add(list) }
        }
        for bytes in jws.ocspResponses { add(bytes) }
    }

    private mutating func add(_ certificate: Certificate) {
        if !certificates.contains(certificate) { certificates.append(certificate) }
    }

    private mutating func add(_ list: CertificateList) {
        if file(of: list) == nil { lists.append(list) }
    }

    private mutating func add(_ response: [UInt8]) {
        if file(of: response) == nil { responses.append(response) }
    }

    private static func pem(_ certificates: [Certificate]) -> [UInt8] {
        certificates.flatMap { PEM.encode($0.encoded, label: "CERTIFICATE") }
    }
}
