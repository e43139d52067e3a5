// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import FoundationXML
import PKIX

@testable import MohrValidation

/// The EU DSS's diagnostic data read into the house's facts.
///
/// What DSS found out about a document is what its own tests judge by; read as ``Facts``, Mohr's judgement can be held
/// against theirs without the documents.
struct DiagnosticData {
    let facts: Facts
    let validationTime: Instant

    init(_ bytes: [UInt8]) throws {
        let document = try XMLDocument(data: Data(bytes), options: [])
        guard let root = document.rootElement() else { throw CocoaError(.fileReadCorruptFile) }
        let reader = DiagnosticReader(root)
        validationTime = reader.time(root, "ValidationDate") ?? Instant(secondsSince1970: 0)
        facts = reader.facts()
    }
}

/// Reads one document.
struct DiagnosticReader {
    let root: XMLElement

    init(_ root: XMLElement) { self.root = root }

    func facts() -> Facts {
        let anchors = Set(all("UsedCertificates", "Certificate").filter { text($0, "Trusted") == "true" }.map(id))
        var certificates: [String: CertificateFacts] = [:]
        for element in all("UsedCertificates", "Certificate") {
            certificates[id(element)] = certificate(element, anchors)
        }
        var timestamps: [String: TimestampFacts] = [:]
        for element in all("UsedTimestamps", "Timestamp") { timestamps[id(element)] = timestamp(element) }
        var revocations: [String: RevocationFacts] = [:]
        for element in all("UsedRevocations", "Revocation") {
            if let fact = revocation(element) { revocations[id(element)] = fact }
        }
        return Facts(
            signatures: all("Signatures", "Signature").map(signature), timestamps: timestamps,
            certificates: certificates, revocations: revocations)
    }

    private func signature(_ element: XMLElement) -> SignatureFacts {
        var causes: [Cause] = []
        let structure = child(element, "StructuralValidation").map { attribute($0, "valid") ?? text($0, "Valid") }
        if let structure, structure == "false" { causes.append(Cause(.malformed)) }
        let matchers = child(element, "DigestMatchers").map { children($0, "DigestMatcher") } ?? []
        for matcher in matchers {
            if attribute(matcher, "duplicated") == "true" { causes.append(Cause(.malformed)) }
            if text(matcher, "DataFound") == "false" {
                causes.append(Cause(.signedDataNotFound))
            } else if text(matcher, "DataIntact") == "false" {
                causes.append(Cause(.hashFailure))
            }
        }
        let signer = child(element, "SigningCertificate").flatMap { attribute($0, "Certificate") }
        if signer == nil { causes.append(Cause(.signingCertificateNotFound)) }
        if intact(element) == false { causes.append(Cause(.sigCryptoFailure)) }
        let found = child(element, "FoundTimestamps").map { children($0, "FoundTimestamp") } ?? []
        let digests = matchers.compactMap { text($0, "DigestMethod") }.map(digest)
        return SignatureFacts(
            id: id(element), signer: signer, algorithms: [algorithm(element)] + digests,
            claimedTime: time(element, "ClaimedSigningTime"),
            timestamps: found.compactMap { attribute($0, "Timestamp") }, causes: causes)
    }

    private func timestamp(_ element: XMLElement) -> TimestampFacts {
        var causes: [Cause] = []
        let matchers =
            [child(element, "DigestMatcher")].compactMap { $0 }
            + (child(element, "DigestMatchers").map { children($0, "DigestMatcher") } ?? [])
        for matcher in matchers where text(matcher, "DataFound") == "false" || text(matcher, "DataIntact") == "false" {
            causes.append(Cause(.hashFailure))
        }
        if intact(element) == false { causes.append(Cause(.sigCryptoFailure)) }
        let kind: TimestampFacts.Kind =
            switch attribute(element, "Type") {
            case "SIGNATURE_TIMESTAMP", "VALIDATION_DATA_REFSONLY_TIMESTAMP", "VALIDATION_DATA_TIMESTAMP": .signature
            case "ARCHIVE_TIMESTAMP", "DOCUMENT_TIMESTAMP", "CONTAINER_TIMESTAMP", "VRI_TIMESTAMP": .archive
            default: .content
            }
        let objects = child(element, "TimestampedObjects").map { children($0, "TimestampedObject") } ?? []
        return TimestampFacts(
            id: id(element), kind: kind, time: time(element, "ProductionTime") ?? Instant(secondsSince1970: 0),
            signer: child(element, "SigningCertificate").flatMap { attribute($0, "Certificate") },
            algorithms: [algorithm(element)] + matchers.compactMap { text($0, "DigestMethod") }.map(digest),
            covered: objects.compactMap { attribute($0, "Token") }, causes: causes)
    }

    private func certificate(_ element: XMLElement, _ anchors: Set<String>) -> CertificateFacts {
        let issuer = child(element, "SigningCertificate").flatMap { attribute($0, "Certificate") }
        let extensions = child(element, "CertificateExtensions")
        let hasNoCheck =
            text(element, "IdPkixOcspNoCheck") == "true"
            || (extensions.flatMap { child($0, "IdPkixOcspNoCheck") }).map { attribute($0, "present") == "true" }
                ?? false
        return CertificateFacts(
            id: id(element),
            validity: Validity(
                notBefore: time(element, "NotBefore") ?? Instant(secondsSince1970: .min),
                notAfter: time(element, "NotAfter") ?? Instant(secondsSince1970: .max)),
            issuer: issuer, algorithm: algorithm(element), isAnchor: anchors.contains(id(element)),
            isExemptFromRevocation: hasNoCheck,
            causes: intact(element) == false && !anchors.contains(id(element)) ? [Cause(.certificateSignature)] : [])
    }

    private func revocation(_ element: XMLElement) -> RevocationFacts? {
        guard intact(element) != false,
            let thisUpdate = time(element, "ThisUpdate") ?? time(element, "ProductionDate")
        else { return nil }
        var statements: [String: RevocationStatus] = [:]
        for certificate in all("UsedCertificates", "Certificate") {
            let about = child(certificate, "Revocations").map { children($0, "CertificateRevocation") } ?? []
            for item in about where attribute(item, "Revocation") == id(element) {
                statements[id(certificate)] = status(item)
            }
        }
        return RevocationFacts(
            id: id(element), source: text(element, "Type") == "OCSP" ? .ocsp : .crl,
            signer: child(element, "SigningCertificate").flatMap { attribute($0, "Certificate") },
            algorithm: algorithm(element), thisUpdate: thisUpdate, nextUpdate: time(element, "NextUpdate"),
            keepsExpiredSince: time(element, "ArchiveCutOff") ?? time(element, "ExpiredCertsOnCRL"),
            statements: statements)
    }

    private func status(_ item: XMLElement) -> RevocationStatus {
        let date = time(item, "RevocationDate") ?? Instant(secondsSince1970: 0)
        switch (text(item, "Status"), text(item, "Reason")) {
        case ("GOOD", _), ("true", _): return .good
        case ("REVOKED", "certificateHold"), ("REVOKED", "CERTIFICATE_HOLD"): return .onHold(since: date)
        case ("REVOKED", _), ("false", _): return .revoked(at: date, reason: nil, invalidity: nil)
        default: return .unknown
        }
    }
}
