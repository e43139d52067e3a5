// SPDX-License-Identifier: Apache-2.0
import PKIX
import Records

/// Certificates of other issuers that a search at the desk came upon; there is nothing to be done to them here.
enum ImportedTable {
    static func table(_ certificates: [ImportedCertificate], _ call: DeskCall) -> HTML {
        let heads = ["desk.serial", "desk.name", "desk.imported.issuer", "desk.state", "desk.validUntil"]
        return Tag.div(.class("scroll")) {
            Tag.table(.class("stacks")) {
                Tag.caption { call.word("desk.imported.caption") }
                Tag.thead { Tag.tr { heads.map { key in Tag.th(.scope("col")) { call.word(key) } } } }
                Tag.tbody { certificates.map { row($0, call) } }
            }
        }
    }

    private static func row(_ one: ImportedCertificate, _ call: DeskCall) -> HTML {
        let name = HolderNames(ofDER: one.certificate).common ?? "–"
        let asOf = call.word("desk.imported.asOf", ["asOf": DateText.line(one.standing.asOf, in: call.language)])
        return Tag.tr {
            Tag.th(.scope("row")) { HTML.code(one.serial.hex) }
            Tag.td(.data("label", call.word("desk.name"))) { HTML.isolated(name) }
            Tag.td(.data("label", call.word("desk.imported.issuer"))) { HTML.isolated(one.issuer) }
            Tag.td(.data("label", call.word("desk.state"))) {
                call.badge(one.standing.status)
                Tag.p { asOf }
                if let successor = one.successor {
                    Tag.p {
                        call.word("desk.imported.replaced") + " "
                        Tag.a(.href("/desk/certificates/\(successor.serial.hex)")) { HTML.code(successor.serial.hex) }
                    }
                }
            }
            Tag.td(.data("label", call.word("desk.validUntil"))) {
                DateText.day(one.validity.notAfter, in: call.language)
            }
        }
    }
}
