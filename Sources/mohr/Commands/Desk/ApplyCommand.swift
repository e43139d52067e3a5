// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Enrollment
import Records
import Service

/// `mohr apply`: hands an application in, for an applicant or through an officer.
enum ApplyCommand: Command {
    static let name = "apply"
    static let synopsis = [
        "--home DIR --profile P (--office ID | --officer ID [--key FILE]) --request FILE.csr --field NAME=TEXT… [--json]",
        "CODE --home DIR --field NAME=TEXT… [--request FILE.csr] [--officer ID [--key FILE]] [--json]",
        "CODE --home DIR --evidence KIND=FILE… [--officer ID] [--json]",
    ]
    static let examples = [
        "mohr apply --home DIR --officer yazd-1 --profile doctor-signing --request doctor.csr --field nationalID=9990000018"
            + " --field givenName=سارا --field surname=احمدی --field 'latinName=Sara Ahmadi' --field licenceNumber=12345",
        "mohr apply 7Q2M9V4K1D8XZT3B --home DIR --evidence photo=photo.jpg --evidence nationalCard=card.png --officer yazd-1",
    ]
    static let shape = Arguments.Shape(
        operands: 0...1,
        single: [
            "config", "home", "passphrase-file", "passphrase-fd", "profile", "office", "officer", "request", "key",
        ],
        repeated: ["field", "evidence"], flags: ["json"])

    static func run(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let desk = try DeskOfOne(arguments, console)
        defer { desk.close() }
        let officer = try arguments["officer"].map { try desk.registration.officer(named: $0) }
        var application: Application
        if let code = arguments.operands.first {
            application = try desk.registration.application(code)
            // With a form it is handed in again, after it was sent back.
            if !arguments.all("field").isEmpty {
                let form = ApplicationForm(
                    profile: arguments["profile"] ?? application.profile, try fields(arguments))
                let request = try arguments["request"].map { try InputFiles.bytes($0, limit: 65_536) }
                let signature = try signature(officer, arguments) { officer in
                    FilingStatement(
                        .correct, form, csr: request ?? application.record.request, of: code, by: officer)
                }
                application = try desk.registration.correct(
                    code, with: form, csr: request, filedBy: officer, signature: signature)
            }
        } else {
            let form = ApplicationForm(profile: try arguments.required("profile"), try fields(arguments))
            let request = try InputFiles.bytes(try arguments.required("request"), limit: 65_536)
            guard let office = officer?.office ?? arguments["office"] else { throw UsageError.optionMissing("office") }
            let signature = try signature(officer, arguments) { officer in
                FilingStatement(.file, form, csr: request, of: nil, by: officer)
            }
            application = try desk.registration.apply(
                form, office: office, csr: request, filedBy: officer, signature: signature)
        }
        for text in arguments.all("evidence") {
            let (word, file) = try pair(text, "evidence")
            guard let kind = EvidenceKind(rawValue: word) else {
                throw UsageError.value(
                    option: "evidence", seen: word,
                    allowed: EvidenceKind.allCases.map(\.rawValue).joined(separator: ", "))
            }
            _ = try desk.registration.addEvidence(
                try InputFiles.bytes(file, limit: 33_554_432), as: kind, to: application.id, by: officer)
        }
        application = try desk.registration.application(application.id)
        desk.say(application, arguments, console)
        return .done
    }

    /// The officer's signature, by the key in `--key`.
    private static func signature(
        _ officer: Officer?, _ arguments: Arguments, _ statement: (Officer) -> FilingStatement
    ) throws -> [UInt8]? {
        guard let officer, let file = arguments["key"] else { return nil }
        let pem = try InputFiles.bytes(file, limit: 65_536)
        let key = try PrivateKey(pem: pem, passphrase: try Secrets.given("passphrase", arguments))
        return try key.sign(statement(officer).bytesToBeSigned, by: key.preferredSignatureAlgorithm)
    }

    private static func fields(_ arguments: Arguments) throws -> [FormField: String] {
        var fields: [FormField: String] = [:]
        for text in arguments.all("field") {
            let (name, value) = try pair(text, "field")
            guard let field = FormField(rawValue: name) else {
                throw UsageError.value(
                    option: "field", seen: name, allowed: FormField.allCases.map(\.rawValue).joined(separator: ", "))
            }
            guard fields.updateValue(value, forKey: field) == nil else { throw UsageError.givenTwice("field \(name)") }
        }
        return fields
    }

    /// A name and what stands behind its first `=`.
    static func pair(_ text: String, _ option: String) throws(UsageError) -> (String, String) {
        guard let sign = text.firstIndex(of: "=") else {
            throw .value(option: option, seen: String(text.prefix(64)), allowed: "NAME=TEXT")
        }
        return (String(text[..<sign]), String(text[text.index(after: sign)...]))
    }
}
