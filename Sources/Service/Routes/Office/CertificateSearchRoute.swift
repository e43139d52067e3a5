// SPDX-License-Identifier: Apache-2.0
import Enrollment
import HTTPServer
import Records

/// `GET /v1/certificates?…`: certificates by anything that is known of them, within what the officer may see.
enum CertificateSearchRoute {
    static let defaultLimit = 100
    static let largestLimit = 1_000

    static func find(_ call: OfficeCall) throws(Problem) -> (Int, JSONValue) {
        let (asked, limit) = try query(of: call)
        var query = asked
        let service = call.service
        let now = service.clock()
        var found: FoundCertificates?
        if confine(&query, to: call.officer) {
            found = try Problem.onRecord { () throws(RecordsError) in
                try service.records.find(query, at: now, limit: limit)
            }
        }
        let imported = try ImportedSearch.find(asked, for: call.officer, in: service, at: now, limit: limit)
        if service.configuration.officers.searchesLogged {
            try Problem.onRecord { () throws(RecordsError) in
                try service.records.noteSearch(
                    query, found: (found?.certificates.count ?? 0) + imported.certificates.count, by: call.officer.id,
                    at: now)
            }
        }
        var values: [JSONValue] = []
        for one in found?.certificates ?? [] {
            let names = try Problem.onRecord { () throws(RecordsError) in
                try HolderNames(of: one.record.reference, in: service.records)
            }
            let members = try CertificateRoutes.value(of: one.record, call).members ?? []
            values.append(
                .object(
                    members + [
                        .init("is", JSONValue(one.state(at: now)?.rawValue)),
                        .init("name", ["fa": JSONValue(names.common), "la": JSONValue(names.latin)]),
                    ]))
        }
        return (
            200,
            [
                "certificates": .array(values),
                "imported": .array(imported.certificates.map { ImportedSearch.value(of: $0, at: now) }),
                "areMore": .boolean(found?.areMore ?? false || imported.areMore),
            ]
        )
    }

    private static func query(of call: OfficeCall) throws(Problem) -> (CertificateQuery, Int) {
        var query = CertificateQuery()
        var limit = defaultLimit
        var seen: Set<String> = []
        for (name, value) in call.request.query where !value.isEmpty {
            guard seen.insert(name).inserted else { throw .member(name, seen: "2 ×", allowed: "1 ×") }
            if name == "limit" {
                guard let number = Int(value), (1...largestLimit).contains(number) else {
                    throw .member(name, seen: value, allowed: "1–\(largestLimit)")
                }
                limit = number
                continue
            }
            guard let field = CertificateQuery.TextField(rawValue: name) else { throw .unknownMember(name) }
            if let allowed = query.take(value, as: field) {
                throw .member(name, seen: value, allowed: allowed)
            }
        }
        let fields = CertificateQuery.TextField.allCases.map(\.rawValue).joined(separator: " | ")
        guard !query.fields.isEmpty else { throw .member("query", seen: "–", allowed: fields) }
        return (query, limit)
    }

    /// Narrows a query to what an officer may see; `false` when that is nothing of what is asked for.
    ///
    /// What another office issued is told like what does not exist.
    static func confine(_ query: inout CertificateQuery, to officer: Officer) -> Bool {
        switch officer.role {
        case .supervisor, .auditor: return true
        case .administrator:
            query.isAppliedFor = false
            return true
        case .enterer, .approver:
            guard query.office ?? officer.office == officer.office else { return false }
            query.office = officer.office
            return true
        }
    }
}
