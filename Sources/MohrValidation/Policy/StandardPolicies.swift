// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX

/// The purposes that need no configuration: what `mohr verify` judges by.
///
/// A service takes its own from `Config/`; these are the same numbers, so that a court's expert and a pharmacy read the
/// same verdict.
public enum StandardPolicies {
    /// The purposes, the most general first.
    public static let purposes = ["signature", "prescription", "trade", "reimbursement", "dispensing", "court"]

    /// The policies of all ``purposes``.
    public static var all: [ValidationPolicy] { purposes.map { policy(for: $0) } }

    /// The policy of a purpose.
    ///
    /// - Parameter purpose: one of ``purposes``; anything else is judged as a prescription, the strictest.
    /// - Returns: the policy.
    public static func policy(for purpose: String) -> ValidationPolicy {
        switch purpose {
        case "signature": signature
        case "trade": trade
        case "reimbursement": reimbursement
        case "dispensing": dispensing
        case "court": court
        default: prescription
        }
    }

    /// What a purpose asks of the signer's standing; nothing, for one that is not among ``purposes``.
    public static func rule(of purpose: String) -> ProfessionalRule {
        purposes.contains(purpose) ? policy(for: purpose).professional : .ignored
    }

    /// The media types that a purpose takes; any, for one that is not among ``purposes``.
    public static func documentKinds(of purpose: String) -> Set<String>? {
        purposes.contains(purpose) ? policy(for: purpose).documentKinds : nil
    }

    /// Any person's signature on any document.
    ///
    /// Ten days is the longest that a revocation list may live (CP/CPS 4.9.7): a status answer that names no end is
    /// given no more than that.
    public static let signature = ValidationPolicy(purpose: "signature", maximumStatusAgeSeconds: 864_000)

    /// A prescription, by someone who may prescribe; status that names no end is taken for a day.
    public static let prescription = ValidationPolicy(
        purpose: "prescription",
        professions: [MohrOID.physician, MohrOID.dentist, MohrOID.midwife, germanPhysician, germanDentist],
        maximumStatusAgeSeconds: 86_400, professional: ProfessionalRule(.reported, acts: .prescribing),
        documentKinds: prescriptionKinds)

    /// A trade document, by a holder of a trade certificate; status that names no end is taken for a day.
    public static let trade = ValidationPolicy(
        purpose: "trade", certificatePolicies: [MohrOID.tradeSubscriberPolicy], maximumStatusAgeSeconds: 86_400,
        professional: ProfessionalRule(.reported, scopes: []))

    /// What an insurer pays for: prescriptions, and what pharmacists dispensed.
    public static let reimbursement = ValidationPolicy(
        purpose: "reimbursement",
        professions: [
            MohrOID.physician, MohrOID.dentist, MohrOID.midwife, MohrOID.pharmacist, germanPhysician, germanDentist,
            germanPharmacist,
        ], maximumStatusAgeSeconds: 864_000,
        professional: ProfessionalRule(.reported, acts: [.prescribing, .dispensing]), documentKinds: prescriptionKinds)

    /// The record of what was dispensed, by a pharmacist.
    public static let dispensing = ValidationPolicy(
        purpose: "dispensing", professions: [MohrOID.pharmacist, germanPharmacist], maximumStatusAgeSeconds: 86_400,
        professional: ProfessionalRule(.reported, acts: .dispensing))

    /// Evidence in a dispute: the signer's own word on the time is not enough.
    public static let court = ValidationPolicy(
        purpose: "court", maximumStatusAgeSeconds: 864_000, needsProofOfTime: true,
        professional: ProfessionalRule(.reported, scopes: []))

    // Prescriptions and what was dispensed: data that programs read. A picture of one is none.
    private static let prescriptionKinds: Set<String> = [
        "application/json", "application/fhir+json", "application/xml", "application/fhir+xml", "text/xml",
    ]

    /// `oid_arzt` of gematik's gemSpec_OID: prescriptions from there are signed by the same format.
    private static let germanPhysician = ObjectIdentifier(1, 2, 276, 0, 76, 4, 30)
    /// `oid_zahnarzt` of gematik's gemSpec_OID.
    private static let germanDentist = ObjectIdentifier(1, 2, 276, 0, 76, 4, 31)
    /// `oid_apotheker` of gematik's gemSpec_OID.
    private static let germanPharmacist = ObjectIdentifier(1, 2, 276, 0, 76, 4, 32)
}
