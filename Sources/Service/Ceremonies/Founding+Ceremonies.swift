// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
public import Issuance
import PKIX
import Records
import Revocation

extension Founding {
    /// Performs the ceremony of a file, signs the lists of offline authorities whose keys were used, and files the
    /// transcript.
    ///
    /// An offline authority's list can be signed only while its key is at hand, which is now.
    ///
    /// - Parameters:
    ///   - file: JSON5, one act.
    ///   - folder: where the transcript goes; `ceremonies/` in the home unless said. A folder of its own is made there.
    ///   - reached: called after every step; tests stop there.
    /// - Returns: what was done.
    /// - Throws: ``ServiceError``. The same file performed again goes on where it stopped.
    @discardableResult
    public func perform(
        _ file: String, transcriptIn folder: String? = nil,
        reached: @escaping @Sendable (CeremonyTranscript.StepKind) throws(CeremonyError) -> Void = { _ in }
    ) throws(ServiceError) -> FiledCeremony {
        let bytes = try Materials.bytes(file)
        let desk = CeremonyDesk(self, file: file, folder: folder ?? "\(home.path)/ceremonies")
        let transcript = try desk.run { () throws(CeremonyError) in
            var station = CeremonyStation(
                home: home.folder, records: records,
                keys: store, site: site)
            desk.setUp(&station, reached)
            return try Ceremony(reading: bytes, profiles: profiles).perform(at: station)
        }
        return FiledCeremony(transcript: transcript, folder: desk.filedIn)
    }

    /// Rehearses the ceremony of a file with throw-away keys.
    ///
    /// - Parameters:
    ///   - file: JSON5, one act.
    ///   - folder: where the transcript goes; none is kept unless said.
    /// - Returns: what would have been done.
    /// - Throws: ``ServiceError``.
    @discardableResult
    public func rehearse(_ file: String, transcriptIn folder: String? = nil) throws(ServiceError) -> FiledCeremony {
        let bytes = try Materials.bytes(file)
        let desk = CeremonyDesk(self, file: file, folder: folder)
        let transcript = try desk.run { () throws(CeremonyError) in
            let throwAway: Passphrase
            do throws(CryptographyError) {
                throwAway = Passphrase(Base64.encodedASCII(try SecureRandom.bytes(24), .url))
            } catch {
                throw .key(error)
            }
            return try Ceremony(reading: bytes, profiles: profiles).rehearse(
                for: home.folder, passphrase: throwAway, site: site
            ) { desk.setUp(&$0) { _ in } }
        }
        return FiledCeremony(transcript: transcript, folder: desk.filedIn)
    }
}

/// A ceremony that was performed or rehearsed, and where its transcript is.
@dynamicMemberLookup
public struct FiledCeremony: Sendable {
    /// What was done.
    public let transcript: CeremonyTranscript

    /// The folder of the transcript; `nil` where none was kept.
    public let folder: String?

    /// What the transcript says.
    public subscript<Value>(dynamicMember path: KeyPath<CeremonyTranscript, Value>) -> Value {
        transcript[keyPath: path]
    }
}

/// What a ceremony asks of the house: lists, and a place for the transcript.
private final class CeremonyDesk: @unchecked Sendable {
    private let founding: Founding
    private let file: String
    private let folder: String?
    // Touched by the one thread that performs.
    private var failure: ServiceError?
    private(set) var filedIn: String?

    init(_ founding: Founding, file: String, folder: String?) {
        self.founding = founding
        self.file = file
        self.folder = folder
    }

    /// Runs a ceremony, and tells what went wrong at this desk in its own words.
    func run(
        _ act: () throws(CeremonyError) -> CeremonyTranscript
    ) throws(ServiceError) -> CeremonyTranscript {
        do throws(CeremonyError) {
            return try act()
        } catch {
            throw failure ?? .ceremony(error)
        }
    }

    func setUp(
        _ station: inout CeremonyStation,
        _ reached: @escaping @Sendable (CeremonyTranscript.StepKind) throws(CeremonyError) -> Void
    ) {
        station.folder = URL(fileURLWithPath: file).deletingLastPathComponent().path
        station.voices = founding.custodians
        station.reached = reached
        station.signList = { [self] signing throws(CeremonyError) in
            try told { () throws(ServiceError) in try sign(signing) }
        }
        station.fileTranscript = { [self] transcript throws(CeremonyError) in
            try told { () throws(ServiceError) in try fileTranscript(transcript) }
        }
    }

    private func told<Value>(_ step: () throws(ServiceError) -> Value) throws(CeremonyError) -> Value {
        do throws(ServiceError) {
            return try step()
        } catch {
            if case .ceremony(let cause) = error { throw cause }
            failure = error
            throw .notConcluded
        }
    }

    private func fileTranscript(_ transcript: CeremonyTranscript) throws(ServiceError) -> [UInt8] {
        let text = TranscriptText(transcript, in: founding)
        let files = try text.files()
        if let folder { filedIn = try TranscriptFolder.write(files, of: transcript, in: folder) }
        return DigestAlgorithm.sha256.digest(files.transcript)
    }

    /// Signs an authority's list, unless the authority is online and does so itself.
    ///
    /// What the ceremony's file revokes is revoked first; asked again with the same meaning that does nothing.
    private func sign(_ signing: CeremonyStation.ListSigning) throws(ServiceError) -> CeremonyTranscript.List? {
        let served = founding.configuration.authorities
        // An authority that the configuration does not name has only this ceremony to sign its list.
        if served.contains(where: { $0.name == signing.authority && $0.isOnline }) { return nil }
        for revocation in signing.order?.revocations ?? [] { try revoke(revocation, signing) }
        let clock = founding.clock
        try founding.passSecond(of: signing.authority, in: signing.records)
        let lists = try MohrService.revocation { () throws(RevocationError) in
            // A year: the next ceremony, at the latest, brings the next list.
            let plan = try ListPlan(
                publicURL: founding.configuration.publicListener.publicURL, shards: 0,
                lifetimeSeconds: signing.order?.lifetimeSeconds ?? 31_536_000)
            return try RevocationPublisher(
                status: try CurrentStatus(records: signing.records, clock: clock), authority: signing.authority,
                certificate: signing.certificate, key: signing.key, plan: plan, lists: PublishedLists(), clock: clock
            ).publish()
        }
        guard let published = lists.first else { throw .revocation(.plan(field: "lists", seen: 0, allowed: 1...1)) }
        do throws(PKIXError) {
            return CeremonyTranscript.List(
                authority: signing.authority, issuer: signing.certificate,
                list: try CertificateList(der: published.encoded), number: published.record.number)
        } catch {
            throw .certificate(file: published.path, error)
        }
    }

    private func revoke(
        _ revocation: CeremonyListOrder.Revocation, _ signing: CeremonyStation.ListSigning
    ) throws(ServiceError) {
        let serial: SerialNumber
        switch revocation.target {
        case .serialNumber(let number): serial = number
        case .authority(let name):
            let record = try? signing.records.authority(named: name)
            guard let der = record?.certificate, let certificate = try? Certificate(der: der),
                certificate.issuer == signing.certificate.subject,
                certificate.serialNumber != signing.certificate.serialNumber
            else { throw .ceremony(.unknownCertificate(authority: signing.authority, seen: name)) }
            serial = certificate.serialNumber
        }
        do throws(RevocationError) {
            _ = try StatusClerk(records: signing.records).revoke(
                CertificateReference(authority: signing.authority, serial: serial), reason: revocation.reason,
                invalidityDate: revocation.invalidityDate, because: revocation.because, by: "ceremony",
                at: founding.clock())
        } catch .records(.unknownCertificate) {
            throw .ceremony(.unknownCertificate(authority: signing.authority, seen: serial.hex))
        } catch {
            throw .revocation(error)
        }
    }
}

extension Founding {
    /// Whether a ceremony makes or opens a key that no custodians hold.
    ///
    /// - Parameters:
    ///   - file: the ceremony's.
    ///   - home: where it is to be performed.
    /// - Returns: `false` when custodians are asked for everything.
    /// - Throws: ``ServiceError``.
    public static func needsPassphrase(for file: String, in home: Home) throws(ServiceError) -> Bool {
        let bytes = try Materials.bytes(file)
        return try ceremony { () throws(CeremonyError) in
            let document = try CeremonyDocument(reading: bytes)
            if document.keyKind != nil, document.custody == nil { return true }
            let custody = SharedKeys(home.folder, voices: .none)
            let opened: [String?] =
                switch document.act {
                case .createRoot: []
                case .createIntermediate, .rekeyIntermediate, .crossCertify: [document.issuer]
                case .rollOverRoot: [document.replaces]
                case .signList, .shareKey: [document.authority]
                }
            for name in opened.compactMap({ $0 }) where try custody.set(of: name) == nil { return true }
            return false
        }
    }
}
