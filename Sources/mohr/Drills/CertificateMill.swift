// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import Issuance
import PKIX
import Records
import Service

/// Grows a home to a size: certificates signed by its health authority, on record with their lines, all for one key.
///
/// They are drafted by the doctors' profile and not linted: nobody relies on them.
struct CertificateMill {
    /// The key of every certificate that it makes.
    let key: PrivateKey
    private let service: MohrService
    private let issuer: Certificate
    private let issuerKey: PrivateKey
    private let profile: CertificateProfile

    /// The batch of chips that the keys are said to live in.
    static let batch = "DRILL-1"

    init(_ service: MohrService, passphrase: Passphrase, authority: String = "health") throws {
        self.service = service
        guard let issuer = service.authorities[authority], let profile = service.profiles["doctor-signing"] else {
            throw CommandFailure(.fault, "cli.fault", ["detail": "no \(authority)"])
        }
        self.issuer = issuer
        self.profile = profile
        issuerKey = try PrivateKey(
            pem: try InputFiles.bytes(service.home.key(authority), limit: 65_536), passphrase: passphrase)
        key = try PrivateKey.generate(.p256)
    }

    /// Makes certificates and puts them on record, a thousand at a time, on all cores.
    ///
    /// - Parameters:
    ///   - count: how many.
    ///   - offices: over how many offices they are spread; the offices must be on record.
    ///   - progress: told how many are done.
    /// - Throws: what any room throws, or ``CommandFailure``.
    func grow(_ count: Int, offices: [String], progress: ProgressLine) throws {
        let together = 500
        let tally = MillTally(progress)
        DispatchQueue.concurrentPerform(iterations: (count + together - 1) / together) { part in
            guard tally.failure == nil else { return }
            do {
                let numbers = part * together..<min(count, (part + 1) * together)
                let time = Instant.now()
                let grown = try numbers.map { try certificate($0, office: offices[$0 % offices.count], at: time) }
                try service.records.grow(grown, by: "mill", at: time)
                tally.add(grown.count)
            } catch {
                tally.fail("\(error)")
            }
        }
        progress.end()
        if let failure = tally.failure { throw CommandFailure(.fault, "cli.fault", ["detail": failure]) }
    }

    private func certificate(_ number: Int, office: String, at time: Instant) throws -> GrownCertificate {
        let serial = SerialNumber(unsigned: [0x4d] + (try SecureRandom.bytes(16)))
        let shards = service.configuration.crl.shards
        let parameters = IssuingParameters(
            issuer: issuer, serialNumber: serial, time: time,
            locations: IssuerLocations(
                publicURL: service.configuration.publicListener.publicURL, authority: "health",
                shard: "\(ShardNumber.of(serial, count: shards))"))
        let licence = String(9_000_000 + number)
        let nationalID = "999" + String(format: "%07d", number % 10_000_000)
        let content = CertificateContent(
            subject: [
                (OID.surname, "نمونه"), (OID.givenName, "پزشک"), (OID.name, "Pezeshk Nemouneh"),
                (OID.serialNumber, "PNOIR-\(nationalID)"), (OID.commonName, "پزشک نمونه"),
            ], publicKey: key.publicKey, licenceNumber: licence)
        let draft = try profile.draft(of: content, by: parameters)
        let tbs = draft.encoded()
        let signature = try issuerKey.sign(tbs, by: .ecdsa(.sha256))
        let certificate = try Certificate.assemble(
            tbs: tbs, signatureAlgorithm: draft.signature, signature: signature)
        return GrownCertificate(
            reference: CertificateReference(authority: "health", serial: serial),
            request: IssuanceRequest(withoutApplicationUnder: profile.name, office: office, chipBatch: Self.batch),
            draft: IssuanceDraft(
                tbs: tbs, lintCertificate: certificate.encoded,
                subject: SubjectKeys(name: "پزشکنمونه", nationalID: nationalID, licence: licence),
                validity: draft.validity), certificate: certificate.encoded)
    }
}

/// How many were made by all threads, and the first thing that went wrong.
private final class MillTally: @unchecked Sendable {
    private let lock = NSLock()
    private var count = 0
    private var first: String?
    // Told under the lock.
    private let progress: ProgressLine

    init(_ progress: ProgressLine) { self.progress = progress }

    var failure: String? { lock.withLock { first } }

    func fail(_ detail: String) { lock.withLock { first = first ?? detail } }

    func add(_ more: Int) {
        lock.withLock {
            count += more
            progress.reached(count)
        }
    }
}
