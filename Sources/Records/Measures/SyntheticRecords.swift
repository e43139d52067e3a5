// SPDX-License-Identifier: Apache-2.0
import Cryptography
public import DER
import Database
public import PKIX

/// Records with any number of made-up certificates, for measuring how the house works when it is old.
///
/// The rows are written by the same steps as any other, with their audit lines, many certificates a transaction;
/// only the signatures are none.
public struct SyntheticRecords: Sendable {
    /// The authority that all certificates are of.
    public static let authority = "synthetic"

    private let records: Records
    private let people = SyntheticPeople()
    private let key: [UInt8]
    private let begin: Instant

    /// Two years, the time over which issuance is spread.
    private static let span: Int64 = 2 * 365 * 86_400

    /// Opens records to be filled.
    ///
    /// - Parameters:
    ///   - records: a home that nothing else is kept in.
    ///   - begin: when the first certificate was issued.
    /// - Throws: ``RecordsError``.
    public init(_ records: Records, from begin: Instant) throws(RecordsError) {
        self.records = records
        self.begin = begin
        do throws(CryptographyError) {
            key = try PrivateKey.generate(.p256).publicKey.subjectPublicKeyInfo
        } catch {
            throw .value(field: "key", seen: "\(error)", allowed: "a key")
        }
    }

    /// How many certificates there are.
    ///
    /// - Throws: ``RecordsError``.
    public func count() throws(RecordsError) -> Int {
        try records.read { reading throws(RecordsError) in
            try reading.row("SELECT count(*) FROM certificates") { row throws(RecordsError) in
                Int(try row.integer(0))
            } ?? 0
        }
    }

    /// The serial number of the certificate at a place.
    ///
    /// - Parameter place: 0 or more.
    /// - Returns: as the house draws them: an octet in common, then 16 that look random.
    public static func serial(_ place: Int) -> SerialNumber {
        SerialNumber(unsigned: [0x4d] + DigestAlgorithm.sha256.digest(Array("\(place)".utf8)).prefix(16))
    }

    /// Issues up to so many certificates; goes on where an earlier run was interrupted.
    ///
    /// - Parameters:
    ///   - total: how many there are to be.
    ///   - size: how many a transaction: random pages are written once for all that fall into them.
    ///   - progress: told how many there are, after each transaction; `false` stops.
    /// - Throws: ``RecordsError``.
    public func fill(upTo total: Int, batch size: Int = 10_000, progress: (Int) -> Bool = { _ in true })
        throws(RecordsError)
    {
        try found()
        var next = try count()
        while next < total {
            let batch = next..<min(next + max(1, size), total)
            try records.write { [self] ledger throws(RecordsError) in
                for place in batch { try issue(place, of: total, ledger) }
            }
            next = batch.upperBound
            guard progress(next) else { return }
        }
    }

    private func found() throws(RecordsError) {
        guard try records.authorities().isEmpty else { return }
        try records.enter(
            AuthorityRecord(
                name: Self.authority, parent: nil, keyReference: Self.authority, certificate: [0x30, 0x00],
                created: begin),
            by: "measure")
        for number in 0..<SyntheticPeople.offices {
            try records.register(
                OfficeRecord(
                    id: SyntheticPeople.office(number), kind: "counter", persianName: "دفتر نمونه",
                    englishName: "Sample office", profiles: ["doctor-signing"],
                    licensedUntil: begin.advanced(bySeconds: 3 * 365 * 86_400), created: begin),
                by: "measure")
        }
    }

    private func issue(_ place: Int, of total: Int, _ ledger: Ledger) throws(RecordsError) {
        let person = people[place]
        let time = begin.advanced(bySeconds: Self.span / Int64(max(total, 1)) * Int64(place))
        let hand = Hand(actor: "measure", time: time)
        let reference = CertificateReference(authority: Self.authority, serial: Self.serial(place))
        let validity = Validity(notBefore: time, notAfter: time.advanced(bySeconds: Self.span))
        let draft = IssuanceDraft(
            tbs: try tbs(of: person, place, validity), lintCertificate: [0x30, 0x00],
            subject: SubjectKeys(
                name: NameWords.key(person.givenName + " " + person.surname), nationalID: person.nationalID,
                licence: person.licence),
            validity: validity)
        try ledger.open(
            reference, for: IssuanceRequest(withoutApplicationUnder: "doctor-signing", office: person.office),
            draft: draft, line: (AuditAct.certificateSigning, [:]), as: .signing, by: hand)
        let certificate = DERWriter.bytes { writer in
            writer.sequence { writer in
                writer.raw(draft.tbs)
                AlgorithmIdentifier(.ecdsa(.sha256)).encode(into: &writer)
                writer.bitString(DigestAlgorithm.sha512.digest(reference.serial.bytes))
            }
        }
        let sha256 = DigestAlgorithm.sha256.digest(certificate)
        _ = try ledger.file(
            certificate, sha256: sha256, of: reference, as: place % 200 == 3 ? .pendingAcceptance : .good, by: hand)
        try settle(place, reference, ledger, hand)
    }

    /// One in twenty is revoked, one in a thousand on hold.
    private func settle(
        _ place: Int, _ reference: CertificateReference, _ ledger: Ledger, _ hand: Hand
    ) throws(RecordsError) {
        if place % 20 == 7 {
            _ = try ledger.step(
                StatusStep(
                    reference: reference, allowed: [.good], next: .revoked, reason: .superseded, cause: "measured"),
                by: hand)
        } else if place % 1_000 == 11 {
            _ = try ledger.step(
                StatusStep(
                    reference: reference, allowed: [.good], next: .onHold, reason: .certificateHold,
                    cause: "measured"),
                by: hand)
        }
    }

    private func tbs(
        of person: SyntheticPeople.Person, _ place: Int, _ validity: Validity
    ) throws(RecordsError) -> [UInt8] {
        do throws(PKIXError) {
            return TBSCertificate(
                serialNumber: Self.serial(place), signature: AlgorithmIdentifier(.ecdsa(.sha256)),
                issuer: try Name([(OID.commonName, "Synthetic")]), validity: validity,
                subject: try Name([
                    (OID.surname, person.surname), (OID.givenName, person.givenName), (OID.name, person.latinName),
                    (OID.serialNumber, "PNOIR-" + person.nationalID),
                    (OID.commonName, person.givenName + " " + person.surname),
                ]), subjectPublicKeyInfo: Self.varied(key, by: place), extensions: try Extensions([])
            ).encoded()
        } catch {
            throw .value(field: "tbs", seen: "\(error)", allowed: "a TBSCertificate")
        }
    }

    /// Another key in the same form; on no curve, and never used.
    private static func varied(_ key: [UInt8], by place: Int) -> [UInt8] {
        key.dropLast(8) + octets(of: UInt64(place))
    }

    private static func octets(of value: UInt64) -> [UInt8] {
        stride(from: UInt64(56), through: 0, by: -8).map { UInt8(truncatingIfNeeded: value >> $0) }
    }
}
