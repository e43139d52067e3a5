// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import JSON
import MohrValidation
import PKIX
import Service

/// Feeds of licensing bodies as files.
enum FeedFiles {
    /// A signature, out of PEM if it is in it.
    static func signature(_ path: String) throws(CommandFailure) -> [UInt8] {
        let bytes = try InputFiles.bytes(path)
        guard PEM.looksLikePEM(bytes) else { return bytes }
        let block = try? PEM.blocks(in: bytes).first { ["CMS", "PKCS7"].contains($0.label) }
        return block?.bytes ?? bytes
    }

    /// A document that is not in its signature.
    static func document(_ path: String) throws(CommandFailure) -> [UInt8] {
        try InputFiles.bytes(path, limit: ProfessionFeed.maximumBytes)
    }

    /// Opens a feed without a house's configuration.
    ///
    /// Whose word counts then says the authority: the holders' certificates name the organisation that admitted them,
    /// and the feed has to be signed under a certificate of an organisation of that very name.
    static func open(
        _ signature: [UInt8], _ document: [UInt8]?, at time: Instant, against snapshot: TrustSnapshot,
        timeliness: SignedFeed.Timeliness
    ) throws -> SignedFeed {
        let message = try? SignedData(der: signature)
        let signer = message?.certificates.lazy.compactMap { try? Certificate(der: Array($0)) }.first { certificate in
            message?.signerInfos.first?.identifier.matches(certificate) == true
        }
        let bytes = document ?? message?.content.map { Array($0) } ?? []
        let said = try? JSONReader.read(bytes, limit: ProfessionFeed.maximumBytes, depth: 8)
        let isTrade = signer?.certificatePolicies?.identifiers.contains(MohrOID.tradeOrganisationPolicy) == true
        let body = LicensingBody(
            name: said?["body"]?.text ?? "–",
            professions: isTrade
                ? [MohrOID.trader] : [MohrOID.physician, MohrOID.dentist, MohrOID.pharmacist, MohrOID.midwife],
            register: isTrade ? .commercialCard : .medicalCouncil,
            seal: .admissionAuthority(signer?.subject.value(of: OID.organizationName) ?? "–"),
            maximumAgeSeconds: 31_622_400)
        // A feed from after the moment that is asked about still says what held at it.
        let issued = said?["issuedAt"]?.text.flatMap { Instant(rfc3339: $0) } ?? time
        return try SignedFeed(
            signature, document: document, from: [body], at: timeliness == .current ? time : max(time, issued),
            against: snapshot, timeliness: timeliness)
    }

    /// A snapshot that hears the feeds of files, in the order in which they are named; `FILE.json.p7s` is the signature
    /// of the document `FILE.json` beside it, if there is one.
    static func adding(_ paths: [String], to snapshot: TrustSnapshot, at time: Instant) throws -> TrustSnapshot {
        guard !paths.isEmpty else { return snapshot }
        var register = ProfessionRegister()
        for path in paths {
            let beside = path.hasSuffix(".p7s") ? String(path.dropLast(4)) : ""
            let document = FileManager.default.fileExists(atPath: beside) ? try document(beside) : nil
            do {
                let signed = try open(
                    try signature(path), document, at: time, against: snapshot, timeliness: .any)
                register = try register.applying(signed)
            } catch let error as ProfessionFeedError {
                throw CommandFailure(.input, "start.profession", ["file": path], cause: error)
            }
        }
        return snapshot.with(professions: register)
    }

    /// What the process tells its caller of a feed that was refused.
    static func exitCode(of error: ProfessionFeedError) -> ExitCode {
        switch error {
        case .signature(.cannotDecide, _): .undecided
        case .tooLarge, .json, .member, .licence, .licenceOrder, .periods: .input
        default: .rejected
        }
    }
}
