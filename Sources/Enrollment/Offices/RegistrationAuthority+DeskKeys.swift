// SPDX-License-Identifier: Apache-2.0
public import Cryptography
import DER
import Linting
import Records

// The key of an officer's certificate opens TLS connections and cannot be used by a page in a browser. A desk key can: it
// is made in the browser, never leaves it, and signs acts from when another officer has confirmed whose it is.
extension RegistrationAuthority {
    /// Whether officers have to sign what they do.
    public var requiresSignatures: Bool { policy.officerSignatures == .required }

    /// What an officer signs with a new key to bring it.
    ///
    ///     mohr desk key v1 LF
    ///     officer: <identifier> LF
    ///     key-sha256: <64 hexadecimal digits> LF      of the SubjectPublicKeyInfo
    ///
    /// - Parameters:
    ///   - key: the new key.
    ///   - officer: whose it is to be.
    /// - Returns: the statement's bytes.
    public static func deskKeyStatement(of key: PublicKey, by officer: Officer) -> [UInt8] {
        let digest = Hex.encode(DigestAlgorithm.sha256.digest(key.subjectPublicKeyInfo))
        let lines = ["mohr desk key v1", "officer: \(officer.id)", "key-sha256: \(digest)"]
        return lines.flatMap { Array($0.utf8) + [0x0A] }
    }

    /// Takes the key down that an officer made in their browser.
    ///
    /// - Parameters:
    ///   - subjectPublicKeyInfo: the key, DER; P-256.
    ///   - proof: by that key, over ``deskKeyStatement(of:by:)``.
    ///   - officer: whose it is.
    /// - Throws: ``EnrollmentError/officerSignature(officer:)`` for a proof by another key; ``EnrollmentError/key(_:)``.
    public func offer(
        deskKey subjectPublicKeyInfo: [UInt8], proof: [UInt8], by officer: Officer
    ) throws(EnrollmentError) {
        let key: PublicKey
        do throws(CryptographyError) {
            key = try PublicKey(subjectPublicKeyInfo: subjectPublicKeyInfo)
        } catch {
            throw .key(.unusable(error))
        }
        guard key.kind == .p256 else { throw .key(.kindNotAllowed(seen: key.kind, allowed: ["P-256"])) }
        guard key.isPreferredSignature(proof, over: Self.deskKeyStatement(of: key, by: officer)) else {
            throw .officerSignature(officer: officer.id)
        }
        let record = try told(try records.officer(officer.id))
        guard record.status == .active else { throw .officerSuspended(id: record.id) }
        try told(
            try records.offer(
                deskKey: key.subjectPublicKeyInfo, sha256: DigestAlgorithm.sha256.digest(key.subjectPublicKeyInfo),
                proof: proof, of: officer.id, at: clock()))
    }

    /// Confirms that a key is its officer's, who has been seen; or takes it out of use.
    ///
    /// - Parameters:
    ///   - sha256: the key's.
    ///   - isConfirmed: otherwise it is taken out of use.
    ///   - officer: a supervisor of the same office, or an administrator; to take one's own key out of use, anyone.
    /// - Throws: ``EnrollmentError/sameOfficer(officer:)`` for one's own; ``EnrollmentError/role(officer:seen:allowed:)``.
    public func settle(
        deskKey sha256: [UInt8], isConfirmed: Bool, by officer: Officer
    ) throws(EnrollmentError) {
        let record = try told(try records.officer(officer.id))
        guard record.status == .active else { throw .officerSuspended(id: record.id) }
        guard let key = try told(try records.deskKey(sha256)) else {
            throw .value(field: "key", seen: Hex.encode(sha256), allowed: "a key on record")
        }
        let isOwn = key.officer == officer.id
        if isConfirmed || !isOwn {
            guard !isOwn else { throw .sameOfficer(officer: officer.id) }
            guard record.role == .supervisor || record.role == .administrator else {
                throw .role(officer: record.id, seen: record.role, allowed: [.supervisor, .administrator])
            }
            let owner = try told(try records.officer(key.officer))
            if record.role == .supervisor, owner.office != record.office {
                throw .officerOfOtherOffice(officer: record.id, seen: record.office, allowed: owner.office)
            }
        }
        try told(
            try records.settle(
                deskKey: sha256, as: isConfirmed ? .confirmed : .withdrawn, by: officer.id, at: clock()))
    }

    /// Whether a signature is by a desk key of an officer that was confirmed.
    func hasSignedAtDesk(
        _ officer: OfficerRecord, _ signature: [UInt8], over bytes: [UInt8]
    ) throws(EnrollmentError) -> Bool {
        for key in try told(try records.deskKeys(of: officer.id)) where key.state == .confirmed {
            guard let key = try? PublicKey(subjectPublicKeyInfo: key.subjectPublicKeyInfo) else { continue }
            if key.isPreferredSignature(signature, over: bytes) { return true }
        }
        return false
    }
}
