// SPDX-License-Identifier: Apache-2.0
import DER
import Enrollment
import HTTPServer
import Records

/// What an administrator types about an office, kept as typed until it is good.
struct OfficeFields {
    var id = ""
    var kind = ""
    var persianName = ""
    var englishName = ""
    var profiles: [String] = []
    var professions: [String] = []
    var licensedUntil = ""
    var place = ""
    var hours = ""
    var dailyQuota = ""

    init(usualHours: Bool) { hours = usualHours ? OpeningHours.usual : "" }

    init(_ office: OfficeRecord) {
        id = office.id
        kind = office.kind
        profiles = office.profiles
        professions = office.details.professions
        licensedUntil = TehranMoment.day(of: office.licensedUntil)
        place = office.details.place
        hours = office.details.hours
        dailyQuota = office.details.dailyQuota.map { "\($0)" } ?? ""
    }

    init(_ call: DeskCall) {
        id = call.parts["office"] ?? call.optionalText("id") ?? ""
        kind = call.optionalText("kind") ?? ""
        persianName = call.optionalText("persianName") ?? ""
        englishName = call.optionalText("englishName") ?? ""
        profiles = call.form?.texts("profile") ?? []
        professions = call.form?.texts("profession") ?? []
        licensedUntil = call.optionalText("licensedUntil") ?? ""
        place = call.optionalText("place") ?? ""
        hours = call.optionalText("hours") ?? ""
        dailyQuota = call.optionalText("dailyQuota") ?? ""
    }

    /// Everything as it was typed, by the names of the form.
    var typed: [(String, String)] {
        [
            ("id", id), ("kind", kind), ("persianName", persianName), ("englishName", englishName),
            ("licensedUntil", licensedUntil), ("place", place), ("hours", hours), ("dailyQuota", dailyQuota),
        ] + profiles.map { ("profile", $0) } + professions.map { ("profession", $0) }
    }

    /// The last second of the day until which the licence runs.
    func licence(_ call: DeskCall) throws(Problem) -> Instant {
        guard let end = TehranMoment.end(ofDay: licensedUntil) else {
            throw .member(call.word("desk.licensedUntil"), seen: licensedUntil, allowed: "1407/12/29")
        }
        return end
    }

    func details(_ call: DeskCall) throws(Problem) -> OfficeDetails {
        let quota = PersianDigits.number(dailyQuota)
        guard dailyQuota.isEmpty || quota != nil else {
            throw .member(call.word("desk.quota"), seen: dailyQuota, allowed: "1–100000")
        }
        return OfficeDetails(
            place: place, professions: professions, hours: PersianDigits.ascii(hours), dailyQuota: quota)
    }

    /// Who it is.
    func identity(_ call: DeskCall) -> HTML {
        Tag.fieldset {
            Tag.legend { call.word("desk.office") }
            call.line("id", label: call.word("desk.offices.id"), id, hint: call.word("desk.offices.id.hint"))
            call.field("kind", label: call.word("desk.kind"), isRequired: true) { attributes in
                Tag.select.element(
                    attributes,
                    .joined(
                        [QueuePage.option("", call.word("desk.choose"), isChosen: kind.isEmpty)]
                            + OfficeKind.allCases.map {
                                QueuePage.option(
                                    $0.rawValue, call.word("desk.kind.\($0.rawValue)"), isChosen: kind == $0.rawValue)
                            }))
            }
            call.line("persianName", label: call.word("desk.offices.persianName"), persianName, isCode: false)
            call.line("englishName", label: call.word("desk.offices.englishName"), englishName)
        }
    }

    func licenceField(_ call: DeskCall) -> HTML {
        call.line(
            "licensedUntil", label: call.word("desk.licensedUntil"), licensedUntil,
            hint: call.word("desk.offices.licence.hint"))
    }

    /// What it may enrol.
    func scope(_ call: DeskCall) -> HTML {
        .joined([
            boxes(
                "profile", call.word("desk.offices.profiles"), call.service.registration.profileNames, profiles
            ) { call.title(ofProfile: $0) },
            boxes(
                "profession", call.word("desk.offices.professions"), call.service.registration.professionNames,
                professions
            ) { name in
                Catalogue.has("profession.\(name)", in: call.language) ? call.word("profession.\(name)") : name
            },
        ])
    }

    /// When and how much.
    func work(_ call: DeskCall) -> HTML {
        Tag.fieldset {
            Tag.legend { call.word("desk.offices.work") }
            call.line("place", label: call.word("desk.offices.place"), place, isRequired: false, isCode: false)
            call.line(
                "hours", label: call.word("desk.offices.hours"), hours, hint: call.word("desk.offices.hours.hint"),
                isRequired: false)
            call.line(
                "dailyQuota", label: call.word("desk.quota"), dailyQuota, hint: call.word("desk.quota.hint"),
                isRequired: false)
        }
    }

    private func boxes(
        _ name: String, _ legend: String, _ all: [String], _ chosen: [String], title: (String) -> String
    ) -> HTML {
        Tag.fieldset {
            Tag.legend { legend }
            all.map { value in
                Tag.label(.class("box")) {
                    Tag.input.element(
                        [.type("checkbox"), .name(name), .value(value)] + (chosen.contains(value) ? [.checked] : []),
                        .empty)
                    " " + title(value)
                }
            }
        }
    }
}
