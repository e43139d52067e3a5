// SPDX-License-Identifier: Apache-2.0
import Cryptography
public import DER
public import MohrValidation
import PKIX
import Records

/// Judges what relying parties ask about in batches and in pairs, as ``VerificationDesk`` does one document.
///
/// It takes the snapshot once a document and waits for nothing but a receipt that the verdict turns on; what is asked of
/// the records comes after.
public struct VerdictDesk: Sendable {
    /// The verdict, and what is to be asked of the records.
    struct Verdict: Sendable {
        let report: ValidationReport
        /// The prescription, if its id was told and its signature is one to be kept.
        let sighting: PrescriptionSighting?
    }

    private let desk: VerificationDesk
    private let purposes: [String: ValidationPolicy]
    private let prescriptions: PrescriptionIndex?
    private let counters: Counters?
    private let clock: @Sendable () -> Instant

    init(
        _ desk: VerificationDesk, purposes: [String: ValidationPolicy], prescriptions: PrescriptionIndex? = nil,
        counters: Counters? = nil, clock: @escaping @Sendable () -> Instant
    ) {
        self.desk = desk
        self.purposes = purposes
        self.prescriptions = prescriptions
        self.counters = counters
        self.clock = clock
    }

    /// A desk without a house: judges by what it is given and keeps nothing.
    ///
    /// - Parameters:
    ///   - snapshot: what to judge by.
    ///   - clock: what time it is.
    public init(_ snapshot: TrustSnapshot, clock: @escaping @Sendable () -> Instant = { Instant.now() }) {
        let policies = StandardPolicies.purposes.map { ($0, StandardPolicies.policy(for: $0)) }
        self.init(
            VerificationDesk(snapshot, clock: clock),
            purposes: Dictionary(policies, uniquingKeysWith: { first, _ in first }), clock: clock)
    }

    /// What a purpose asks.
    func policy(for purpose: String) throws(VerificationRequest.Rejection) -> ValidationPolicy {
        if let policy = purposes[purpose] { return policy }
        let allowed = purposes.keys.sorted().joined(separator: ", ")
        throw VerificationRequest.Rejection(.member("purpose", seen: purpose, allowed: allowed))
    }

    /// Judges; with receipts that the asker has, by those.
    func verdict(on request: VerificationRequest, receipts: [Receipt] = []) throws(VerificationRequest.Rejection)
        -> Verdict
    {
        let policy = try policy(for: request.purpose)
        let report =
            receipts.isEmpty
            ? desk.verify(
                request.signature, content: request.content, at: request.at, policy: policy, giving: .whereNeeded
            ).report
            : desk.verify(
                request.signature, content: request.content, at: request.at, policy: policy, with: receipts)
        if case .digest(let given, _) = request.content {
            try Self.refuseDigest(given, of: request.signature, report)
        }
        counters?.count("mohr_verifications_total", ["decision": report.decision.rawValue, "purpose": policy.purpose])
        return Verdict(report: report, sighting: prescriptions?.sighting(of: request, report, at: clock()))
    }

    /// Says so when a digest is by an algorithm that no signature of a message uses.
    ///
    /// - Parameters:
    ///   - content: what was given.
    ///   - signature: CMS.
    ///   - report: what was found.
    /// - Throws: ``Problem``, which names the algorithm that is needed.
    public static func checkDigest(
        _ content: SignedContent, of signature: [UInt8], _ report: ValidationReport
    ) throws(Problem) {
        guard case .digest(let given, _) = content else { return }
        do throws(VerificationRequest.Rejection) {
            try refuseDigest(given, of: signature, report)
        } catch {
            throw error.problem
        }
    }

    /// Says so when a digest is by an algorithm that no signature of the message uses: it could never match.
    static func refuseDigest(
        _ given: DigestAlgorithm, of signature: [UInt8], _ report: ValidationReport
    ) throws(VerificationRequest.Rejection) {
        guard report.signatures.contains(where: { $0.causes.contains { $0.code == .signedDataNotFound } }),
            let message = try? SignedData(der: signature)
        else { return }
        let used = message.signerInfos.compactMap(\.digestAlgorithm.digestAlgorithm)
        guard !used.isEmpty, !used.contains(given) else { return }
        let names = Set(used.compactMap { DigestNames.name(of: $0) }).sorted().joined(separator: ", ")
        throw VerificationRequest.Rejection(
            Problem(
                422, "service", "digestAlgorithm", ["seen": DigestNames.name(of: given) ?? "–", "allowed": names],
                clause: "RFC 5652 5.4"))
    }

    /// What the records say of prescriptions that were seen; `null` where they could not be asked.
    func duplicates(of sightings: [PrescriptionSighting]) -> [JSONValue] {
        prescriptions?.see(sightings) ?? sightings.map { _ in .null }
    }
}
