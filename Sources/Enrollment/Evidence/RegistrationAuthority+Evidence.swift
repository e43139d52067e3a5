// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
public import Records

extension RegistrationAuthority {
    /// Takes a paper in: looked over, sealed, its digest in the audit log.
    ///
    /// - Parameters:
    ///   - bytes: JPEG, PNG or PDF, told from the bytes themselves.
    ///   - kind: what it is.
    ///   - id: the tracking code.
    ///   - officer: an officer of the application's office; nil for the applicant, until the application is entered.
    /// - Returns: the paper on record; the same bytes of the same kind are one paper, however often they come.
    /// - Throws: ``EnrollmentError/handling(_:)`` for bytes that are not taken; ``EnrollmentError/desk(_:)``.
    /// - SeeAlso: ETSI EN 319 411-1 REG-6.4.5-04; OVR-6.4.6-01.
    public func addEvidence(
        _ bytes: [UInt8], as kind: EvidenceKind, to id: String, by officer: Officer? = nil
    ) throws(EnrollmentError) -> EvidenceRecord {
        let type = try EvidenceType.check(bytes, under: policy.evidence)
        let time = clock()
        let application = try writable(id, by: officer)
        guard let vault else { throw .evidenceStore("no vault") }
        let digest = DigestAlgorithm.sha256.digest(bytes)
        let earlier = try told(try records.evidence(ofApplication: application.id)).first {
            $0.deleted == nil && $0.kind == kind.rawValue && $0.sha256 == digest
        }
        if let earlier { return earlier }
        let name = try drawTrackingCode()
        let paper = EvidenceRecord(
            id: name, application: application.id, kind: kind.rawValue, mediaType: type.rawValue, size: bytes.count,
            sha256: digest, wrappedKey: try vault.keep(bytes, as: name), actor: officer?.id ?? Self.applicant,
            time: time)
        do throws(RecordsError) {
            try records.take(
                paper, in: Self.statesForEvidence(officer), limit: policy.evidence.perApplication,
                byOfficer: officer != nil)
        } catch {
            vault.remove(name)
            throw EnrollmentError(error)
        }
        return paper
    }

    /// Opens a paper for an officer who may see the application; that they looked is in the audit log.
    ///
    /// - Parameters:
    ///   - paper: its number.
    ///   - id: the tracking code.
    ///   - officer: who looks.
    /// - Returns: the paper and its bytes.
    /// - Throws: ``EnrollmentError``; ``EnrollmentError/evidenceStore(_:)`` when the bytes are not those of the record.
    public func readEvidence(
        _ paper: String, of id: String, by officer: Officer
    ) throws(EnrollmentError) -> (record: EvidenceRecord, bytes: [UInt8]) {
        let record = try evidence(paper, of: id, seenBy: officer)
        guard let vault, let key = record.wrappedKey else { throw .evidenceStore("no vault") }
        let bytes = try vault.read(paper, wrappedKey: key)
        guard DigestAlgorithm.sha256.digest(bytes) == record.sha256 else { throw .evidenceStore("digest of \(paper)") }
        _ = try told(
            try records.note(
                AuditAct.evidenceRead, of: "application:\(id)", by: officer.id, at: clock(),
                details: ["evidence": paper, "kind": record.kind]))
        return (record, bytes)
    }

    /// The papers of an application that are on file, in the order they came; their bytes stay where they are.
    ///
    /// - Parameters:
    ///   - id: the tracking code.
    ///   - officer: who asks; may see the application.
    /// - Returns: the papers.
    /// - Throws: ``EnrollmentError``.
    public func evidence(of id: String, seenBy officer: Officer) throws(EnrollmentError) -> [EvidenceRecord] {
        _ = try application(id, seenBy: officer)
        return try told(try records.evidence(ofApplication: id)).filter { $0.deleted == nil }
    }

    /// Deletes a paper that was taken in by mistake; that it was there stays on record.
    ///
    /// - Parameters:
    ///   - paper: its number.
    ///   - id: the tracking code.
    ///   - cause: why; 1 to 1,000 characters.
    ///   - officer: an officer of the application's office.
    /// - Throws: ``EnrollmentError``.
    public func deleteEvidence(
        _ paper: String, of id: String, because cause: String, by officer: Officer
    ) throws(EnrollmentError) {
        try check(cause: cause)
        _ = try writable(id, by: officer)
        _ = try evidence(paper, of: id, seenBy: officer)
        // Officers' words may name a person: the log gets that there were some.
        try told(
            try records.delete(
                evidence: paper, in: Self.statesForEvidence(officer).filter { $0 != .accepted && $0 != .issued },
                because: "officer", by: officer.id, at: clock()))
        vault?.remove(paper)
    }

    /// The papers that an application's class has to bring.
    ///
    /// - Parameter application: the application.
    /// - Returns: the kinds, in the table's order; whether they are insisted on is the policy's.
    /// - Throws: ``EnrollmentError/profile(seen:allowed:)``.
    public func requiredEvidence(of application: Application) throws(EnrollmentError) -> [EvidenceKind] {
        let profile = try profile(application.profile)
        let hasCard = profile.admission.flatMap { policy.licences[$0.profession] } == .commercialCard
        return policy.evidence.papers(
            for: profile, isForeigner: application[.foreignersID] != nil, hasCard: hasCard)
    }

    /// The papers that an application's class has to bring and that are not on file.
    ///
    /// - Parameter application: the application.
    /// - Returns: the kinds, in the table's order; whether they are insisted on is the policy's.
    /// - Throws: ``EnrollmentError``.
    public func missingEvidence(of application: Application) throws(EnrollmentError) -> [EvidenceKind] {
        let wanted = try requiredEvidence(of: application)
        let kept = Set(
            try told(try records.evidence(ofApplication: application.id)).filter { $0.deleted == nil }.map(\.kind))
        return wanted.filter { !kept.contains($0.rawValue) }
    }

    /// Deletes papers whose time is over, as the policy says.
    ///
    /// - Parameter limit: how many at most.
    /// - Returns: how many were deleted.
    /// - Throws: ``EnrollmentError/records(_:)``; those deleted until then stay so.
    @discardableResult
    public func deleteOverdueEvidence(limit: Int = 100) throws(EnrollmentError) -> Int {
        let time = clock()
        let rules: [(String, [ApplicationState], Int64)] = [
            ("refused", [.rejected, .withdrawn, .expired], policy.evidence.refusedSeconds),
            ("issued", [.accepted], policy.evidence.issuedSeconds),
        ]
        var count = 0
        for (rule, states, seconds) in rules where count < limit {
            let overdue = try told(
                try records.evidence(
                    ofApplicationsIn: states, restingSince: time.advanced(bySeconds: -seconds), limit: limit - count))
            for paper in overdue {
                try told(
                    try records.delete(
                        evidence: paper.id, in: nil, because: "retention:\(rule)", by: Self.house, at: time))
                vault?.remove(paper.id)
                count += 1
            }
        }
        return count
    }

    /// What an officer signs of the papers: their digests.
    public func evidenceDigests(of id: String) throws(EnrollmentError) -> [[UInt8]] {
        try told(try records.evidence(ofApplication: id)).filter { $0.deleted == nil }.map(\.sha256)
    }

    private func evidence(
        _ paper: String, of id: String, seenBy officer: Officer
    ) throws(EnrollmentError) -> EvidenceRecord {
        _ = try application(id, seenBy: officer)
        let record = try told(try records.evidence(paper))
        guard record.application == id else { throw .desk(.unknownEvidence(id: paper)) }
        return record
    }

    /// An application that papers may be put to or taken from.
    private func writable(_ id: String, by officer: Officer?) throws(EnrollmentError) -> Application {
        guard let officer else { return try application(id) }
        let application = try application(id, seenBy: officer)
        let desk = try desk(application.office, for: application.profile, at: clock())
        let record = try authorise(officer, at: desk, as: [.enterer, .approver, .supervisor], at: clock())
        try refuseOwn(application, of: record)
        return application
    }

    /// Applicants bring papers until somebody has checked them; officers also those that come with the certificate.
    private static func statesForEvidence(_ officer: Officer?) -> [ApplicationState] {
        officer == nil
            ? [.drafted, .submitted, .returned]
            : [.drafted, .submitted, .returned, .entered, .issued, .accepted]
    }
}
