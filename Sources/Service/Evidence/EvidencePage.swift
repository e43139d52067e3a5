// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Identity
import MohrValidation
import PKIX

/// The verdict on paper: in words first, then who, when, and everything that was found, each with its clause.
///
/// Persian, then the same in English on a new sheet. No script, no link, nothing from elsewhere.
struct EvidencePage {
    let inputs: VerificationInputs
    let report: ValidationReport
    let material: PackMaterial
    let checks: [PackCheck]
    let feeds: [SignedFeed]

    var bytes: [UInt8] {
        let reader = PageReader(language: .persian)
        return Page(reader.word("pack.page.title"), for: reader) {
            EvidencePageText(page: self, language: .persian).whole
            Tag.section(.class("other-language"), .lang(.english), .direction(of: .english)) {
                EvidencePageText(page: self, language: .english).whole
            }
        }.standalone
    }
}

/// The page in one language.
struct EvidencePageText {
    let page: EvidencePage
    let language: Language

    private var report: ValidationReport { page.report }

    @HTMLBuilder var whole: HTML {
        verdict
        summary
        for (index, signature) in report.signatures.enumerated() { section(signature, number: index + 1) }
        materials
        howToCheck
    }

    // MARK: The verdict

    private var verdict: HTML {
        let kind =
            switch report.decision {
            case .accept: "accept"
            case .reject: "reject"
            case .cannotDecide: "amber"
            }
        let heading = language == .persian ? Tag.h1 : Tag.h2
        return Tag.section(.class("verdict \(kind)")) {
            Tag.div {
                heading { word("cli.verdict.\(report.decision.rawValue)") }
                Tag.p {
                    word("pack.page.asked")
                    " "
                    word("pack.purpose.\(report.purpose)")
                }
                Tag.p {
                    word("pack.page.judged")
                    " "
                    DateText.moment(report.referenceTime.value, in: language)
                    " "
                    "(" + word("time.\(report.referenceTime.source.rawValue)") + ")"
                }
            }
        }
    }

    private var summary: HTML {
        Tag.dl(.class("facts")) {
            fact(
                "indication",
                .code(
                    [report.indication.rawValue, report.subIndication?.rawValue]
                        .compactMap { $0 }.joined(separator: " / ")))
            if let digest = report.contentSHA256 { fact("content", .code(Hex.encode(digest))) }
            fact("contentHow", .text(word("pack.content.\(contentWord)")))
            fact("policy", .code(report.policy))
            fact("snapshot", .code(report.snapshot))
            fact("national", .text(word(report.nationalRoot ? "pack.national" : "pack.notNational")))
        }
    }

    private var contentWord: String {
        switch page.inputs.content {
        case .embedded: "embedded"
        case .bytes: "file"
        case .digest: "digest"
        }
    }

    // MARK: A signature

    private func section(_ signature: SignatureReport, number: Int) -> HTML {
        Tag.section(.class("card")) {
            Tag.h2 { Catalogue.sentence("pack.page.signature", ["number": digits(number)], in: language) }
            Tag.dl(.class("facts")) {
                if let signer = signature.signer { who(signer) }
                fact(
                    "result",
                    .code(signature.result))
                if let claimed = signature.claimedSigningTime {
                    fact("claimed", DateText.moment(claimed, in: language))
                }
                if let best = signature.bestSignatureTime {
                    fact(
                        "best",
                        .joined([
                            DateText.moment(best.value, in: language),
                            .text(" (" + word("time.\(best.source.rawValue)") + ")"),
                        ]))
                }
                fact("level", .code("B-\(signature.level.rawValue)"))
                if let status = signature.certificateStatus { fact("status", self.status(status)) }
                professional(signature.professionalStatus)
            }
            timestamps(signature.timestamps)
            causes(signature.causes)
            signature.counterSignatures.map(counter)
        }
    }

    /// A signature over a signature, and those over it.
    private func counter(_ signature: SignatureReport) -> HTML {
        Tag.section(.class("card")) {
            Tag.h3 { word("verdict.counter") }
            Tag.dl(.class("facts")) {
                if let signer = signature.signer { who(signer) }
                fact("result", .code(signature.result))
            }
            causes(signature.causes)
            signature.counterSignatures.map(counter)
        }
    }

    @HTMLBuilder private func who(_ signer: SignerReport) -> HTML {
        let names = [signer.persianName, signer.latinName].compactMap { $0 }
        fact(
            "name",
            names.isEmpty
                ? .isolated(signer.certificate.subject.description)
                : .joined(names.map { HTML.isolated($0) }, by: " / "))
        fact("profession", signer.profession.map { HTML.isolated($0) } ?? .text("–"))
        if let licence = signer.licenceNumber { fact("licence", .code(licence)) }
        fact("serial", .code(signer.certificate.serialNumber.hex))
        fact("issuer", .isolated(signer.certificate.issuer.description))
        fact("certificate", .code(Hex.encode(signer.certificate.sha256)))
    }

    private func status(_ status: CertificateStatusReport) -> HTML {
        .joined([
            .text(word("pack.status.\(status.status.rawValue)")),
            status.source.map { .text(" – " + word("pack.source.\($0.rawValue)")) } ?? .empty,
            status.thisUpdate.map { .joined([.text(" "), DateText.moment($0, in: language)]) } ?? .empty,
        ])
    }

    private func timestamps(_ timestamps: [TimestampJudgement]) -> HTML {
        guard !timestamps.isEmpty else { return .empty }
        return Tag.table {
            Tag.caption { word("pack.page.timestamps") }
            Tag.tbody {
                for timestamp in timestamps {
                    Tag.tr {
                        Tag.td { word("pack.timestamp.\(timestamp.kind.rawValue)") }
                        Tag.td { DateText.moment(timestamp.time, in: language) }
                        Tag.td { word(timestamp.isBelieved ? "pack.timestamp.believed" : "pack.timestamp.notBelieved") }
                    }
                }
            }
        }
    }

    private func causes(_ causes: [Cause]) -> HTML {
        guard !causes.isEmpty else { return Tag.p { word("pack.page.noCauses") } }
        return .joined([
            Tag.h3 { word("pack.page.causes") },
            Tag.ul(.class("causes")) {
                for cause in causes {
                    Tag.li {
                        Tag.strong { word("severity.\(cause.code.severity.rawValue)") }
                        ": "
                        ReportJSON.sentence(for: cause, in: language)
                        " "
                        Tag.small {
                            HTML.code(cause.code.rawValue)
                            " – "
                            HTML.isolated(cause.code.clause(in: language))
                        }
                    }
                }
            },
        ])
    }

    // MARK: What it rests on, and how to check it

    @HTMLBuilder private var materials: HTML {
        Tag.h2 { word("pack.page.checked") }
        Tag.ul {
            for key in ["document", "value", "path", "status", "time", "purpose"] {
                Tag.li { word("pack.checked.\(key)") }
            }
            if !page.feeds.isEmpty { Tag.li { word("pack.checked.profession") } }
        }
        Tag.table {
            Tag.caption { word("pack.page.certificates") }
            Tag.tbody {
                for certificate in page.material.certificates {
                    Tag.tr {
                        Tag.td { file(page.material.file(of: certificate, as: "cer")) }
                        Tag.td {
                            HTML.isolated(certificate.subject.description)
                            if page.inputs.anchors.contains(certificate) {
                                " – "
                                Tag.strong { word("pack.page.anchor") }
                            }
                        }
                        Tag.td { DateText.day(certificate.validity.notAfter, in: language) }
                    }
                }
            }
        }
        if !page.material.lists.isEmpty || !page.material.responses.isEmpty { revocations }
        registers
    }

    private var revocations: HTML {
        Tag.table {
            Tag.caption { word("pack.page.revocation") }
            Tag.tbody {
                for list in page.material.lists {
                    Tag.tr {
                        Tag.td { file(page.material.file(of: list)) }
                        Tag.td { HTML.isolated(list.issuer.description) }
                        Tag.td { DateText.moment(list.thisUpdate, in: language) }
                    }
                }
                for response in page.material.responses {
                    if let basic = (try? OCSPResponse(der: response))?.basic {
                        Tag.tr {
                            Tag.td { file(page.material.file(of: response)) }
                            Tag.td { word("pack.source.ocsp") }
                            Tag.td { DateText.moment(basic.producedAt, in: language) }
                        }
                    }
                }
            }
        }
    }

    @HTMLBuilder private var howToCheck: HTML {
        Tag.h2 { word("pack.page.again") }
        Tag.p { word("pack.page.againText") }
        Tag.pre(.leftToRight) {
            let anchors = page.inputs.anchors.isEmpty ? "" : " --anchor root.pem"
            "sh check.sh\nmohr verify pack.asice\(anchors)"
        }
        Tag.p { word("pack.page.trust") }
        Tag.ul {
            for anchor in page.inputs.anchors {
                Tag.li {
                    HTML.isolated(anchor.subject.description)
                    " – SHA-256 "
                    HTML.code(Hex.encode(anchor.sha256))
                }
            }
        }
    }

    private func digits(_ number: Int) -> String {
        language == .persian ? PersianText.persianDigits("\(number)") : "\(number)"
    }

    /// A file's name, in one piece.
    func file(_ name: String?) -> HTML {
        Tag.bdi(.leftToRight) { Tag.code { name ?? "–" } }
    }

    func fact(_ key: String, _ value: HTML) -> HTML {
        .joined([Tag.dt { word("pack.fact.\(key)") }, Tag.dd { value }])
    }

    func word(_ key: String) -> String { Catalogue.sentence(key, in: language) }
}

extension SignatureReport {
    /// `TOTAL-FAILED / HASH_FAILURE`.
    var result: String { [indication.rawValue, subIndication?.rawValue].compactMap { $0 }.joined(separator: " / ") }
}
