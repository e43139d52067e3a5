// SPDX-License-Identifier: Apache-2.0
import Cryptography
public import DER
public import JSON

/// The protected header of a signature: everything that is said under it.
///
/// - SeeAlso: RFC 7515 4; ETSI TS 119 182-1 5.1 and 5.2.
public struct JWSHeader: Sendable {
    /// What was signed with.
    public let algorithm: JWSAlgorithm

    /// Certificates, the signer's first; empty when it carries none.
    public let certificates: [Certificate]

    /// SHA-256 of the signer's certificate.
    public let certificateSHA256: [UInt8]?

    /// When the signer says that they signed: `iat`, or the older `sigT`.
    public let signingTime: Instant?

    /// Whether the payload is signed in base64url; `false` by RFC 7797.
    public let encodesPayload: Bool

    /// The documents that travel by another way.
    public let detachedObjects: DetachedObjects?

    /// The payload's media type, if it says.
    public let contentType: String?

    /// Every parameter as it was read.
    public let value: JSONValue

    /// The signer's certificate by other digests: `x5t`, `x5t#o`, and the first of `sigX5ts`.
    ///
    /// - SeeAlso: ETSI TS 119 182-1 5.2.2.
    public let otherCertificateDigests: [CertificateDigest]

    /// What Mohr understands of what may be critical; TS 119 182-1 asked for it up to version 1.1.1 and does no more.
    public static let understood: Set<String> = [
        "b64", "sigT", "sigD", "x5t#o", "sigX5ts", "srCms", "sigPl", "srAts", "adoTst", "sigPId", "etsiU",
    ]

    /// Names that RFC 7515 defines, which may not be critical.
    private static let registered: Set<String> = [
        "alg", "jku", "jwk", "kid", "x5u", "x5c", "x5t", "x5t#S256", "typ", "cty", "crit",
    ]

    /// Keys, and addresses of keys.
    private static let remote = ["jku", "jwk", "x5u"]

    /// Whether ``certificateSHA256`` is the first certificate's.
    ///
    /// - SeeAlso: ETSI TS 119 182-1 5.1.7 and 5.1.8.
    public var namesItsCertificate: Bool {
        guard let digest = certificateSHA256, let first = certificates.first else { return false }
        return DigestAlgorithm.sha256.digest(first.encoded) == digest
    }

    /// Reads a header.
    ///
    /// - Parameters:
    ///   - bytes: the JSON object.
    ///   - unprotected: the names of parameters that stand beside it without protection.
    /// - Throws: ``JWSError``.
    init(_ bytes: [UInt8], unprotected: Set<String> = []) throws(JWSError) {
        do throws(JSONError) {
            value = try JSONReader.read(bytes)
        } catch {
            throw .json(error)
        }
        guard let members = value.members else { throw .shape }
        for name in Self.remote where value[name] != nil { throw .remoteKey(name: name) }
        guard let name = value["alg"]?.text else { throw .missing(name: "alg") }
        guard let algorithm = JWSAlgorithm(rawValue: name) else { throw .algorithm(seen: name) }
        self.algorithm = algorithm
        let critical = try Self.critical(value, unprotected)
        encodesPayload = try Self.flag(value, "b64") ?? true
        // Standing as true it changes nothing (RFC 7797 6).
        if !encodesPayload, !critical.contains("b64") { throw .notCritical(name: "b64") }
        certificates = try Self.certificates(value["x5c"])
        certificateSHA256 = try Self.digest(value["x5t#S256"])
        otherCertificateDigests = try CertificateDigest.all(in: value)
        signingTime = try Self.time(value)
        detachedObjects = try value["sigD"].map { sigD throws(JWSError) in try DetachedObjects(sigD) }
        contentType = members.first { $0.name == "cty" }?.value.text
    }

    private static func critical(_ value: JSONValue, _ unprotected: Set<String>) throws(JWSError) -> Set<String> {
        guard let list = value["crit"] else { return [] }
        guard let elements = list.elements, !elements.isEmpty else {
            throw .value(name: "crit", seen: "empty", allowed: "one name or more")
        }
        var names: Set<String> = []
        for element in elements {
            guard let name = element.text else { throw .value(name: "crit", seen: "no text", allowed: "text") }
            guard names.insert(name).inserted, !registered.contains(name),
                value[name] != nil || unprotected.contains(name), understood.contains(name)
            else { throw .critical(name: name) }
        }
        return names
    }

    private static func flag(_ value: JSONValue, _ name: String) throws(JWSError) -> Bool? {
        guard let found = value[name] else { return nil }
        guard let flag = found.flag else { throw .value(name: name, seen: "no Boolean", allowed: "true, false") }
        return flag
    }

    private static func certificates(_ value: JSONValue?) throws(JWSError) -> [Certificate] {
        guard let value else { return [] }
        guard let elements = value.elements, (1...16).contains(elements.count) else {
            throw .value(name: "x5c", seen: "\(value.elements?.count ?? 0)", allowed: "1–16")
        }
        var certificates: [Certificate] = []
        for element in elements {
            // Plain base64 here, unlike anywhere else (RFC 7515 4.1.6).
            guard let text = element.text, let bytes = try? Base64.decode(text) else { throw .base64(part: "x5c") }
            do throws(PKIXError) {
                certificates.append(try Certificate(der: bytes))
            } catch {
                throw .certificate(error)
            }
        }
        return certificates
    }

    private static func digest(_ value: JSONValue?) throws(JWSError) -> [UInt8]? {
        guard let value else { return nil }
        guard let text = value.text, let bytes = try? Base64.decode(text, .url), bytes.count == 32 else {
            throw .base64(part: "x5t#S256")
        }
        return bytes
    }

    /// The seconds since 1970 that RFC 3339 can write: to the end of the year 9999.
    private static let times: ClosedRange<Int64> = 0...253_402_300_799

    private static func time(_ value: JSONValue) throws(JWSError) -> Instant? {
        switch (value["iat"], value["sigT"]) {
        case (nil, nil): return nil
        case (let iat?, nil):
            // RFC 7519 lets it have a fraction; TS 119 182-1 5.1.11 does not.
            guard let seconds = iat.wholeNumber, Self.times.contains(seconds) else {
                throw .value(
                    name: "iat", seen: iat.wholeNumber.map { "\($0)" } ?? "no whole number",
                    allowed: "\(Self.times.lowerBound)–\(Self.times.upperBound), seconds since 1970")
            }
            return Instant(secondsSince1970: seconds)
        case (nil, let sigT?):
            guard let text = sigT.text, text.utf8.count == 20, let time = Instant(rfc3339: text) else {
                throw .value(name: "sigT", seen: sigT.text ?? "no text", allowed: "2026-11-21T22:00:00Z")
            }
            return time
        case (.some, .some): throw .value(name: "iat", seen: "iat and sigT", allowed: "one of them")
        }
    }
}
