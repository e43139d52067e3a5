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
        records = try Records(home: home.path)
        clock = FixedClock(now)
        site = IssuingSite(publicURL: House.publicURL, shardCount: 16, clock: clock.reading)
        var transcripts: [CeremonyTranscript] = []
        for name in names {
            let ceremony = try Ceremony(reading: Self.document(name), profiles: House.profiles)
            transcripts.append(
                try ceremony.perform(in: home, records: records, passphrase: Self.passphrase, site: site))
        }
        self.transcripts = transcripts
    }

    deinit { records.close() }

    func authority(_ name: String) throws -> CertificateAuthority {
        try CertificateAuthority(
            named: name, in: home, records: records, passphrase: Self.passphrase, site: site)
    }
}
