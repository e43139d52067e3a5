// SPDX-License-Identifier: Apache-2.0
import DER
import Enrollment
import Foundation
import PKIX
import Service

/// `mohr demo`: the main job on one machine, told step by step.
enum DemoCommand: Command {
    static let name = "demo"
    static let synopsis = ["[--home DIR]"]
    static let examples = ["mohr demo", "mohr demo --home /srv/mohr-demo && mohr serve --home /srv/mohr-demo"]
    static let shape = Arguments.Shape(single: ["home"])

    static func run(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let start = Date()
        let narrator = DemoNarrator(console)
        console.say("demo.title", [:])
        console.say()
        let house = try DemoHouse(at: arguments["home"] ?? "demo", tell: narrator.tell)
        defer { house.host.stop() }
        let story = try DemoStory(house, narrator)
        narrator.tell(
            "demo.listeners", ["public": house.publicURL, "office": house.officeURL],
            [
                "openssl verify -CAfile root.pem -untrusted health-intermediate.pem -verify_ip 127.0.0.1"
                    + " ../certificates/office-listener.pem"
            ])
        try tellHealth(story)
        try tellTrade(story)
        try writeChecks(story)
        console.say()
        console.say(
            "demo.end",
            ["seconds": String(format: "%.1f", Date().timeIntervalSince(start)), "folder": house.home.story])
        console.say("demo.next", ["home": house.home.path])
        return .done
    }

    private static func tellHealth(_ story: DemoStory) throws {
        let licensed = Instant.now().advanced(bySeconds: 2 * 365 * 86_400)
        let council = try story.staff(
            OfficeRegistration(
                id: "medical-council-tehran", kind: .medicalCouncil, persianName: "نظام پزشکی تهران",
                englishName: "Medical Council of Tehran",
                profiles: ["doctor-signing", "pharmacist-signing", "health-organisation-seal"],
                licensedUntil: licensed),
            authority: "health", nationalIDs: ("9990000034", "9990000042"))

        var doctor = try DemoPerson(latinName: "Sara Ahmadi")
        try story.enrol(
            &doctor, profile: "doctor-signing",
            form: [
                ("nationalID", "9990000018"), ("givenName", "سارا"), ("surname", "احمدی"),
                ("latinName", "Sara Ahmadi"), ("licenceNumber", "9990018"),
                ("mobile", "09990000018"),
            ], at: council, file: "doctor.pem")
        let prescription = try document("prescription.json", story)
        let signed = try story.sign(prescription, by: doctor, authority: "health", file: "prescription.p7s")
        story.narrator.tell(
            "demo.signed", ["bytes": "\(signed.count)"],
            [
                "openssl cms -verify -noverify -inform DER -in prescription.p7s -out signed-content.json 2>/dev/null",
                "cmp prescription.json signed-content.json",
            ])
        try story.expect(
            try story.verify(signed, purpose: "prescription", report: "prescription"), "accept", subIndication: nil,
            cause: nil)
        _ = try story.fetchList("root", to: "root.crl")
        _ = try story.fetchList("health", to: "health.crl")
        story.narrator.tell(
            "demo.accepted", [:],
            [
                "openssl cms -verify -cades -inform DER -in prescription.p7s -CAfile root.pem"
                    + " -certfile health-intermediate.pem -out /dev/null"
            ])
        try tellTampering(story, signed, prescription)
        try DemoProfessions(story, council).tell(doctor, prescription, signed)
        try tellPharmacist(story, council, prescription)
        try tellRevocation(story, council, doctor, prescription)
    }

    private static func tellTampering(_ story: DemoStory, _ signed: [UInt8], _ prescription: [UInt8]) throws {
        guard let start = signed.indices.first(where: { signed[$0...].starts(with: prescription) }) else {
            throw story.unexpected("no content", "content")
        }
        var tampered = signed
        tampered[start + prescription.count / 2] ^= 0x01
        try story.write(tampered, to: "tampered.p7s")
        try story.expect(
            try story.verify(tampered, purpose: "prescription", report: "tampered"), "reject",
            subIndication: "HASH_FAILURE", cause: "HASH_FAILURE")
        story.narrator.tell(
            "demo.tampered", [:],
            [
                "! openssl cms -verify -cades -inform DER -in tampered.p7s -CAfile root.pem"
                    + " -certfile health-intermediate.pem -out /dev/null 2>/dev/null"
            ])
    }

    private static func tellPharmacist(
        _ story: DemoStory, _ council: DemoStory.Staff, _ prescription: [UInt8]
    ) throws {
        var pharmacist = try DemoPerson(latinName: "Babak Karimi")
        try story.enrol(
            &pharmacist, profile: "pharmacist-signing",
            form: [
                ("nationalID", "9990000026"), ("givenName", "بابک"), ("surname", "کریمی"),
                ("latinName", "Babak Karimi"), ("licenceNumber", "د-9990026"),
                ("mobile", "09990000026"),
            ], at: council, file: "pharmacist.pem")
        let signed = try story.sign(prescription, by: pharmacist, authority: "health", file: "by-pharmacist.p7s")
        try story.expect(
            try story.verify(signed, purpose: "prescription", report: "by-pharmacist"), "reject",
            subIndication: "CHAIN_CONSTRAINTS_FAILURE", cause: "PROFESSION_NOT_ALLOWED")
        story.narrator.tell(
            "demo.pharmacist", [:], ["openssl x509 -in pharmacist.pem -noout -text | grep -A 9 -i admission"])
    }

    private static func tellRevocation(
        _ story: DemoStory, _ council: DemoStory.Staff, _ doctor: DemoPerson, _ prescription: [UInt8]
    ) throws {
        guard let certificate = doctor.certificate else { throw story.unexpected("no certificate", "certificate") }
        guard case .good = try story.askStatus(of: certificate, issuer: "health", file: "ocsp-before.der") else {
            throw story.unexpected("OCSP", "good")
        }
        let ask =
            "-issuer health-intermediate.pem -cert doctor.pem -CAfile root.pem -verify_other health-intermediate.pem"
        story.narrator.tell(
            "demo.ocspGood", [:], ["openssl ocsp -respin ocsp-before.der \(ask) 2>&1 | grep -i doctor.pem"])
        // Lists count whole seconds: what was signed before has to be told from what is signed afterwards.
        Thread.sleep(forTimeInterval: 1.1)
        try story.expect(
            200,
            try council.approver.post(
                "/v1/certificates/\(certificate.serialNumber.hex)/revocation",
                ["reason": "keyCompromise", "cause": "card lost"]))
        guard case .revoked = try story.askStatus(of: certificate, issuer: "health", file: "ocsp-after.der") else {
            throw story.unexpected("OCSP", "revoked")
        }
        try waitForList(story, certificate)
        story.narrator.tell(
            "demo.revoked", ["serial": certificate.serialNumber.hex],
            [
                "openssl crl -inform DER -in health.crl -CAfile health-intermediate.pem -noout",
                "openssl crl -inform DER -in health.crl -noout -text | grep -A 3 -i \(certificate.serialNumber.hex)",
                "openssl ocsp -respin ocsp-after.der \(ask) 2>&1 | grep -i doctor.pem",
                "! openssl verify -crl_check_all -CAfile root.pem -untrusted health-intermediate.pem"
                    + " -CRLfile root.crl -CRLfile health.crl doctor.pem 2>/dev/null",
            ])
        let late = try story.sign(prescription, by: doctor, authority: "health", file: "after-revocation.p7s")
        try story.expect(
            try story.verify(late, purpose: "prescription", report: "after-revocation"), "cannotDecide",
            subIndication: "REVOKED_NO_POE", cause: "REVOKED")
        story.narrator.tell(
            "demo.afterRevocation", [:],
            [
                "openssl cms -cmsout -print -inform DER -in after-revocation.p7s | grep -A 3 'signingTime'",
                "openssl crl -inform DER -in health.crl -noout -text | grep -A 1 -i \(certificate.serialNumber.hex)",
            ])
    }

    private static func tellTrade(_ story: DemoStory) throws {
        let chamber = try story.staff(
            OfficeRegistration(
                id: "chamber-tehran", kind: .chamber, persianName: "اتاق بازرگانی تهران",
                englishName: "Tehran Chamber of Commerce", profiles: ["trader-signing"],
                licensedUntil: Instant.now().advanced(bySeconds: 2 * 365 * 86_400)),
            authority: "trade", nationalIDs: ("9990000069", "9990000077"))
        var trader = try DemoPerson(latinName: "Maryam Rastegar")
        try story.enrol(
            &trader, profile: "trader-signing",
            form: [
                ("nationalID", "9991234561"), ("givenName", "مریم"), ("surname", "رستگار"),
                ("latinName", "Maryam Rastegar"), ("licenceNumber", "99900000061"),
                ("mobile", "09991234561"),
            ], at: chamber, file: "trader.pem")
        let declaration = try document("trade-declaration.json", story)
        let signed = try story.sign(declaration, by: trader, authority: "trade", file: "trade-declaration.p7s")
        try story.expect(
            try story.verify(signed, purpose: "trade", report: "trade"), "accept", subIndication: nil, cause: nil)
        _ = try story.fetchList("trade", to: "trade.crl")
        story.narrator.tell(
            "demo.trade", [:],
            [
                "openssl cms -verify -cades -inform DER -in trade-declaration.p7s -CAfile root.pem"
                    + " -certfile trade-intermediate.pem -out /dev/null"
            ])
    }

    /// The list follows within seconds of the revocation.
    private static func waitForList(_ story: DemoStory, _ certificate: Certificate) throws {
        for _ in 0..<100 {
            let list = try story.fetchList("health", to: "health.crl")
            if list.entry(for: certificate.serialNumber, issuer: certificate.issuer) != nil { return }
            Thread.sleep(forTimeInterval: 0.05)
        }
        throw story.unexpected("not on the list after 5 s", "on the list")
    }

    private static func document(_ name: String, _ story: DemoStory) throws -> [UInt8] {
        let bytes = try InputFiles.bytes("\(story.house.root)/Tests/EndToEndTests/Documents/\(name)")
        try story.write(bytes, to: name)
        return bytes
    }

    /// The commands of the story as a script: each must succeed, those that must fail begin with `!`.
    private static func writeChecks(_ story: DemoStory) throws {
        let commands = story.narrator.checks.map { command in
            command.hasPrefix("! ") ? "if \(command.dropFirst(2)); then exit 1; fi" : command
        }
        let script = [
            "#!/bin/sh", "# What the story says, asked of openssl alone.", "set -e", "cd \"$(dirname \"$0\")\"",
        ]
        try story.write(Array(((script + commands).joined(separator: "\n") + "\n").utf8), to: "check.sh")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: "\(story.house.home.story)/check.sh")
    }
}
