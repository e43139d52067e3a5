// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import PKIX
import Records
import Revocation
import Service

/// `mohr bench import`: the certificates that are out already, taken in by `mohr import` in a process of its own.
///
/// They are made here by an authority that counts as somebody else's, each with its own key; what is measured begins with
/// the files. The limit is what no import can do without: one verification a certificate, by its issuer's key.
enum ImportBenchmark {
    /// How many are out.
    static let standardCount = 82_000

    static func run(certificates count: Int, _ console: Console) throws -> [Benchmarks.Figure] {
        let house = try BenchHouse()
        let stock = try ImportStock(house, count: count)
        let folder = FileManager.default.temporaryDirectory.path + "/mohr-import-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let progress = ProgressLine(console, of: count)
        try stock.write(to: folder, progress)
        let limit = try stock.secondsOfVerifying()
        var figures: [Benchmarks.Figure] = []
        for (name, more) in [("rehearsed", ["--dry-run"]), ("taken in", []), ("the same file again", [])] {
            let run = try imported(folder, house, more)
            figures.append(.init(name: "import \(count), \(name)", value: run.seconds, unit: "s"))
            figures.append(.init(name: "  rows", value: Double(count) / run.seconds, unit: "/s"))
            figures.append(.init(name: "  memory at the most", value: Double(run.peak) / 1_048_576, unit: "MB"))
        }
        figures.append(.init(name: "limit: a verification each, all cores", value: limit, unit: "s"))
        return figures
    }

    private static func imported(
        _ folder: String, _ house: BenchHouse, _ more: [String]
    ) throws -> (seconds: Double, peak: Int) {
        let configuration = try Assets.root() + "/Config/mohr.json5"
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments =
            [
                "import", folder + "/people.csv", "--certificates", folder + "/issued.pem", "--issuer",
                folder + "/issuer.pem", "--crl", folder + "/issuer.crl", "--home", house.service.home.path, "--config",
                configuration, "--profile", ImportStock.profile, "--report",
                folder + "/report.ndjson", "--json",
            ] + more
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        let start = ContinuousClock.now
        try process.run()
        let watch = ProcessWatch(process.processIdentifier, every: 0.1)
        process.waitUntilExit()
        let time = ContinuousClock.now - start
        let peak = watch.stop().map(\.resident).max() ?? 0
        guard process.terminationStatus == 0 else {
            throw CommandFailure(.fault, "cli.fault", ["detail": "import \(process.terminationStatus)"])
        }
        return (Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18, peak)
    }
}

/// The files of an import: an authority, its list, its certificates, and the rows that speak of them.
private struct ImportStock {
    static let profile = "doctor-signing"

    private let count: Int
    private let issuer: Certificate
    private let issuerKey: PrivateKey
    private let rules: CertificateProfile
    private let list: [UInt8]
    private let people = SyntheticPeople()
    private let url: String

    init(_ house: BenchHouse, count: Int) throws {
        let service = house.service
        guard let issuer = service.authorities["health"], let rules = service.profiles[Self.profile],
            let list = service.lists.all.first(where: { $0.path == "health.crl" })
        else { throw CommandFailure(.fault, "cli.fault", ["detail": "no health authority"]) }
        self.count = count
        self.issuer = issuer
        self.rules = rules
        self.list = list.encoded
        url = service.configuration.publicListener.publicURL
        issuerKey = try PrivateKey(
            pem: try InputFiles.bytes(service.home.key("health"), limit: 65_536), passphrase: house.passphrase)
    }

    /// Writes the files.
    func write(to folder: String, _ progress: ProgressLine) throws {
        try OutputFiles.write(issuer.pem, to: folder + "/issuer.pem")
        try OutputFiles.write(list, to: folder + "/issuer.crl")
        var rows = "nationalID,licenceNumber,givenName,surname,latinName\n"
        _ = FileManager.default.createFile(atPath: folder + "/issued.pem", contents: nil)
        let bundle = try FileHandle(forWritingTo: URL(fileURLWithPath: folder + "/issued.pem"))
        defer { try? bundle.close() }
        let time = Instant.now()
        for place in 0..<count {
            let person = people[place]
            rows += "\(person.nationalID),\(person.licence),\(person.givenName),\(person.surname),\(person.latinName)\n"
            try bundle.write(contentsOf: Data(try certificate(of: person, at: time).pem))
            if place % 1_000 == 999 { progress.reached(place + 1) }
        }
        progress.end()
        try OutputFiles.write(Array(rows.utf8), to: folder + "/people.csv")
    }

    private func certificate(of person: SyntheticPeople.Person, at time: Instant) throws -> Certificate {
        let key = try PrivateKey.generate(.p256)
        let parameters = IssuingParameters(
            issuer: issuer, serialNumber: SerialNumber(unsigned: [0x45] + (try SecureRandom.bytes(16))), time: time,
            locations: IssuerLocations(publicURL: url, authority: "health", shard: "0"))
        let content = CertificateContent(
            subject: [
                (OID.surname, person.surname), (OID.givenName, person.givenName), (OID.name, person.latinName),
                (OID.serialNumber, "PNOIR-\(person.nationalID)"),
                (OID.commonName, person.givenName + " " + person.surname),
            ], publicKey: key.publicKey, licenceNumber: person.licence)
        let draft = try rules.draft(of: content, by: parameters)
        let tbs = draft.encoded()
        return try Certificate.assemble(
            tbs: tbs, signatureAlgorithm: draft.signature, signature: try issuerKey.sign(tbs, by: .ecdsa(.sha256)))
    }

    /// How long as many verifications take on all cores.
    func secondsOfVerifying() throws -> Double {
        let message = [UInt8](repeating: 0x61, count: 900)
        let signature = try issuerKey.sign(message, by: .ecdsa(.sha256))
        let key = issuerKey.publicKey
        let rate = Stopwatch.rate(0.5) { _ = key.isValid(signature[...], over: message[...], by: .ecdsa(.sha256)) }
        return Double(count) / rate / Double(max(1, ProcessInfo.processInfo.activeProcessorCount))
    }
}
