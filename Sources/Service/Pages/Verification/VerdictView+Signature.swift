// SPDX-License-Identifier: Apache-2.0
import DER

/// One signature of a report: who, when, by what right.
extension VerdictView {
    func signature(_ signature: JSONValue, _ index: Int) -> HTML {
        let name = "\(prefix)signature-\(index + 1)"
        return Tag.section(.class("card"), .aria("labelledby", name)) {
            Tag.h2(.id(name)) {
                signatures.count > 1
                    ? word("verdict.signer.numbered", ["number": "\(index + 1)"]) : word("verdict.signer")
            }
            signer(signature["signer"] ?? .null)
            Tag.h3 { word("verdict.when") }
            times(signature)
            Tag.h3 { word("verdict.rights") }
            Tag.dl(.class("facts")) {
                fact("verdict.certificate", certificateStatus(signature["certificateStatus"] ?? .null))
                fact("verdict.profession", professionalStatus(signature["professionalStatus"] ?? .null))
            }
            Tag.details {
                Tag.summary { word("verdict.technical.signature") }
                technical(signature)
            }
            (signature["counterSignatures"]?.elements ?? []).map(counter)
        }
    }

    /// A signature over a signature, what is to be said of it, and those over it.
    private func counter(_ signature: JSONValue) -> HTML {
        let result = [signature["indication"]?.text, signature["subIndication"]?.text].compactMap { $0 }
        return Tag.section(.class("card")) {
            Tag.h3 { word("verdict.counter") }
            signer(signature["signer"] ?? .null)
            Tag.p { HTML.code(result.joined(separator: " / ")) }
            Tag.ul(.class("causes")) { (signature["causes"]?.elements ?? []).map(cause) }
            (signature["counterSignatures"]?.elements ?? []).map(counter)
        }
    }

    private func signer(_ signer: JSONValue) -> HTML {
        guard signer.members != nil else { return Tag.p { word("verdict.signer.unknown") } }
        let persian = signer["name"]?["fa"]?.text
        let latin = signer["name"]?["la"]?.text
        return Tag.dl(.class("facts")) {
            if let persian { fact("verdict.name.fa", named(persian)) }
            if let latin { fact("verdict.name.la", named(latin)) }
            if persian == nil, latin == nil { fact("verdict.name.fa", .text("–")) }
            if let profession = signer["profession"]?.text { fact("verdict.job", .isolated(profession)) }
            if let licence = signer["licenceNumber"]?.text { fact("verdict.licence", .code(licence)) }
            if let issuer = signer["issuer"]?.text { fact("verdict.issuer", .isolated(issuer)) }
        }
    }

    private func named(_ name: String) -> HTML { Tag.strong { HTML.isolated(name) } }

    private func times(_ signature: JSONValue) -> HTML {
        Tag.dl(.class("facts")) {
            if let claimed = instant(signature["claimedSigningTime"]) {
                fact("verdict.time.claimed", DateText.moment(claimed, in: language))
            }
            if let best = signature["bestSignatureTime"], let time = instant(best["value"]),
                let source = best["source"]?.text, ["timestamp", "receipt"].contains(source)
            {
                fact("verdict.time.proven.\(source)", DateText.moment(time, in: language))
            }
            if let time = instant(report["referenceTime"]?["value"]) {
                let source = report["referenceTime"]?["source"]?.text ?? "now"
                let words = Catalogue.has("time.\(source)", in: language) ? word("time.\(source)") : source
                fact(
                    "verdict.time.judged",
                    .joined([DateText.moment(time, in: language), .text(" – \(words)")]))
            }
        }
    }

    private func certificateStatus(_ status: JSONValue) -> HTML {
        let known = ["good", "revoked", "onHold", "expired"]
        let name = status["status"]?.text ?? "unknown"
        let kind = name == "good" ? "accept" : ["revoked", "expired"].contains(name) ? "reject" : "amber"
        let source = status["source"]?.text
        return .joined([
            Tag.span(.class("badge \(kind)")) { word("verdict.status.\(known.contains(name) ? name : "unknown")") },
            .text(source.map { " \(word("verdict.source.\($0)"))" } ?? ""),
            instant(status["thisUpdate"]).map { .joined([.text(" "), DateText.moment($0, in: language)]) } ?? .empty,
        ])
    }

    private func professionalStatus(_ status: JSONValue) -> HTML {
        let known = ["entitled": "accept", "suspended": "reject"]
        let name = status["status"]?.text ?? "unknown"
        let kind = known[name]
        return .joined([
            Tag.span(.class("badge \(kind ?? "amber")")) {
                word("verdict.profession.\(kind == nil ? "unknown" : name)")
            },
            instant(status["asOf"]).map { .joined([.text(" "), DateText.moment($0, in: language)]) } ?? .empty,
        ])
    }

    private func technical(_ signature: JSONValue) -> HTML {
        let signer = signature["signer"]
        let stamps = signature["timestamps"]?.elements ?? []
        return Tag.dl(.class("facts")) {
            fact("verdict.level", .code(signature["level"]?.text ?? "–"))
            fact("verdict.certificate.serial", .code(signer?["serialNumber"]?.text ?? "–"))
            fact("verdict.certificate.digest", .code(signer?["certificateSHA256"]?.text ?? "–"))
            stamps.map { stamp in
                fact(
                    "verdict.timestamp",
                    .joined([
                        .code(stamp["kind"]?.text ?? "–"), .text(" "),
                        instant(stamp["time"]).map { DateText.moment($0, in: language) } ?? .empty, .text(" "),
                        .text(
                            word("verdict.timestamp.\(stamp["believed"]?.flag == true ? "believed" : "notBelieved")")),
                    ]))
            }
        }
    }

    private func instant(_ value: JSONValue?) -> Instant? { value?.text.flatMap { Instant(rfc3339: $0) } }
}
