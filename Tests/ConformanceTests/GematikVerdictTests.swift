// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import MohrValidation
import PKIX
import TestSupport
import XCTest

/// Signed German prescriptions, from the bytes to the verdict.
final class GematikVerdictTests: XCTestCase {
    private func snapshot(answers: [BasicOCSPResponse] = []) throws -> TrustSnapshot {
        try TrustSnapshot(
            anchors: Certificate.all(inPEMOrDER: try SharedData.bytes("gematik/ca/ALL.pem")), responses: answers,
            ocspTrust: .anchoredResponder)
    }

    private func judge(
        _ file: URL, at time: Instant, by source: ReferenceTime.Source = .caller, _ purpose: String = "signature",
        against snapshot: TrustSnapshot
    ) throws -> ValidationReport {
        SignatureValidator().validate(
            [UInt8](try Data(contentsOf: file)), at: ReferenceTime(time, source), against: snapshot,
            policy: StandardPolicies.policy(for: purpose))
    }

    /// A table's rows by the name of the file in its first column.
    private func table(_ path: String) throws -> [String: [String: String]] {
        let lines = String(decoding: try SharedData.bytes(path), as: UTF8.self).split(whereSeparator: \.isNewline)
        let heads = (lines.first ?? "").split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        var rows: [String: [String: String]] = [:]
        for line in lines.dropFirst() {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            let name = fields[0].split(separator: "/").last.map(String.init) ?? ""
            let row = Dictionary(zip(heads, fields), uniquingKeysWith: { first, _ in first })
            // The cases of cards that were revoked later stand below and have the names of prescriptions above.
            rows[name] = rows[name] ?? row
        }
        return rows
    }

    /// `Feb  8 18:20:34 2024 GMT`, as the tables write it.
    private func instant(_ text: String) throws -> Instant {
        let parts = text.split(separator: " ").map(String.init)
        let months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(separator: " ").map(String.init)
        let month = try XCTUnwrap(months.firstIndex(of: parts[0])) + 1
        let day = try XCTUnwrap(Int(parts[1]))
        let date = String(format: "%02d-%02d", month, day)
        return try XCTUnwrap(Instant(rfc3339: "\(parts[3])-\(date)T\(parts[2])Z"))
    }

    func testPrescriptionsWithStapledAnswersAreAccepted() throws {
        let rows = try table("gematik/VERDICTS.tsv")
        let files = try SharedData.files(in: "gematik/qes", extensions: "p7")
        let snapshot = try snapshot()
        let time = try XCTUnwrap(Instant(rfc3339: "2021-04-22T00:00:00Z"))
        var accepted = 0
        for file in files {
            let name = file.lastPathComponent
            let row = try XCTUnwrap(rows[name], name)
            let report = try judge(file, at: time, against: snapshot)
            if row["stapledOCSP"] == "True" {
                XCTAssertEqual(report.decision, .accept, "\(name): \(report.signatures.flatMap(\.causes))")
                XCTAssertEqual(report.indication, .totalPassed, name)
                XCTAssertEqual(report.signatures.first?.certificateStatus?.source, .ocsp, name)
                accepted += 1
            } else {
                // Without a staple nothing is known of the status; all else is good.
                XCTAssertEqual(report.subIndication, .tryLater, "\(name): \(report.signatures.flatMap(\.causes))")
            }
            XCTAssertEqual(report.signatures.count, 1)
            let signature = try XCTUnwrap(report.signatures.first)
            XCTAssertEqual(signature.claimedSigningTime, try instant(try XCTUnwrap(row["signingTime"])), name)
            XCTAssertEqual(signature.signer?.latinName?.hasPrefix("Sam Schra"), true, name)
            XCTAssertEqual(row["sigalg"], "rsassaPss")
            let signer = try SignedData(der: [UInt8](try Data(contentsOf: file))).signerInfos[0]
            guard case .rsaPSS(.sha256, .sha256, _) = signer.signatureScheme else {
                XCTFail("\(name): \(String(describing: signer.signatureScheme))")
                continue
            }
            // Before the staple was asked for, and after the card expired.
            let late = try XCTUnwrap(Instant(rfc3339: "2023-11-05T00:00:00Z"))
            XCTAssertEqual(try judge(file, at: late, against: snapshot).decision, .cannotDecide, name)
        }
        print("  cases: gematik qes accepted \(accepted) of \(files.count)")
        XCTAssertGreaterThan(accepted, 20)
    }

    func testPrescriptionsOfTheTestScenariosAreGoodByTheirProfession() throws {
        let rows = try table("gematik/erezept/INDEX.tsv")
        let files = try SharedData.files(in: "gematik/erezept", extensions: "p7")
        let snapshot = try snapshot()
        var prescribed = 0
        for file in files {
            let name = file.lastPathComponent
            let row = try XCTUnwrap(rows[name], name)
            let time = try instant(try XCTUnwrap(row["signing_time"]))
            let report = try judge(file, at: time.advanced(bySeconds: 60), against: snapshot)
            let signature = try XCTUnwrap(report.signatures.first)
            let errors = Set(signature.causes.map(\.code).filter { $0.severity == .error })
            // Organisations' seals (SMC-B) are not for binding signatures; no staple, no status.
            let isSeal = row["issuer"]?.contains("SMCB") == true
            XCTAssertTrue(
                errors.isSubset(of: isSeal ? [.revocationEvidenceMissing, .keyUsage] : [.revocationEvidenceMissing]),
                "\(name): \(signature.causes)")
            XCTAssertEqual(row["stapled_ocsp"] == "True", !errors.contains(.revocationEvidenceMissing), name)
            XCTAssertEqual(signature.claimedSigningTime, time, name)
            // A prescription is taken from physicians and dentists only.
            let strict = try judge(file, at: time.advanced(bySeconds: 60), "prescription", against: snapshot)
            let refused = strict.signatures[0].causes.contains { $0.code == .professionNotAllowed }
            let isDoctor = row["subject"]?.contains("Sam Schra") == true
            XCTAssertEqual(refused, !isDoctor, "\(name): \(String(describing: signature.signer?.profession))")
            if refused { XCTAssertEqual(strict.decision, .reject, name) } else { prescribed += 1 }
        }
        print("  cases: gematik erezept cryptographically good \(files.count) of \(files.count)")
        print("  cases: gematik erezept by those who may prescribe \(prescribed) of \(files.count)")
    }

    func testTheOnePrescriptionThatAPharmacistSigned() throws {
        let file = try SharedData.url("gematik/erezept/55032df6c42a.p7")
        let time = try XCTUnwrap(Instant(rfc3339: "2024-02-08T18:07:00Z"))
        let report = try judge(file, at: time, "prescription", against: snapshot())
        XCTAssertEqual(report.decision, .reject)
        XCTAssertEqual(report.subIndication, .chainConstraintsFailure)
        let cause = try XCTUnwrap(report.signatures[0].causes.first { $0.code == .professionNotAllowed })
        XCTAssertEqual(cause.facts["seen"]?.contains("Apotheker"), true, "\(cause)")
    }

    /// The table that the house settled on: see `signatures.md` 3.
    ///
    /// A revocation that reaches back before the time asked about counts, whatever was known then; one that does not
    /// leaves a signature good that is shown to be older. The time asked about stands for a proof of existence here.
    func testThreeCardsOfWhichTwoWereRevokedLater() throws {
        let answers = try SharedData.files(in: "gematik/ocsp", extensions: "der")
            .compactMap { try OCSPResponse(der: [UInt8](try Data(contentsOf: $0))).basic }
        let known = try snapshot(answers: answers)
        let then = try XCTUnwrap(Instant(rfc3339: "2021-04-20T11:33:00Z"))
        let later = try XCTUnwrap(Instant(rfc3339: "2021-04-20T12:00:00Z"))
        let expired = try XCTUnwrap(Instant(rfc3339: "2021-04-29T16:00:00Z"))
        let rows: [(String, then: SubIndication?, later: SubIndication?, expired: SubIndication)] = [
            ("normal", nil, nil, .outOfBoundsNotRevoked), ("gesperrt", nil, .revokedNoPOE, .revokedNoPOE),
            ("rueckw.-gesperrt", .revokedNoPOE, .revokedNoPOE, .revokedNoPOE),
        ]
        var count = 0
        for row in rows {
            for folder in ["gematik/qes-cases/\(row.0)", "gematik/qes-cases/\(row.0)/OhneRevocationInfo"] {
                for file in try SharedData.files(in: folder, extensions: "p7") {
                    count += 1
                    for (time, expected) in [(then, row.then), (later, row.later), (expired, row.expired)] {
                        let report = try judge(file, at: time, against: known)
                        XCTAssertEqual(
                            report.subIndication, expected,
                            "\(folder) at \(time.rfc3339): \(report.signatures.flatMap(\.causes))")
                        XCTAssertEqual(report.decision, expected == nil ? .accept : .cannotDecide)
                    }
                }
            }
        }
        print("  cases: gematik cards revoked later or not \(count) of \(count)")
        XCTAssertEqual(count, 12)
    }

    /// The table's last column: the same cards, judged after everything has happened, with a receipt from 11:33 that
    /// shows when the signatures were there.
    func testThreeCardsWithAReceipt() throws {
        let answers = try SharedData.files(in: "gematik/ocsp", extensions: "der")
            .compactMap { try OCSPResponse(der: [UInt8](try Data(contentsOf: $0))).basic }
        let known = try snapshot(answers: answers)
        let receipt = try XCTUnwrap(Instant(rfc3339: "2021-04-20T11:33:00Z"))
        let now = try XCTUnwrap(Instant(rfc3339: "2021-04-29T16:00:00Z"))
        let rows: [(String, SubIndication?)] = [
            ("normal", nil), ("gesperrt", nil), ("rueckw.-gesperrt", .revokedNoPOE),
        ]
        var count = 0
        for (card, expected) in rows {
            for folder in ["gematik/qes-cases/\(card)", "gematik/qes-cases/\(card)/OhneRevocationInfo"] {
                for file in try SharedData.files(in: folder, extensions: "p7") {
                    let bytes = [UInt8](try Data(contentsOf: file))
                    let signature = try SignedData(der: bytes).signerInfos[0].signature
                    let proof = ProofOfExistence(
                        of: Hex.encode(DigestAlgorithm.sha256.digest(Array(signature))), at: receipt, by: .receipt)
                    let report = SignatureValidator().validate(
                        bytes, at: ReferenceTime(now, .now), against: known, policy: StandardPolicies.signature,
                        proofs: [proof])
                    XCTAssertEqual(
                        report.subIndication, expected, "\(folder): \(report.signatures.flatMap(\.causes))")
                    XCTAssertEqual(report.referenceTime, ReferenceTime(receipt, .receipt))
                    count += 1
                }
            }
        }
        print("  cases: gematik cards with a receipt \(count) of \(count)")
        XCTAssertEqual(count, 12)
    }
}
