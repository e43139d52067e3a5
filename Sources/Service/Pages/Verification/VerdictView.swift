// SPDX-License-Identifier: Apache-2.0
import DER
public import MohrValidation

/// A report in words: the verdict, what it means, why, and who signed when.
///
/// It is drawn from the report as programs read it (``ReportJSON``) and nothing else, so that a page says what the report
/// says, also of a report that was kept for years.
public struct VerdictView: Sendable {
    let report: JSONValue
    let language: Language
    /// Before the names of its parts, where two stand on one page.
    let prefix: String
    /// What is decided.
    let decision: Decision

    /// Takes a report in.
    ///
    /// - Parameters:
    ///   - report: the object of `mohr verify --json` and the API.
    ///   - language: to say it in.
    ///   - prefix: before the names of its parts, where two stand on one page.
    ///   - decision: what is decided where something beside the report has a say; the report's own if not given.
    public init(report: JSONValue, language: Language, prefix: String = "", decision: Decision? = nil) {
        // A report that does not say is no acceptance.
        self.decision = decision ?? report["decision"]?.text.flatMap(Decision.init(rawValue:)) ?? .cannotDecide
        self.report = report
        self.language = language
        self.prefix = prefix
    }

    /// The decision in a word or three: معتبر, نامعتبر, قابل تشخیص نیست.
    public var heading: String { word("verdict.\(decision.rawValue)") }

    /// `TOTAL-FAILED / HASH_FAILURE`.
    var indication: String {
        [report["indication"]?.text, report["subIndication"]?.text].compactMap { $0 }.joined(separator: " / ")
    }

    /// The verdict: a sign, the word, and one sentence; never a colour alone.
    ///
    /// - Parameter level: the heading it is; `h1` where it is what the page is about.
    /// - Returns: the box.
    public func verdict(level: Tag) -> HTML {
        Tag.div(.class("verdict \(kind)"), .id("\(prefix)verdict"), .data("decision", decision.rawValue)) {
            sign
            Tag.div {
                level.element([], .text(heading))
                Tag.p { word("verdict.\(decision.rawValue).sentence") }
                Tag.p {
                    word("verdict.purpose")
                    " "
                    Tag.strong { Self.purpose(report["purpose"]?.text ?? "", in: language) }
                }
            }
        }
    }

    /// Everything below the verdict.
    public var body: HTML {
        .joined([
            nationalRoot ?? .empty, meaning, causes,
            .joined(signatures.enumerated().map { signature($0.element, $0.offset) }),
        ])
    }

    /// A purpose in words; one that the house made itself by its name.
    static func purpose(_ name: String, in language: Language) -> String {
        let key = "purpose.\(name)"
        return Catalogue.has(key, in: language) ? Catalogue.sentence(key, in: language) : name
    }

    /// A fact of a `dl`.
    func fact(_ key: String, _ value: HTML) -> HTML {
        .joined([Tag.dt { word(key) }, Tag.dd { value }])
    }

    func word(_ key: String, _ facts: [String: String] = [:]) -> String {
        Catalogue.sentence(key, facts, in: language)
    }

    var signatures: [JSONValue] { report["signatures"]?.elements ?? [] }

    private var kind: String {
        switch decision {
        case .accept: "accept"
        case .reject: "reject"
        case .cannotDecide: "amber"
        }
    }

    private var sign: HTML {
        let circle = Tag.circle(.number(.cx, 12), .number(.cy, 12), .number(.r, 10))
        let drawing: [HTML] =
            switch decision {
            case .accept: [circle, Tag.polyline(.points([(7, 12), (11, 16), (17, 8)]))]
            case .reject:
                [circle, Tag.polyline(.points([(8, 8), (16, 16)])), Tag.polyline(.points([(16, 8), (8, 16)]))]
            case .cannotDecide:
                [
                    Tag.polyline(.points([(12, 2), (23, 21), (1, 21), (12, 2)])),
                    Tag.polyline(.points([(12, 9), (12, 14)])), Tag.polyline(.points([(12, 17), (12, 18)])),
                ]
            }
        let size: [Attribute] = [.number(.width, 54), .number(.height, 54), .viewBox(width: 24, height: 24)]
        return Tag.svg.element(
            [.class("sign"), .aria("hidden", "true")] + size + Attribute.outlined, .joined(drawing))
    }

    private var nationalRoot: HTML? {
        guard report["nationalRoot"]?.flag == false, decision == .accept else { return nil }
        return Tag.p(.class("notice amber")) { word("verdict.notNational") }
    }

    private var meaning: HTML {
        Tag.section(.aria("labelledby", "\(prefix)meaning")) {
            Tag.h2(.id("\(prefix)meaning")) { word("verdict.meaning") }
            Tag.dl(.class("facts")) {
                ["pharmacist", "insurer", "court"].map { who in
                    fact("verdict.for.\(who)", .text(word("verdict.\(decision.rawValue).\(who)")))
                }
            }
        }
    }

    private var causes: HTML {
        let all = signatures.flatMap { $0["causes"]?.elements ?? [] }
        let errors = all.filter { $0["severity"]?.text == "error" }
        let warnings = all.filter { $0["severity"]?.text != "error" }
        return Tag.section(.aria("labelledby", "\(prefix)why")) {
            Tag.h2(.id("\(prefix)why")) { word("verdict.why") }
            // What else may have decided, a pack's own trust or the second verdict, is said where it stands.
            if errors.isEmpty, decision == .accept { Tag.p { word("verdict.why.nothing") } }
            if !errors.isEmpty { Tag.ul(.class("causes")) { errors.map(cause) } }
            if !warnings.isEmpty {
                Tag.h3 { word("verdict.why.warnings") }
                Tag.ul(.class("causes")) { warnings.map(cause) }
            }
        }
    }

    /// A finding in words, with its rule and its code.
    func cause(_ cause: JSONValue) -> HTML {
        let code = cause["code"]?.text ?? ""
        let clause = CauseCode(rawValue: code)?.clause(in: language)
        return Tag.li {
            SentenceText.html(cause[language.rawValue]?.text ?? code, in: language)
            Tag.br()
            Tag.small {
                HTML.code(code)
                if let clause {
                    " · "
                    HTML.isolated(clause)
                }
            }
        }
    }
}
