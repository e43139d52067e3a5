// SPDX-License-Identifier: Apache-2.0
import Cryptography
public import DER
public import MohrValidation
import PKIX
import Records

/// A prescription and the record of what was dispensed on it, judged together.
///
/// Each signature is judged for its own purpose, the prescriber's by `prescription`, the pharmacist's by `dispensing`;
/// then whether the one belongs to the other. The decision is the worst that anything found asks for.
public struct LinkedVerification: Sendable {
    /// One answer for all.
    public let decision: Decision
    /// The prescription's own report.
    public let prescription: ValidationReport
    /// The dispensing record's own report.
    public let dispensing: ValidationReport
    let causes: [LinkCause]
    let prescribedAt: Instant?
    let dispensedAt: Instant?

    static let dispensingPurpose = "dispensing"

    init(
        prescription: (request: VerificationRequest, report: ValidationReport),
        dispensing: (request: VerificationRequest, report: ValidationReport), receipt: Receipt?,
        toleranceSeconds: Int64
    ) {
        self.prescription = prescription.report
        self.dispensing = dispensing.report
        var causes: [LinkCause] = []
        switch prescription.report.decision {
        case .accept: break
        case .reject: causes.append(LinkCause(.prescriptionRejected))
        case .cannotDecide: causes.append(LinkCause(.prescriptionUndecided))
        }
        switch dispensing.report.decision {
        case .accept: break
        case .reject: causes.append(LinkCause(.dispensingRejected))
        case .cannotDecide: causes.append(LinkCause(.dispensingUndecided))
        }
        var record: DispensingRecord?
        do throws(DispensingRecord.LinkBroken) {
            guard let content = Self.content(of: dispensing.request) else {
                throw DispensingRecord.LinkBroken(LinkCause(.recordMissing))
            }
            let read = try DispensingRecord(content)
            record = read
            if let cause = Self.mismatch(read, prescription.request) { causes.append(cause) }
        } catch {
            causes.append(error.cause)
        }
        prescribedAt = Self.time(of: prescription.report)
        // Neither what the record says nor when it was signed may lie before the prescription.
        dispensedAt = [record?.dispensedAt, Self.time(of: dispensing.report)].compactMap { $0 }.min()
        if let prescribedAt, let dispensedAt {
            if dispensedAt.advanced(bySeconds: toleranceSeconds) < prescribedAt {
                causes.append(
                    LinkCause(
                        .dispensedBeforePrescribed,
                        ["dispensed": dispensedAt.rfc3339, "prescribed": prescribedAt.rfc3339]))
            }
        } else {
            causes.append(LinkCause(.timeUnknown))
        }
        if let receipt { causes += Self.check(receipt, prescription.request, prescription.report) }
        self.causes = causes
        let decisions = causes.map(\.code.decision)
        decision = decisions.contains(.reject) ? .reject : decisions.isEmpty ? .accept : .cannotDecide
    }

    /// When the last of its signers says that it was signed.
    private static func time(of report: ValidationReport) -> Instant? {
        let times = report.signatures.map(\.claimedSigningTime)
        return times.contains(nil) ? nil : times.compactMap { $0 }.max()
    }

    /// The bytes that were signed; nil if only their digest is here.
    private static func content(of request: VerificationRequest) -> [UInt8]? {
        if let embedded = SignedMessage(request.signature)?.content { return embedded }
        if case .bytes(let bytes) = request.content { return bytes }
        return nil
    }

    private static func mismatch(_ record: DispensingRecord, _ prescription: VerificationRequest) -> LinkCause? {
        let digest: [UInt8]
        if let content = content(of: prescription) {
            digest = record.algorithm.digest(content)
        } else if case .digest(record.algorithm, let given) = prescription.content {
            digest = given
        } else {
            return LinkCause(.referenceUnknown, ["seen": DigestNames.name(of: record.algorithm) ?? "–"])
        }
        guard digest != record.digest else { return nil }
        return LinkCause(.referenceMismatch, ["seen": Hex.encode(record.digest), "allowed": Hex.encode(digest)])
    }

    /// Whether a receipt is about this prescription, and one to be believed: its time stamp is judged in the report.
    private static func check(
        _ receipt: Receipt, _ prescription: VerificationRequest, _ report: ValidationReport
    ) -> [LinkCause] {
        let names = SignedMessage(prescription.signature)?.names ?? []
        let statement = receipt.statement
        let isOther =
            !names.contains(statement.signatureSHA256)
            || report.contentSHA256.map { $0 != (statement.contentSHA256 ?? $0) } == true
        if isOther { return [LinkCause(.receiptMismatch)] }
        let judged = report.signatures.flatMap(\.timestamps).filter { $0.kind == .receipt }
        guard receipt.isWhole, judged.contains(where: \.isBelieved) else {
            let causes = judged.flatMap(\.causes).map(\.code.rawValue).joined(separator: ", ")
            return [LinkCause(.receiptRejected, ["cause": causes.isEmpty ? "–" : causes])]
        }
        return []
    }

    /// As programs read it.
    ///
    /// - Returns: an object; `links` is empty if nothing is wrong between the two.
    public var json: JSONValue {
        [
            "decision": .string(decision.rawValue), "links": .array(causes.map(\.value)),
            "prescribedAt": JSONValue(prescribedAt?.rfc3339), "dispensedAt": JSONValue(dispensedAt?.rfc3339),
            "prescription": ReportJSON.value(of: prescription), "dispensing": ReportJSON.value(of: dispensing),
        ]
    }

    /// What is wrong between the two, in words; a line each.
    public func lines(in language: Language) -> [String] { causes.map { $0.sentence(in: language) } }
}

extension VerdictDesk {
    /// Judges a prescription and what was dispensed on it.
    func linked(
        prescription: VerificationRequest, dispensing: VerificationRequest, receipt: Receipt?
    ) throws(VerificationRequest.Rejection) -> (LinkedVerification, PrescriptionSighting?) {
        let first = try verdict(on: prescription, receipts: receipt.map { [$0] } ?? [])
        let second = try verdict(on: dispensing)
        return (
            LinkedVerification(
                prescription: (prescription, first.report), dispensing: (dispensing, second.report), receipt: receipt,
                toleranceSeconds: try policy(for: dispensing.purpose).clockToleranceSeconds), first.sighting
        )
    }

    /// Judges a prescription and what was dispensed on it, both at hand as files.
    ///
    /// - Parameters:
    ///   - prescription: the signed message, and its content if it is apart.
    ///   - dispensing: the same of the dispensing record.
    ///   - receipt: of an earlier verification of the prescription.
    ///   - time: the time to judge at; now if nil.
    /// - Returns: the decision with both reports.
    /// - Throws: ``Problem`` for a digest by another algorithm than the signature's.
    public func linked(
        prescription: ([UInt8], SignedContent), dispensing: ([UInt8], SignedContent), receipt: Receipt? = nil,
        at time: Instant?
    ) throws(Problem) -> LinkedVerification {
        let first = VerificationRequest(prescription.0, prescription.1, purpose: "prescription", at: time)
        let second = VerificationRequest(
            dispensing.0, dispensing.1, purpose: LinkedVerification.dispensingPurpose, at: time)
        do throws(VerificationRequest.Rejection) {
            return try linked(prescription: first, dispensing: second, receipt: receipt).0
        } catch {
            throw error.problem
        }
    }
}
