// SPDX-License-Identifier: Apache-2.0
import Enrollment
import Foundation
import Identity
import TestSupport
import XCTest

@testable import Service

/// Every error that a person can be told is told in both languages, with its facts and without personal data.
final class SentenceTests: XCTestCase {
    private static let statements: [(String, Statement)] =
        ErrorSamples.enrollment.map { ("\($0)", $0.statement) } + ErrorSamples.desk.map { ("\($0)", $0.statement) }
        + ErrorSamples.records.map { ("\($0)", $0.statement) }
        + ErrorSamples.revocation.map { ("\($0)", $0.statement) }
        + ErrorSamples.issuance.map { ("\($0)", $0.statement) }
        + ErrorSamples.starting.map { ("\($0)", $0.statement) }
        + ErrorSamples.timestamping.map { ("\($0)", $0.statement) }
        + ErrorSamples.signing.map { ("\($0)", $0.statement) }
        + ErrorSamples.containers.map { ("\($0)", $0.statement) }
        + ErrorSamples.transparency.map { ("\($0)", $0.statement) }
        + ErrorSamples.receipts.map { ("\($0)", $0.statement) }
        + ErrorSamples.care.map { ("\($0)", $0.statement) }
        + ErrorSamples.refusals.map { ("\($0)", $0.statement) }
        + ErrorSamples.imports.map { ("\($0)", $0.statement) }
        + ErrorSamples.importFaults.map { ("\($0)", $0.statement) }

    func testEveryErrorHasItsSentenceInBothLanguages() {
        for (name, statement) in Self.statements {
            for key in Self.keys(of: statement) {
                for language in Language.allCases {
                    XCTAssertTrue(Catalogue.has(key, in: language), "\(key) of \(name)")
                }
            }
            for language in Language.allCases {
                let sentence = statement.sentence(in: language)
                XCTAssertFalse(sentence.contains("{"), sentence)
                // A dash stands for a fact that nobody gave; only empty lists may be told so.
                if !name.contains("[]"), !name.contains("nil"), !sentence.contains(" – ") {
                    XCTAssertFalse(sentence.contains("\u{2068}–\u{2069}"), "\(name): \(sentence)")
                }
            }
        }
    }

    /// Facts go to people and programs beside the sentence: stable words, not what a debugger prints.
    func testNoFactIsInSwiftsOwnWriting() {
        let rendering = #/\w\(\w+: |\b[A-Z]\w*Error\.|Optional\(/#
        // Faults are told to the log in full, and to everyone else as a number.
        for (name, statement) in Self.statements where statement.key != "start.fault" {
            for (fact, value) in statement.allFacts {
                XCTAssertNil(value.firstMatch(of: rendering), "\(name): \(fact) is \(value)")
            }
        }
        XCTAssertNotNil("der(DER.DERError.null(offset: 3))".firstMatch(of: rendering), "the control")
    }

    func testEveryFactAskedForIsGiven() {
        for (name, statement) in Self.statements {
            Self.walk(statement) { inner in
                let given = Set(inner.facts.keys).union(inner.parts.keys)
                let asked = Catalogue.placeholders(of: inner.key, in: .english)
                XCTAssertTrue(asked.isSubset(of: given), "\(name): \(inner.key) asks for \(asked.subtracting(given))")
            }
        }
    }

    func testEverySentenceOfARoomIsSaidBySomeError() {
        var said: Set<String> = []
        for (_, statement) in Self.statements { said.formUnion(Self.keys(of: statement)) }
        let rooms = [
            "problem.enrollment.", "problem.desk.", "problem.handling.", "evidence.", "registry.", "problem.records.",
            "problem.revocation.", "problem.issuance.", "identity.",
            "problem.timestamping.", "timestamps.", "problem.signing.", "signing.",
            "import.fault.", "import.refused.", "problem.containers.", "problem.professions.", "problem.receipts.",
            "problem.transparency.", "problem.care.",
        ]
        let others = [
            "crypto.", "pkix.", "key.", "profile.", "json5.", "problem.ceremony.", "problem.custody.", "start.",
            "role.", "state.",
        ]
        for key in Catalogue.keys(of: .english) where (rooms + others).contains(where: key.hasPrefix) {
            XCTAssertTrue(said.contains(key), "nothing says \(key)")
        }
    }

    /// The samples name every case that the source has: a new case without a sample fails here.
    func testTheSamplesHaveEveryCase() throws {
        let sources: [(String, [String])] = [
            ("Enrollment/EnrollmentError.swift", (ErrorSamples.enrollment + ErrorSamples.desk).map { "\($0)" }),
            ("Enrollment/Desks/HandlingRefusal.swift", ErrorSamples.handled.map { "\($0)" }),
            ("Records/Desks/DeskRefusal.swift", ErrorSamples.taken.map { "\($0)" }),
            ("Records/RecordsError.swift", ErrorSamples.records.map { "\($0)" }),
            ("Revocation/RevocationError.swift", ErrorSamples.revocation.map { "\($0)" }),
            ("Timestamping/TimestampingError.swift", ErrorSamples.timestamping.map { "\($0)" }),
            ("Containers/ContainersError.swift", ErrorSamples.containers.map { "\($0)" }),
            ("Transparency/TransparencyError.swift", ErrorSamples.transparency.map { "\($0)" }),
            ("Service/Care/CareError.swift", ErrorSamples.care.map { "\($0)" }),
            ("MohrValidation/Professions/ProfessionFeedError.swift", ErrorSamples.professions.map { "\($0)" }),
            ("MohrSigning/SigningError.swift", ErrorSamples.signing.map { "\($0)" }),
            ("Issuance/IssuanceError.swift", ErrorSamples.issuance.map { "\($0)" }),
            ("Identity/Facts/IdentityError.swift", ErrorSamples.identity.map { "\($0)" }),
            ("Cryptography/CryptographyError.swift", ErrorSamples.cryptography.map { "\($0)" }),
            ("Linting/Keys/KeyWeakness.swift", ErrorSamples.weaknesses.map { "\($0)" }),
            ("PKIX/PKIXError.swift", ErrorSamples.pkix.map { "\($0)" }),
            ("PKIX/Profiles/ProfileError.swift", ErrorSamples.profiles.map { "\($0)" }),
            ("PKIX/Profiles/JSON5/JSON5Error.swift", ErrorSamples.json5.map { "\($0)" }),
            ("Issuance/Ceremony/CeremonyError.swift", ErrorSamples.ceremony.map { "\($0)" }),
            ("Issuance/Custody/CustodyError.swift", ErrorSamples.custody.map { "\($0)" }),
            ("HTTPServer/Parsing/HTTPServerRefusal.swift", ErrorSamples.refusals.map { "\($0)" }),
            ("Service/Hosting/ServiceError.swift", ErrorSamples.starting.map { "\($0)" }),
        ]
        for (file, samples) in sources {
            let url = SharedData.packageRoot.appendingPathComponent("Sources/\(file)")
            let enumeration = try String(contentsOf: url, encoding: .utf8).components(separatedBy: "\n}\n")[0]
            let cases = enumeration.split(separator: "\n").filter { $0.hasPrefix("    case ") }
                .map { $0.dropFirst(9).prefix { $0.isLetter || $0.isNumber } }
            XCTAssertGreaterThan(cases.count, 5, file)
            let sampled = Set(samples.map { $0.prefix { $0.isLetter || $0.isNumber } })
            XCTAssertEqual(Set(cases).subtracting(sampled), [], file)
        }
    }

    func testRefusalsOfTheIssueHaveCausesOfTheirOwn() {
        let refusals: [EnrollmentError] = [
            .proofOfPossession(.ecdsa(.sha256)), .licenceOfSomeoneElse(Personal("9990018")),
            .identity(.licenceNumber, .professionLetter(seen: "د", allowed: ["م"])),
            .identity(.nationalID, .checkDigit(.nationalID, seen: Personal(7), allowed: Personal(8))),
            .identity(.surname, .bidiControl(.persianName, seen: "\u{202e}", at: 3)),
            .key(.rsaSize(bits: 1_024, allowed: 2_048...8_192)), .key(.kindNotAllowed(seen: .p192, allowed: ["P-256"])),
            .key(.notOnCurve(.p256)),
        ]
        let problems = refusals.map { Problem($0) }
        XCTAssertEqual(
            problems.map(\.type),
            [
                "enrollment:proofOfPossession", "enrollment:licenceOfSomeoneElse",
                "enrollment:identity-professionLetter",
                "enrollment:identity-checkDigit", "enrollment:identity-bidiControl", "enrollment:key-rsaSize",
                "enrollment:key-kindNotAllowed", "enrollment:key-pointNotOnCurve",
            ])
        XCTAssertEqual(problems.map(\.status), [422, 409, 422, 422, 422, 422, 422, 422])
        for problem in problems {
            XCTAssertNotEqual(problem.statement.sentence(in: .english), problem.statement.sentence(in: .persian))
        }
        XCTAssertEqual(problems[3].statement.sentence(in: .english).prefix(11), "National ID")
        XCTAssertTrue(problems[3].statement.sentence(in: .persian).contains("کد ملی"))
        XCTAssertTrue(problems[5].statement.sentence(in: .persian).contains("\u{2068}1024\u{2069}"))
    }

    func testNothingPersonalIsTold() {
        for problem in [
            Problem(EnrollmentError.licenceOfSomeoneElse(Personal("9990018"))),
            Problem(.identity(.mobile, .prefix(.mobileNumber, seen: Personal("99900"), allowed: ["09"]))),
            Problem(.identity(.nationalID, .range(.year, seen: Personal(9_990), allowed: 1...9))),
        ] {
            let text = String(decoding: problem.response.body, as: UTF8.self)
            XCTAssertFalse(text.contains("999"), text)
            XCTAssertFalse(text.contains("‹personal›"), text)
        }
    }

    func testEveryStatusIsAnErrorsAndFaultsAreTheHouses() {
        let problems =
            ErrorSamples.enrollment.map { Problem($0) } + ErrorSamples.records.map { Problem($0) }
            + ErrorSamples.revocation.map { Problem($0) } + ErrorSamples.issuance.map { Problem($0) }
        for problem in problems {
            XCTAssertTrue((400...499).contains(problem.status) || [500, 503].contains(problem.status), problem.type)
            XCTAssertEqual(problem.status >= 500, problem.fault != nil, problem.type)
        }
    }

    private static func walk(_ statement: Statement, _ visit: (Statement) -> Void) {
        visit(statement)
        for part in statement.parts.values.joined() { walk(part, visit) }
    }

    private static func keys(of statement: Statement) -> [String] {
        var keys: [String] = []
        walk(statement) { keys.append($0.key) }
        return keys
    }
}
