// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX

extension FactsCollector {
    /// How inexact a timestamp may be and still prove something; seconds.
    static let greatestInaccuracySeconds: Int64 = 60

    /// A `signature-time-stamp`: proves the signature, and the certificate that is signed for.
    mutating func signatureTimestamp(
        _ encoded: ArraySlice<UInt8>, of signer: SignerInfo, id: Facts.ID, holder: Signer?
    ) -> TimestampFacts {
        let covered = [id] + (holder.map { [Self.id(of: $0.certificate)] } ?? [])
        return timestamp(encoded, .signature, covered: covered) { token in
            token.isOverSignature(of: signer) ? [] : [Cause(.hashFailure, Self.imprint(token))]
        }
    }

    /// An `archive-time-stamp-v3`: proves what its index lists.
    mutating func archiveTimestamp(
        _ encoded: ArraySlice<UInt8>, of signer: SignerInfo, in message: SignedData, id: Facts.ID,
        _ digests: inout ContentDigests
    ) -> TimestampFacts {
        // What it covers is hashed for each one anew.
        guard examined < Self.maximumExamined else {
            return Self.unexamined(Self.id(encoded), .archive, at: time.value)
        }
        guard let archive = try? ArchiveTimestamp(der: encoded) else {
            return timestamp(encoded, .archive, covered: []) { _ in [Cause(.attributeMalformed, ["offset": "–"])] }
        }
        let content = archive.hashAlgorithm.flatMap { digests.digest($0) }
        let coverage = archive.coverage(of: signer, in: message)
        var covered = [id]
        covered += coverage?.certificates.map { Self.id($0) } ?? []
        covered += coverage?.crls.map { Self.id($0) } ?? []
        covered +=
            coverage?.ocspResponses.compactMap { (try? OCSPResponse(der: $0))?.basic }.map { Self.id(of: $0) } ?? []
        for value in coverage?.attributeValues ?? [] {
            covered.append(Self.id(value))
            if let counter = try? SignerInfo(encoded: value) { covered.append(Self.id(of: counter)) }
            // What a timestamp carries is covered with it.
            guard let token = try? TimestampToken(der: value) else { continue }
            covered += token.signedData.certificates.map { Self.id($0) } + token.signedData.crls.map { Self.id($0) }
            covered += token.signedData.ocspResponses.compactMap { (try? OCSPResponse(der: $0))?.basic }
                .map { Self.id(of: $0) }
        }
        let isOver = archive.isOver(signer, in: message, contentDigest: content)
        return timestamp(encoded, .archive, covered: covered) { token in
            var causes: [Cause] = []
            if !isOver || !archive.usesOneHashAlgorithm { causes.append(Cause(.hashFailure, Self.imprint(token))) }
            if coverage?.isComplete != true { causes.append(Cause(.archiveIndexMismatch)) }
            return causes
        }
    }

    /// A `content-time-stamp`: the signature was made after it.
    mutating func contentTimestamp(_ encoded: ArraySlice<UInt8>, _ digests: inout ContentDigests) -> TimestampFacts {
        let token = try? TimestampToken(der: encoded)
        let algorithm = token?.info.messageImprint.hashAlgorithm.digestAlgorithm
        let content = algorithm.flatMap { digests.digest($0) }
        return timestamp(encoded, .content, covered: []) { token in
            content == token.info.messageImprint.hashedMessage ? [] : [Cause(.hashFailure, Self.imprint(token))]
        }
    }

    /// A token with whoever made it.
    ///
    /// - SeeAlso: ETSI EN 319 102-1 5.4; RFC 3161 2.3 and 2.4.2.
    mutating func timestamp(
        _ encoded: ArraySlice<UInt8>, _ kind: TimestampFacts.Kind, covered: [Facts.ID],
        imprint: (TimestampToken) -> [Cause]
    ) -> TimestampFacts {
        let id = Self.id(encoded)
        guard mayExamine() else { return Self.unexamined(id, kind, at: time.value) }
        let token: TimestampToken
        do throws(PKIXError) {
            token = try TimestampToken(der: encoded)
        } catch {
            return TimestampFacts(
                id: id, kind: kind, time: time.value, signer: nil, algorithms: [], covered: [],
                causes: [
                    Cause(.malformed, ["offset": error.offset.map { "\($0)" } ?? "–", "detail": CaseWords.of(error)])
                ])
        }
        guard let info = token.signedData.signerInfos.first else {
            return TimestampFacts(
                id: id, kind: kind, time: token.info.genTime, signer: nil, algorithms: [], covered: [],
                causes: [Cause(.noSignatureFound)])
        }
        var examination = SignerExamination(
            message: token.signedData, signer: info, isRepeated: false, time: time, snapshot: snapshot,
            policy: policy, more: certificates)
        var content = ContentDigests(embedded: token.signedData.content, given: .embedded)
        let holder = examination.collect(&content)
        var causes = examination.causes.filter { $0.code.subIndication != nil } + imprint(token)
        let names = info.signedAttributes.map {
            $0.attributes(of: OID.signingCertificateV2) + $0.attributes(of: OID.signingCertificate)
        }
        if names?.isEmpty ?? true { causes.append(Cause(.signingCertificateAttributeMissing)) }
        if let holder { causes += Self.objections(toUnit: holder.certificate, at: token.info.genTime) }
        if let accuracy = token.info.accuracy?.secondsRoundedUp, accuracy > Self.greatestInaccuracySeconds {
            causes.append(
                Cause(
                    .timestampInaccurate,
                    ["seen": "\(accuracy)", "allowed": "\(Self.greatestInaccuracySeconds)"]))
        }
        let digest = token.info.messageImprint.hashAlgorithm
        return TimestampFacts(
            id: id, kind: kind, time: token.info.genTime, signer: holder.map { add($0.certificate) },
            algorithms: (holder.map { examination.algorithms(of: $0) } ?? [])
                + [digest.digestAlgorithm.map { .digest($0) } ?? .unknown(digest.algorithm.dotted)],
            covered: covered, causes: causes)
    }

    /// One of too many.
    private static func unexamined(_ id: Facts.ID, _ kind: TimestampFacts.Kind, at time: Instant) -> TimestampFacts {
        TimestampFacts(
            id: id, kind: kind, time: time, signer: nil, algorithms: [], covered: [],
            causes: [Cause(.malformed, ["offset": "–", "detail": "more than \(maximumExamined)"])])
    }

    /// Whether a certificate is a time-stamp unit's: for that use alone, marked critical, and valid at the time.
    ///
    /// - SeeAlso: RFC 3161 2.3.
    private static func objections(toUnit certificate: Certificate, at time: Instant) -> [Cause] {
        var causes: [Cause] = []
        let isCritical = certificate.tbs.extensions[OID.extendedKeyUsage]?.isCritical == true
        if certificate.extendedKeyUsage != [OID.timeStamping] || !isCritical {
            let seen = certificate.extendedKeyUsage?.map(\.dotted).joined(separator: " ") ?? "–"
            causes.append(Cause(.extendedKeyUsage, ["seen": seen]))
        }
        if let usage = certificate.keyUsage, usage.isDisjoint(with: [.digitalSignature, .nonRepudiation]) {
            causes.append(
                Cause(.keyUsage, ["seen": usage.names.joined(separator: " "), "allowed": "digitalSignature"]))
        }
        if !certificate.validity.contains(time) {
            causes.append(
                Cause(
                    .signingTimeOutsideValidity,
                    [
                        "seen": time.rfc3339,
                        "allowed":
                            "\(certificate.validity.notBefore.rfc3339) – \(certificate.validity.notAfter.rfc3339)",
                    ]))
        }
        return causes
    }

    static func imprint(_ token: TimestampToken) -> [String: String] {
        ["seen": Hex.encode(token.info.messageImprint.hashedMessage), "allowed": "–"]
    }
}
