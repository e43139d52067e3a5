// SPDX-License-Identifier: Apache-2.0
import DER
import Enrollment
import Foundation
import PKIX
import Records
import Service

/// `mohr certificate find`: certificates by anything that is known of them.
enum CertificateFinder {
    /// The options, and the fields that they are on the office listener.
    static let options: [(option: String, field: CertificateQuery.TextField)] = [
        ("name", .name), ("national-id", .nationalID), ("licence", .licence), ("serial", .serial),
        ("certificate", .certificate), ("key", .key), ("chip-batch", .chipBatch), ("office", .office),
        ("application", .application), ("authority", .authority), ("profile", .profile), ("from", .from),
        ("before", .before), ("ends-from", .endsFrom), ("ends-before", .endsBefore), ("state", .state),
    ]

    static let synopsis = [
        "find --home DIR [--name WORDS] [--national-id N] [--licence N] [--serial HEX] [--office ID]",
        "     [--key HEX] [--certificate HEX] [--chip-batch B] [--application CODE] [--authority A] [--profile P]",
        "     [--from T] [--before T] [--ends-from T] [--ends-before T] [--state STATE] [--limit N] [--json]",
    ]
    static let examples = [
        "mohr certificate find --home DIR --name 'سارا احمدی'",
        "mohr certificate find --home DIR --name ahmadi --office medical-council-yazd --state good",
    ]
    static var single: [String] { options.map(\.option) + ["limit"] }

    private static let largestLimit = 1_000

    static func run(_ arguments: Arguments, _ desk: Desk, _ console: Console) throws -> ExitCode {
        var query = CertificateQuery()
        for (option, field) in options {
            guard let text = arguments[option] else { continue }
            if let allowed = query.take(text, as: field) {
                throw UsageError.value(option: option, seen: text, allowed: allowed)
            }
        }
        guard !query.fields.isEmpty else { throw UsageError.optionMissing("name") }
        var limit = 100
        if let text = arguments["limit"] {
            guard let number = Int(text), (1...largestLimit).contains(number) else {
                throw UsageError.value(option: "limit", seen: text, allowed: "1–\(largestLimit)")
            }
            limit = number
        }
        let now = Instant.now()
        let found = try desk.records.find(query, at: now, limit: limit)
        let imported = try desk.records.findImported(query, at: now, limit: limit)
        if desk.house.configuration.officers.searchesLogged {
            try desk.records.noteSearch(
                query, found: found.certificates.count + imported.certificates.count, by: desk.administrator.actor,
                at: now)
        }
        let lines = try found.certificates.map { one in
            (one, try HolderNames(of: one.record.reference, in: desk.records))
        }
        if arguments.has("json") {
            let values = lines.map { one, names in value(of: one, names, at: now) }
            let answer: JSONValue = [
                "certificates": .array(values),
                "imported": .array(imported.certificates.map { ImportedSearch.value(of: $0, at: now) }),
                "areMore": .boolean(found.areMore || imported.areMore),
            ]
            console.write(JSONWriter.bytes(answer, .indented))
        } else {
            for (one, names) in lines { say(one, names, at: now, console) }
            for one in imported.certificates { ImportedLines.say(one, at: now, console) }
            if found.areMore || imported.areMore { console.say("certificate.more", ["limit": "\(limit)"]) }
            if lines.isEmpty, imported.certificates.isEmpty { console.say("certificate.none", [:]) }
        }
        return lines.isEmpty && imported.certificates.isEmpty ? .rejected : .done
    }

    private static func say(
        _ one: FoundCertificate, _ names: HolderNames, at now: Instant, _ console: Console
    ) {
        let record = one.record
        console.say(
            "certificate.found",
            [
                "serial": record.reference.serial.hex, "authority": record.reference.authority,
                "profile": record.profile, "state": one.state(at: now)?.rawValue ?? record.state.rawValue,
                "until": record.validity?.notAfter.rfc3339 ?? "–", "office": record.office ?? "–",
                "name": names.common ?? "–", "latin": names.latin ?? "–",
            ])
    }

    private static func value(of one: FoundCertificate, _ names: HolderNames, at now: Instant) -> JSONValue {
        let record = one.record
        return [
            "serial": .string(record.reference.serial.hex), "authority": .string(record.reference.authority),
            "profile": .string(record.profile), "office": JSONValue(record.office),
            "application": JSONValue(record.application),
            "is": .string(one.state(at: now)?.rawValue ?? record.state.rawValue),
            "name": ["fa": JSONValue(names.common), "la": JSONValue(names.latin)],
            "licence": JSONValue(record.subject.licence),
            "notBefore": JSONValue(record.validity?.notBefore.rfc3339),
            "notAfter": JSONValue(record.validity?.notAfter.rfc3339),
        ]
    }
}
