// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Enrollment
import Records
import Service

/// `mohr approve`: an officer's steps: enters, approves, sends back, rejects, takes in hand and gives back.
enum ApproveCommand: Command {
    static let name = "approve"
    static let synopsis = [
        "[enter|approve] CODE --home DIR --officer ID [--key FILE] [--json]",
        "return|reject|withdraw CODE --home DIR --officer ID --cause TEXT [--point FIELD=TEXT…] [--key FILE] [--json]",
        "claim|release CODE --home DIR --officer ID [--json]", "queue --home DIR --officer ID [--json]",
        "show CODE --home DIR --officer ID [--json]",
    ]
    static let examples = [
        "mohr approve queue --home DIR --officer yazd-2",
        "mohr approve enter 7Q2M9V4K1D8XZT3B --home DIR --officer yazd-1",
        "mohr approve 7Q2M9V4K1D8XZT3B --home DIR --officer yazd-2 --key officer.key",
        "mohr approve return 7Q2M9V4K1D8XZT3B --home DIR --officer yazd-2 --cause 'نام با کارت یکی نیست' --point surname='مطابق کارت ملی'",
    ]
    static let shape = Arguments.Shape(
        operands: 1...2,
        single: ["config", "home", "passphrase-file", "passphrase-fd", "officer", "cause", "key", "version"],
        repeated: ["point"], flags: ["json"])

    private static let verbs = [
        "enter", "approve", "return", "reject", "withdraw", "claim", "release", "queue", "show",
    ]

    static func run(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let words = arguments.operands
        let verb = verbs.contains(words[0]) ? words[0] : words.count == 1 ? "approve" : words[0]
        guard verbs.contains(verb), (verb == "queue") == (words == ["queue"]) else {
            throw UsageError.value(option: name, seen: words[0], allowed: verbs.joined(separator: ", "))
        }
        let desk = try DeskOfOne(arguments, console)
        defer { desk.close() }
        let officer = try desk.registration.officer(named: try arguments.required("officer"))
        if verb == "queue" {
            for application in try desk.registration.queue(for: officer) { desk.say(application, arguments, console) }
            return .done
        }
        let code = words.last ?? ""
        if verb == "show" {
            try ApplicationView(desk: desk, officer: officer).show(code, arguments, console)
            return .done
        }
        desk.say(try step(verb, code, officer, desk, arguments), arguments, console)
        // A replacement's old certificates go at the second officer's word.
        if verb == "approve" { try desk.service.settleSuccessions() }
        return .done
    }

    private static func step(
        _ verb: String, _ code: String, _ officer: Officer, _ desk: DeskOfOne, _ arguments: Arguments
    ) throws -> Application {
        let registration = desk.registration
        let acts: [String: OfficerAction.Act] = [
            "enter": .enter, "approve": .approve, "return": .sendBack, "reject": .reject, "withdraw": .withdraw,
        ]
        guard let act = acts[verb] else {
            return verb == "claim"
                ? try registration.claim(code, by: officer) : try registration.release(code, by: officer)
        }
        let cause = [.sendBack, .reject].contains(act) ? try arguments.required("cause") : arguments["cause"]
        var remarks: [ApplicationRemark] = []
        for text in arguments.all("point") {
            let (point, words) = try ApplyCommand.pair(text, "point")
            remarks.append(ApplicationRemark(point: point, text: words))
        }
        remarks.sort { $0.point < $1.point }
        let signature = try arguments["key"].map { file in
            let action = OfficerAction(
                act, of: try registration.application(code), by: officer, because: cause, remarks: remarks,
                evidence: try registration.evidenceDigests(of: code))
            let pem = try InputFiles.bytes(file, limit: 65_536)
            let key = try PrivateKey(pem: pem, passphrase: try Secrets.given("passphrase", arguments))
            return try key.sign(action.bytesToBeSigned, by: key.preferredSignatureAlgorithm)
        }
        return switch act {
        case .enter: try registration.enter(code, by: officer, signature: signature)
        case .approve: try registration.approve(code, by: officer, signature: signature)
        case .sendBack:
            try registration.sendBack(
                code, because: cause ?? "", remarks: remarks, by: officer, signature: signature)
        case .reject: try registration.reject(code, because: cause ?? "", by: officer, signature: signature)
        case .withdraw: try registration.withdraw(code, because: cause, by: officer, signature: signature)
        }
    }
}
