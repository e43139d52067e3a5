// SPDX-License-Identifier: Apache-2.0
import DER
import JSON
import Records
import Service

/// What `mohr office` says of an office, and what it takes of one.
enum OfficeView {
    /// The details that were given; what was not given stays as it was.
    static func details(_ arguments: Arguments, before: OfficeDetails) throws -> OfficeDetails {
        let professions = arguments.all("profession")
        var quota = before.dailyQuota
        if let text = arguments["daily-quota"] {
            guard let number = Int(text) else {
                throw UsageError.value(option: "daily-quota", seen: text, allowed: "1–100000")
            }
            quota = number
        }
        return OfficeDetails(
            place: arguments["place"] ?? before.place,
            professions: professions.isEmpty ? before.professions : professions,
            hours: arguments["hours"] ?? before.hours, dailyQuota: quota)
    }

    /// One line.
    static func say(_ office: OfficeRecord, _ arguments: Arguments, _ console: Console) {
        guard !arguments.has("json") else {
            console.write(JSONWriter.bytes(value(of: office)) + [0x0A])
            return
        }
        console.say(
            "office.line",
            [
                "id": office.id, "kind": office.kind, "name": office.englishName, "standing": office.status.rawValue,
                "until": office.licensedUntil.rfc3339, "profiles": office.profiles.joined(separator: ","),
            ])
    }

    /// All of it.
    static func show(_ office: OfficeRecord, _ arguments: Arguments, _ console: Console) {
        say(office, arguments, console)
        guard !arguments.has("json") else { return }
        let details = office.details
        console.say(
            "office.details",
            [
                "place": details.place.isEmpty ? "–" : details.place,
                "professions": details.professions.isEmpty ? "–" : details.professions.joined(separator: ","),
                "hours": details.hours.isEmpty ? "–" : details.hours,
                "quota": details.dailyQuota.map { "\($0)" } ?? "–",
            ])
    }

    private static func value(of office: OfficeRecord) -> JSONValue {
        [
            "office": .string(office.id), "kind": .string(office.kind), "persianName": .string(office.persianName),
            "englishName": .string(office.englishName), "standing": .string(office.status.rawValue),
            "profiles": .array(office.profiles.map { .string($0) }),
            "licensedUntil": .string(office.licensedUntil.rfc3339), "place": .string(office.details.place),
            "professions": .array(office.details.professions.map { .string($0) }),
            "hours": .string(office.details.hours),
            "dailyQuota": office.details.dailyQuota.map { .integer(Int64($0)) } ?? .null,
        ]
    }
}
