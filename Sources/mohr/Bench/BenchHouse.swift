// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import Issuance
import PKIX
import Records
import Service

/// A house for measuring, in a folder that is gone afterwards; founded by the same code as any other.
final class BenchHouse {
    let service: MohrService
    let passphrase: Passphrase
    private let folder: String

    init(onFreePorts: Bool = false, database: String? = nil) throws {
        let folder = FileManager.default.temporaryDirectory.path + "/mohr-bench-\(UUID().uuidString)"
        self.folder = folder
        let root = try Assets.root()
        let home = Home(folder)
        let file = root + "/Config/mohr.json5"
        var text = String(decoding: try InputFiles.bytes(file), as: UTF8.self)
        if onFreePorts {
            for port in ["8080", "8443"] { text = text.replacingOccurrences(of: "port: \(port),", with: "port: 0,") }
        }
        if let database { DatabaseSection.replace(in: &text, with: database) }
        let configuration = try Configuration(Array(text.utf8), file: file)
        passphrase = Passphrase(try SecureRandom.bytes(24))
        let founding = try Founding(home: home, configuration: configuration, passphrase: passphrase)
        for name in ["root", "health-intermediate", "trade-intermediate"] {
            _ = try founding.perform("\(root)/PKI/Ceremonies/\(name).json5")
        }
        _ = try founding.completeServices()
        founding.close()
        service = try MohrService(
            home: home, configuration: configuration, passphrase: passphrase, roles: Set(Role.allCases))
        try service.publishLists()
    }

    deinit {
        service.records.close()
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// The health authority and the doctors' profile.
    func health() throws -> (CertificateAuthority, CertificateProfile) {
        guard let authority = service.issuers.first(where: { $0.name == "health" }),
            let profile = service.profiles["doctor-signing"]
        else { throw CommandFailure(.fault, "cli.fault", ["detail": "no health authority"]) }
        return (authority, profile)
    }

    /// What an office would approve for a synthetic doctor.
    static func request(_ key: PublicKey, number: Int, office: String? = nil) -> ApprovedRequest {
        let licence = String(9_000_000 + number)
        return ApprovedRequest(
            withoutApplication: CertificateContent(
                subject: [
                    (OID.surname, "نمونه"), (OID.givenName, "پزشک"), (OID.name, "Pezeshk Nemouneh"),
                    (OID.serialNumber, "PNOIR-9990000018"), (OID.commonName, "پزشک نمونه"),
                ], publicKey: key, licenceNumber: licence),
            office: office, searchKeys: SubjectKeys(name: "پزشکنمونه", nationalID: "9990000018", licence: licence))
    }
}
