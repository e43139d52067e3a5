// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import MohrValidation
import PKIX
import Records

/// One certificate of a holder's: what became of it, what was signed with it, how it is renewed.
enum HolderCertificatePage {
    static func show(_ call: MineCall) throws(Problem) -> MineAnswer {
        let session = try call.holder()
        let record = try call.enrolling { () throws(EnrollmentError) in
            try call.registration.certificate(call.part("serial"), of: session)
        }
        let history = try Problem.onRecord { () throws(RecordsError) in
            try call.service.records.statusHistory(of: record.reference)
        }
        let signatures = try HolderSignature.all(of: record, in: call.service.records)
        let title = call.title(ofProfile: record.profile)
        return .page(
            call.page(title) {
                Tag.h1 { title }
                Tag.dl(.class("facts")) {
                    call.fact(call.word("desk.state"), history.last.map { call.badge($0.interval.status) })
                    call.fact(call.word("mine.office"), .isolated(call.name(ofOffice: record.office)))
                    call.fact(call.word("mine.issued"), record.filed.map { DateText.moment($0, in: call.language) })
                    call.fact(
                        call.word("desk.validUntil"),
                        record.validity.map { DateText.day($0.notAfter, in: call.language) })
                    call.fact(call.word("desk.serial"), .code(record.reference.serial.hex))
                }
                Tag.h2 { call.word("mine.history") }
                Tag.ol {
                    history.map { entry in
                        Tag.li {
                            call.badge(entry.interval.status)
                            " "
                            DateText.moment(entry.interval.since, in: call.language)
                        }
                    }
                }
                Tag.h2 { call.word("mine.signed") }
                Tag.p { call.word("mine.signed.text") }
                table(signatures, call)
                renewal(record, call)
                Tag.p { Tag.a(.href("/mine/certificates")) { call.word("page.back") } }
            })
    }

    private static func table(_ signatures: [HolderSignature], _ call: MineCall) -> HTML {
        guard !signatures.isEmpty else { return Tag.p(.class("notice")) { call.word("mine.signed.none") } }
        return Tag.div(.class("scroll"), .tabindex(0), .role("region"), .aria("label", call.word("mine.signed"))) {
            Tag.table {
                Tag.thead {
                    Tag.tr {
                        for key in ["mine.firstSeen", "mine.purpose", "mine.decision", "mine.digest"] {
                            Tag.th(.scope("col")) { call.word(key) }
                        }
                    }
                }
                Tag.tbody {
                    signatures.map { one in
                        Tag.tr {
                            Tag.td { DateText.moment(one.firstSeen, in: call.language) }
                            Tag.td { VerdictView.purpose(one.purpose, in: call.language) }
                            Tag.td { call.word("decision.\(one.decision)") }
                            Tag.td { HTML.code(one.contentSHA256 ?? "–") }
                        }
                    }
                }
            }
        }
    }

    /// When it may be renewed from home, how, and how far a renewal has come.
    private static func renewal(_ record: IssuanceRecord, _ call: MineCall) -> HTML {
        guard let sha256 = record.certificateSHA256,
            let window = try? call.registration.renewalWindow(of: sha256)
        else { return .empty }
        let followers = (try? call.service.records.successions(of: record.reference)) ?? []
        let renewals = followers.filter { $0.kind == .renewal }
        return Tag.section(.aria("labelledby", "renewal")) {
            Tag.h2(.id("renewal")) { call.word("mine.renewal") }
            Tag.dl(.class("facts")) {
                call.fact(call.word("mine.renewal.opens"), DateText.day(window.opens, in: call.language))
                call.fact(
                    call.word("mine.renewal.suggested"), DateText.day(window.suggestedStart, in: call.language))
                call.fact(call.word("mine.renewal.closes"), DateText.day(window.closes, in: call.language))
            }
            if renewals.isEmpty {
                Tag.p { call.word("mine.renewal.how") }
                Tag.pre {
                    "mohr renew --server \(call.service.configuration.holders.address) --certificate mine.pem \\\n"
                        + "  --key mine.key --new-key new.key --out new.pem --accept-terms"
                }
            }
            renewals.map { one in
                let state = (try? call.registration.application(one.application))?.state
                return Tag.p(.class("notice")) {
                    call.word("mine.renewal.state") + " "
                    state.map { HTML.text(call.word("state.\($0.rawValue)")) } ?? HTML.empty
                    " – "
                    HTML.code(one.application)
                }
            }
        }
    }
}
