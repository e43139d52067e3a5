// SPDX-License-Identifier: Apache-2.0
import Containers
import Cryptography
import DER
import Foundation
import MohrSigning
import MohrValidation
import PKIX
import TestSupport
import XCTest

@testable import Service

/// A doctor's signatures of every kind, and what they are judged by.
enum EvidenceScene {
    static let root = try! TestPKI.root()
    static let health = try! root.authority("Health")
    static let doctor = try! health.signer("سارا احمدی") {
        $0.set(
            .admission(
                Admission(
                    profession: ProfessionInfo(
                        professionItems: [DirectoryString("پزشک")], professionOIDs: [MohrOID.physician],
                        registrationNumber: "12345"))))
    }
    static let unit = try! health.timestampUnit()
    static let content = Array("{\"نسخه\":\"آموکسی‌سیلین ۵۰۰\"}".utf8)
    static let now = TestPKI.now
    static let lists = [try! root.revocationList(), try! health.revocationList()]

    static func signed(_ packaging: DocumentSigner.Packaging = .enveloping) throws -> [UInt8] {
        try DocumentSigner().sign(
            content, with: FileToken(key: doctor.key, certificate: doctor.certificate), packaging: packaging,
            signingTime: now)
    }

    /// JAdES, compact.
    static func signedInJSON(forged: Bool = false) throws -> [UInt8] {
        var signature = try JSONSigner().sign(
            .enclosed(content), with: FileToken(key: doctor.key, certificate: doctor.certificate),
            terms: SignatureTerms(signingTime: now))
        // The last character may hold spare bits; one before it does not.
        if forged {
            let place = signature.count - 9
            signature[place] = signature[place] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
        }
        return signature
    }

    static func inputs(
        _ signature: [UInt8], content: SignedContent = .embedded, at time: ReferenceTime = ReferenceTime(now, .now),
        _ policy: ValidationPolicy = StandardPolicies.prescription
    ) -> VerificationInputs {
        VerificationInputs(
            signature: signature, content: content, time: time, policy: policy, anchors: [root.certificate],
            intermediates: [health.certificate, unit.certificate], lists: lists)
    }

    /// A signature with archive timestamps, judged three years after its lists.
    static func archived() throws -> VerificationInputs {
        let stamped = try unit.stamping(try signed()) { $0.time = now.advanced(bySeconds: 60) }
        let archived = try unit.archiving(stamped, at: now.advanced(bySeconds: 120))
        return inputs(archived, at: ReferenceTime(now.advanced(bySeconds: 86_400), .caller))
    }

    /// An answer about the doctor instead of a list.
    static func answered() throws -> VerificationInputs {
        let responder = try health.responder()
        let single = SingleResponse(
            certID: try CertID(
                serialNumber: doctor.certificate.serialNumber, issuer: health.certificate, hashAlgorithm: .sha256),
            status: .good, thisUpdate: now, nextUpdate: now.advanced(bySeconds: 86_400))
        let tbs = OCSPResponseDraft(
            responderID: try ResponderID(keyOf: responder.certificate), producedAt: now, responses: [single]
        ).encodedTBS()
        let algorithm = responder.key.preferredSignatureAlgorithm
        var inputs = inputs(try signed())
        inputs.lists = [lists[0]]
        inputs.responses = [
            OCSPResponseDraft.assemble(
                tbs: tbs, signatureAlgorithm: algorithm, signature: try responder.key.sign(tbs, by: algorithm),
                certificates: [responder.certificate.encoded])
        ]
        return inputs
    }

    /// A signature by someone who was revoked.
    static func revoked() throws -> VerificationInputs {
        var inputs = inputs(try signed())
        inputs.lists[1] = try health.revocationList { draft in
            draft.entries = [
                RevokedEntry(serialNumber: doctor.certificate.serialNumber, revocationDate: now, reason: .keyCompromise)
            ]
        }
        return inputs
    }

    /// The same, first seen when it was good: with the receipt of that.
    static func receipted() throws -> VerificationInputs {
        var good = inputs(try signed())
        good.lists = [try root.revocationList(), try health.revocationList()]
        let report = try good.report()
        let log = ReceiptLog(id: Array(repeating: 7, count: 32), size: 1, root: Array(repeating: 9, count: 32))
        guard let statement = ReceiptStatement(of: report.signatures[0], in: report, log: log) else {
            throw XCTSkip("no statement")
        }
        var inputs = try revoked()
        inputs.signature = good.signature
        inputs.lists[1] = try health.revocationList { list in
            list.thisUpdate = now.advanced(bySeconds: 600)
            list.revoke(doctor, at: now.advanced(bySeconds: 300))
        }
        inputs.time = ReferenceTime(now.advanced(bySeconds: 900), .now)
        inputs.receipts = [
            try Receipt(statement: statement.encoded, token: try unit.timestamp(over: statement.encoded))
        ]
        return inputs
    }

    /// Every kind of case, by name.
    static func cases() throws -> [(name: String, inputs: VerificationInputs)] {
        let signature = try signed()
        var tampered = signature
        let start = signature.indices.first { signature[$0...].starts(with: content) }!
        tampered[start + 4] ^= 1
        var forged = signature
        forged[forged.count - 3] ^= 1
        let detached = try signed(.detached)
        var stranger = inputs(signature)
        stranger.anchors = [try TestPKI.root("Stranger").certificate]
        return [
            ("B", inputs(signature)), ("LTA", try archived()), ("answered", try answered()),
            ("revoked", try revoked()), ("receipted", try receipted()), ("tampered", inputs(tampered)),
            ("forged", inputs(forged)),
            ("detached", inputs(detached, content: .bytes(content))),
            ("hash only", inputs(detached, content: .digest(.sha256, DigestAlgorithm.sha256.digest(content)))),
            ("another document", inputs(detached, content: .bytes(Array("other".utf8)))),
            ("no content", inputs(detached)), ("stranger's anchor", stranger),
            ("JSON", inputs(try signedInJSON())), ("forged JSON", inputs(try signedInJSON(forged: true))),
            ("trade", inputs(signature, StandardPolicies.trade)), ("malformed", inputs(Array("nothing".utf8))),
        ]
    }

    /// A pack made again with other files, its lists and its seal put right: what a forger would do.
    static func resealed(_ pack: [UInt8], _ change: (inout [PackFile]) -> Void) throws -> [UInt8] {
        let archive = try StoredArchive(reading: pack)
        var files = archive.entries.dropLast(3).map { PackFile($0.name, Array($0.bytes)) }
        change(&files)
        files.append(PackManifest.sums(of: files))
        let manifest = PackManifest.manifest(of: Array(files.dropFirst()))
        files.append(manifest)
        files.append(PackFile(PackNames.seal, try PackSeal.thrownAway.signature(over: manifest.bytes, at: now)))
        return try StoredArchive(files.map { ArchiveEntry($0.name, $0.bytes) }).encoded()
    }

    /// The same archive with one file's bytes changed and nothing put right.
    static func damaged(_ pack: [UInt8], _ name: String, _ change: (inout [UInt8]) -> Void) throws -> [UInt8] {
        let entries = try StoredArchive(reading: pack).entries.map { entry in
            var bytes = Array(entry.bytes)
            if entry.name == name { change(&bytes) }
            return ArchiveEntry(entry.name, bytes)
        }
        return try StoredArchive(entries).encoded()
    }
}
