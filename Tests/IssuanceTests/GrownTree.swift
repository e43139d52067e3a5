// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import Issuance
import PKIX
import Records
import TestSupport

/// A home grown by the ceremonies of `PKI/Ceremonies`, as an operator would grow it.
final class GrownTree: Sendable {
    let folder: TemporaryFolder
    let home: HomeFolder
    let records: Records
    let clock: FixedClock
    let site: IssuingSite
    let transcripts: [CeremonyTranscript]

    static let passphrase = Passphrase(Array("only in tests".utf8))

    /// The file of one ceremony.
    static func document(_ name: String) throws -> [UInt8] {
        let file = SharedData.packageRoot.appendingPathComponent("PKI/Ceremonies/\(name).json5")
        return [UInt8](try Data(contentsOf: file))
    }

    /// Grows a tree.
    ///
    /// - Parameters:
    ///   - names: the ceremonies, in order.
    ///   - now: when; judges that read the machine's clock need the present.
    /// - Throws: whatever a ceremony throws.
    init(_ names: [String] = ["root", "health-intermediate", "trade-intermediate"], now: Instant = .now()) throws {
        folder = try TemporaryFolder()
        home = HomeFolder(path: folder.path("home"))
        records = try Records.test(home: home.path)
        clock = FixedClock(now)
        site = IssuingSite(publicURL: House.publicURL, shardCount: 16, clock: clock.reading)
        var transcripts: [CeremonyTranscript] = []
        for name in names {
            let ceremony = try Ceremony(reading: Self.document(name), profiles: House.profiles)
            transcripts.append(try ceremony.perform(at: Self.station(home, records, site)))
        }
        self.transcripts = transcripts
    }

    deinit { records.close() }

    /// Where ceremonies are performed, beside the files of the repository.
    static func station(_ home: HomeFolder, _ records: Records, _ site: IssuingSite) -> CeremonyStation {
        var station = CeremonyStation(
            home: home, records: records, keys: FileKeyStore(home, passphrase: passphrase), site: site)
        station.folder = SharedData.packageRoot.appendingPathComponent("PKI/Ceremonies").path
        return station
    }

    var station: CeremonyStation { Self.station(home, records, site) }

    /// Performs one more ceremony of the repository, or one that is given.
    @discardableResult
    func perform(
        _ name: String, replacing changes: [(String, String)] = [], at station: CeremonyStation? = nil
    ) throws -> CeremonyTranscript {
        var text = String(decoding: try Self.document(name), as: UTF8.self)
        for (old, new) in changes { text = text.replacingOccurrences(of: old, with: new) }
        return try Ceremony(reading: Array(text.utf8), profiles: House.profiles).perform(at: station ?? self.station)
    }

    func authority(_ name: String) throws -> CertificateAuthority {
        try CertificateAuthority(
            named: name, in: home, records: records, passphrase: Self.passphrase, site: site)
    }
}
