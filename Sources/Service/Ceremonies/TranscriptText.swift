// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Identity
import Issuance
import PKIX
import Records

/// A transcript as people read it: in English, in Persian, and in commands that need neither.
struct TranscriptText {
    private let transcript: CeremonyTranscript
    private let profilesFolder: String
    private let home: String

    init(_ transcript: CeremonyTranscript, in founding: Founding) {
        self.transcript = transcript
        profilesFolder = founding.configuration.profiles
        home = founding.home.path
    }

    /// Everything that goes into the transcript's folder.
    func files() throws(ServiceError) -> TranscriptFiles {
        let others = try otherFiles()
        let claims = claims(others)
        let check = TranscriptCheck.script(claims, of: transcript)
        var lines: [String] = []
        for language in [Language.english, .persian] { lines += try story(in: language) + [""] }
        lines += ["== FILES ==  == پرونده‌ها ==", ""]
        lines += others.map { "\(Hex.encode(DigestAlgorithm.sha256.digest($0.bytes)))  \($0.name)" }
        lines += ["", "== COMMANDS ==  == دستورها ==", ""]
        for claim in claims {
            lines += [
                "# " + Catalogue.sentence(claim.key, claim.facts, in: .english),
                "# " + Catalogue.sentence(claim.key, claim.facts, in: .persian),
                "$ " + claim.command, "> " + claim.line, "",
            ]
        }
        lines += ["== check.sh ==", "", check]
        return TranscriptFiles(
            transcript: Array((lines.joined(separator: "\n") + "\n").utf8), check: Array(check.utf8), others: others)
    }

    // MARK: - What it tells

    private func story(in language: Language) throws(ServiceError) -> [String] {
        func say(_ name: String, _ facts: [String: String] = [:]) -> String {
            Catalogue.sentence("transcript.\(name)", facts, in: language)
        }
        let document = transcript.document
        var lines = [say("title"), ""]
        if transcript.isRehearsal { lines += ["!!! " + say("rehearsal") + " !!!", ""] }
        lines += [
            say("act", ["act": Catalogue.sentence("transcript.act.\(document.act.rawValue)", in: language)]),
            say("authority", ["authority": document.authority]),
            say("document", ["sha256": Hex.encode(document.sha256)]),
        ]
        lines += transcript.profiles.sorted { $0.key < $1.key }.map {
            say("profile", ["profile": $0.key, "sha256": Hex.encode($0.value)])
        }
        lines += [say("versions", ["version": "Mohr 1", "library": CryptographyLibrary.version]), "", say("present")]
        lines += document.witnesses.map {
            "  - " + say("witness.\($0.role.rawValue)", ["name": $0.name])
        }
        lines += ["", say("steps")]
        lines += transcript.steps.map { step in
            "  - " + Self.time(step.time, language) + "  " + say("step.\(step.kind.rawValue)", ["about": about(step)])
        }
        lines += ["", say("keys")] + keys(say) + ["", say("log", head), say("end"), ""]
        lines += document.witnesses.map { "  \($0.name): ______________________________" }
        return lines
    }

    private func keys(_ say: (String, [String: String]) -> String) -> [String] {
        var lines = transcript.keys.map { key in
            "  - "
                + say(
                    key.custody == nil ? "key" : "keyHeld",
                    [
                        "name": key.name, "kind": "\(key.kind)", "sha256": Hex.encode(key.publicKeySHA256),
                        "threshold": "\(key.custody?.threshold ?? 1)", "count": "\(key.custody?.custodians.count ?? 1)",
                    ])
        }
        for file in transcript.files {
            guard let bytes = try? Materials.bytes(file) else { continue }
            lines.append(
                "  - " + say("file", ["file": below(file), "digest": Hex.encode(DigestAlgorithm.sha256.digest(bytes))]))
        }
        return lines.isEmpty ? ["  –"] : lines
    }

    private var head: [String: String] {
        ["size": "\(transcript.auditHead.size)", "root": Hex.encode(transcript.auditHead.rootHash)]
    }

    private func about(_ step: CeremonyTranscript.Step) -> String {
        step.about.isEmpty ? transcript.document.authority : step.about
    }

    private func below(_ file: String) -> String {
        file.hasPrefix(home + "/")
            ? String(file.dropFirst(home.count + 1)) : String(file.split(separator: "/").last ?? "")
    }

    /// UTC for everybody, and the day and hour of the room's own clock.
    private static func time(_ time: Instant, _ language: Language) -> String {
        let local = TehranClock.description(secondsSince1970: time.secondsSince1970)
        switch language {
        case .english: return "\(time.rfc3339) (\(local) +03:30)"
        case .persian:
            return PersianText.leftToRightIsolate(PersianText.persianDigits(local)) + " ("
                + PersianText.leftToRightIsolate(time.rfc3339) + ")"
        }
    }

    // MARK: - What goes with it

    private func otherFiles() throws(ServiceError) -> [(name: String, bytes: [UInt8])] {
        var files: [(name: String, bytes: [UInt8])] = [("document.json5", transcript.document.bytes)]
        func add(_ name: String, _ bytes: [UInt8]) {
            if !files.contains(where: { $0.name == name }) { files.append((name, bytes)) }
        }
        for name in transcript.profiles.keys.sorted() {
            add("profile-\(name).json5", try Materials.bytes("\(profilesFolder)/\(name).json5"))
        }
        for made in transcript.certificates {
            add("\(made.name).pem", made.certificate.pem)
            add("\(made.issuerName).pem", made.issuer.pem)
        }
        for list in transcript.lists {
            add("\(list.authority).pem", list.issuer.pem)
            add("\(list.authority).crl.pem", PEM.encode(list.list.encoded, label: "X509 CRL"))
        }
        for (name, certificate) in transcript.revoked { add("\(name).pem", certificate.pem) }
        return files
    }

    private func claims(_ files: [(name: String, bytes: [UInt8])]) -> [TranscriptClaim] {
        let time = transcript.steps.last?.time ?? Instant(secondsSince1970: 0)
        var claims = files.map { TranscriptClaim.unchanged($0.name, $0.bytes) }
        for made in transcript.certificates {
            claims += TranscriptClaim.about(
                made, file: "\(made.name).pem", issuerFile: "\(made.issuerName).pem", at: time)
        }
        for list in transcript.lists {
            claims += TranscriptClaim.about(
                list, file: "\(list.authority).crl.pem", issuerFile: "\(list.authority).pem")
        }
        for (name, _) in transcript.revoked {
            let authority = transcript.document.authority
            claims.append(
                TranscriptClaim.revoked(
                    "\(name).pem", on: "\(authority).crl.pem", issuerFile: "\(authority).pem", at: time))
        }
        return claims
    }
}
