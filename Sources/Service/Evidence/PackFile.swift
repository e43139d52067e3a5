// SPDX-License-Identifier: Apache-2.0

/// One file of an evidence pack.
struct PackFile: Sendable, Hashable {
    /// Its path in the pack.
    let name: String
    /// Its content.
    let bytes: [UInt8]

    init(_ name: String, _ bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    init(_ name: String, _ text: String) {
        self.init(name, Array(text.utf8))
    }

    /// What it is, for the manifest.
    ///
    /// - SeeAlso: ETSI EN 319 162-1 A.4 (MimeType).
    static func mediaType(of name: String) -> String {
        switch name.split(separator: ".").last {
        case "json": "application/json"
        case "html": "text/html"
        case "txt", "sh": "text/plain"
        case "xml": "application/xml"
        case "pdf": "application/pdf"
        case "cer": "application/pkix-cert"
        case "pem": "application/x-pem-file"
        case "crl": "application/pkix-crl"
        case "ocsp": "application/ocsp-response"
        case "p7s": "application/pkcs7-signature"
        case "jws": "application/jose"
        case "tst": "application/vnd.etsi.timestamp-token"
        default: "application/octet-stream"
        }
    }
}

/// The names of the files that every pack has.
enum PackNames {
    static let mediaType = "application/vnd.etsi.asic-e+zip"
    static let mimetype = "mimetype"
    static let page = "report.html"
    static let report = "report.json"
    static let facts = "facts.json"
    static let inputs = "inputs.json"
    static let policy = "policy.json"
    static let signature = "signature/signature.p7s"
    static let jsonSignature = "signature/signature.jws"
    static let checkText = "CHECK.txt"
    static let checkScript = "check.sh"
    static let sums = "SHA256SUMS"
    static let anchors = "certificates/anchors.pem"
    static let chain = "certificates/chain.pem"
    static func feed(_ number: Int) -> String { "professions/\(number).p7s" }
    static func feedDocument(_ number: Int) -> String { "professions/\(number).json" }
    static let manifest = "META-INF/ASiCManifest001.xml"
    static let seal = "META-INF/signature001.p7s"
}
