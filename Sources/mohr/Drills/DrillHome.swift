// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import Foundation
import HTTPServer
import Identity
import Issuance
import PKIX
import Records
import Service

/// The home that a drill works on: a fresh one, or a copy of a home that is there; never that home itself.
final class DrillHome {
    let home: Home
    let publicURL: String
    let officeURL: String
    let root: String
    let passphrase: Passphrase
    private let removes: Bool

    var configuration: Configuration {
        get throws { try Configuration(reading: home.configuration) }
    }

    /// Makes the home.
    ///
    /// - Parameters:
    ///   - source: a home to be copied; nil founds a fresh tree.
    ///   - console: asks for the passphrase of a home that is copied.
    ///   - keeps: whether the folder stays for somebody to look at.
    /// - Throws: what any room throws, or ``CommandFailure``.
    init(copying source: HouseArguments?, console: Console, keeps: Bool) throws {
        root = try Assets.root()
        home = Home(FileManager.default.temporaryDirectory.path + "/mohr-drill-\(UUID().uuidString)")
        removes = !keeps
        let ports = (DemoHouse.freePort(0), DemoHouse.freePort(0))
        publicURL = "http://127.0.0.1:\(ports.0)"
        officeURL = "https://127.0.0.1:\(ports.1)"
        if let source {
            passphrase = try source.passphrase(console)
            try FileManager.default.copyItem(atPath: source.home.path, toPath: home.path)
            try Self.adopt(source, home, ports)
            try Self.takeRecords(into: home, of: source)
        } else {
            try FileManager.default.createDirectory(
                atPath: home.story, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            let configuration = try DemoHouse.configuration(home, root, publicURL, ports.0, ports.1)
            passphrase = try DemoHouse.passphrase(home)
            try DemoHouse.found(home, root, configuration, passphrase) { _, _, _ in }
            var text = try String(contentsOfFile: home.configuration, encoding: .utf8)
            try Self.silence(&text)
            try Data(text.utf8).write(to: URL(fileURLWithPath: home.configuration))
        }
        // A drill's officers are programs, and it is not they who are to be caught.
        var text = try String(contentsOfFile: home.configuration, encoding: .utf8)
        text.replace(try Regex("actionsPerMinute: [0-9]+,")) { _ in "actionsPerMinute: 10000," }
        try Data(text.utf8).write(to: URL(fileURLWithPath: home.configuration))
    }

    deinit {
        if removes { try? FileManager.default.removeItem(atPath: home.path) }
    }

    /// Gives a copy its own ports; its passphrase file and its profiles stay where they are.
    private static func adopt(_ source: HouseArguments, _ home: Home, _ ports: (Int, Int)) throws {
        var text = try String(contentsOfFile: source.home.configuration, encoding: .utf8)
        var rest = [ports.0, ports.1]
        text.replace(try Regex("port: [0-9]+,")) { _ in "port: \(rest.isEmpty ? 0 : rest.removeFirst())," }
        text.replace(try Regex("profiles: \"[^\"]*\"")) { _ in "profiles: \"\(source.configuration.profiles)\"" }
        try Self.silence(&text)
        try Data(text.utf8).write(to: URL(fileURLWithPath: home.configuration))
    }

    /// Nobody is written to by a drill, least of all the people of a house that it is a copy of.
    private static func silence(_ text: inout String) throws {
        text.replace(try Regex("sender: \"[a-z]+\"")) { _ in "sender: \"none\"" }
        guard let section = text.range(of: "activation: {"),
            let asked = text.range(of: "required: true", range: section.upperBound..<text.endIndex)
        else { return }
        text.replaceSubrange(asked, with: "required: false")
    }

    /// Changes the configuration: what is `from` becomes `to`.
    func change(_ from: String, _ to: String) throws {
        let text = try String(contentsOfFile: home.configuration, encoding: .utf8)
        guard text.contains(from) else {
            throw CommandFailure(.fault, "demo.unexpected", ["seen": "mohr.json5", "wanted": from])
        }
        try Data(text.replacing(from, with: to).utf8).write(to: URL(fileURLWithPath: home.configuration))
    }

    /// Opens the house for work beside, or without, a process that serves it.
    func open(_ roles: Set<Role> = Set(Role.allCases)) throws -> MohrService {
        try MohrService(
            home: home, configuration: try configuration, passphrase: passphrase, roles: roles,
            opening: .forOneCommand)
    }

    func founding() throws -> Founding {
        try Founding(home: home, configuration: try configuration, passphrase: passphrase)
    }
}

/// The officers of a drill, with keys of their own.
struct DrillStaff {
    let enterer: DemoOffice
    let approver: DemoOffice
    let supervisors: [(id: String, key: PrivateKey, office: DemoOffice)]

    /// The office that they work at.
    static let office = "drill-office"

    /// Registers the office and takes its officers in.
    ///
    /// - Parameters:
    ///   - home: of the drill.
    ///   - service: the house, opened with its keys.
    ///   - authority: who certifies them.
    ///   - first: makes other people of them: nobody is two officers.
    /// - Throws: what any room throws, or ``CommandFailure``.
    init(_ home: DrillHome, _ service: MohrService, authority: String = "health", first: Int = 91) throws {
        let console = Administrator.console("drill")
        let known = try service.records.offices().map(\.id)
        if !known.contains(Self.office) {
            try service.registration.addOffice(
                OfficeRegistration(
                    id: Self.office, kind: .medicalCouncil, persianName: "دفتر تمرین", englishName: "Drill Office",
                    profiles: ["doctor-signing", "pharmacist-signing"],
                    licensedUntil: Instant.now().advanced(bySeconds: 365 * 86_400)), by: console)
        }
        guard let issuer = service.authorities[authority], let anchor = service.authorities["root"] else {
            throw CommandFailure(.fault, "demo.unexpected", ["seen": "no \(authority)", "wanted": authority])
        }
        func take(_ role: OfficerRecord.Role, _ id: String, _ number: Int) throws -> (PrivateKey, DemoOffice) {
            var person = try DemoPerson(latinName: "Drill Officer")
            person.certificate = try service.enlist(
                OfficerRegistration(
                    id: id, office: Self.office, name: try PersianName(checking: "کارشناس تمرین"),
                    nationalID: try NationalID(checking: Self.nationalID(number)), role: role),
                names: OfficerNames(
                    givenName: try PersianName(checking: "کارشناس"), surname: try PersianName(checking: "تمرین"),
                    latin: try LatinName(checking: "Drill Officer")),
                request: person.request, by: authority, administrator: console)
            return (
                person.key, try DemoOffice(person, chain: [issuer], anchor: anchor, base: home.officeURL)
            )
        }
        enterer = try take(.enterer, "drill-enterer-\(authority)", first).1
        approver = try take(.approver, "drill-approver-\(authority)", first + 1).1
        var supervisors: [(id: String, key: PrivateKey, office: DemoOffice)] = []
        for number in 1...2 {
            let id = "drill-supervisor-\(number)-\(authority)"
            let (key, office) = try take(.supervisor, id, first + 1 + number)
            supervisors.append((id, key, office))
        }
        self.supervisors = supervisors
    }

    /// A synthetic national number of the range that is not issued, with its check digit.
    static func nationalID(_ number: Int) -> String {
        let digits = Array("999" + String(format: "%06d", number)).compactMap(\.wholeNumberValue)
        let rest = digits.enumerated().reduce(0) { $0 + $1.element * (10 - $1.offset) } % 11
        return digits.map(String.init).joined() + "\(rest < 2 ? rest : 11 - rest)"
    }
}
