// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import MohrValidation
import PKIX
import Records

/// Knows which prescriptions came by before, without knowing their ids.
///
/// The records keep HMAC-SHA-256 of an id under a key that is in the home and not in the records: who has the one
/// without the other can try no ids. Only signatures that are intact and lead to a trusted anchor are kept, and only
/// for those is anything said: otherwise anyone could claim an id, or ask about ids by guessing.
final class PrescriptionIndex: Sendable {
    /// What is kept of a signature that may not be accepted: its evidence is wanting or late, its mathematics are sound.
    private static let kept: Set<SubIndication> = [
        .revoked, .expired, .revokedNoPOE, .outOfBoundsNotRevoked, .outOfBoundsNoPOE, .revocationOutOfBoundsNoPOE,
        .cryptoConstraintsFailureNoPOE, .noPOE, .tryLater, .timestampOrderFailure,
    ]

    private let records: Records
    private let secret: HomeSecret
    private let idMember: String?
    private let faults: FaultLog

    /// Takes what it needs.
    ///
    /// - Parameters:
    ///   - records: where hashes are kept.
    ///   - keyFile: the key's, made when it is first needed.
    ///   - idMember: of content that is JSON, where a prescription has its id; nil for none.
    ///   - faults: told when something fails.
    init(records: Records, keyFile: String, idMember: String?, faults: FaultLog) {
        self.records = records
        secret = HomeSecret(keyFile)
        self.idMember = idMember
        self.faults = faults
    }

    /// What is to be asked of the records about a verified signature.
    ///
    /// - Returns: nil if no id is known, or the signature is not one to be kept.
    func sighting(of request: VerificationRequest, _ report: ValidationReport, at time: Instant)
        -> PrescriptionSighting?
    {
        guard request.prescriptionID != nil || idMember != nil && report.purpose == "prescription",
            Self.isKept(report), let message = SignedMessage(request.signature)
        else { return nil }
        guard let id = request.prescriptionID ?? id(in: request.content, message) else { return nil }
        do {
            return PrescriptionSighting(
                idHash: try secret.open().digest(of: Array(id.utf8)),
                signatureSHA256: message.name, time: time)
        } catch {
            faults.report(Fault("service", error))
            return nil
        }
    }

    /// Asks the records, all at once.
    ///
    /// - Returns: one entry each, in order; `null` where the records could not be asked.
    func see(_ sightings: [PrescriptionSighting]) -> [JSONValue] {
        guard !sightings.isEmpty else { return [] }
        do throws(RecordsError) {
            return try records.see(sightings).map { history in
                [
                    "firstSeen": .string(history.firstSeen.rfc3339),
                    "sameSignature": .boolean(history.isSameSignature), "count": .integer(Int64(history.count)),
                ]
            }
        } catch {
            faults.report(Fault("records", error))
            return sightings.map { _ in .null }
        }
    }

    private static func isKept(_ report: ValidationReport) -> Bool {
        let found = report.signatures.flatMap { $0.causes.compactMap(\.code.subIndication) }
        return report.signatures.allSatisfy { $0.signer != nil } && found.allSatisfy(kept.contains)
    }

    /// The id in content that is a JSON object, wherever the content is.
    private func id(in content: SignedContent, _ message: SignedMessage) -> String? {
        guard let idMember else { return nil }
        let bytes: [UInt8]
        switch content {
        case .bytes(let given): bytes = given
        case .embedded, .digest: bytes = message.content ?? []
        }
        guard bytes.first == UInt8(ascii: "{"), let value = try? JSONReader.read(bytes, limit: 1_048_576) else {
            return nil
        }
        let id = value[idMember]?.text ?? value[idMember]?.wholeNumber.map { "\($0)" }
        return id.flatMap { VerificationRequest.isPrescriptionID($0) ? $0 : nil }
    }
}
