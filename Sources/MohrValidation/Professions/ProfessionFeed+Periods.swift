// SPDX-License-Identifier: Apache-2.0
import DER
import JSON

extension ProfessionFeed.Licence {
    /// Reads what is said of a licence.
    init(
        _ value: JSONValue, index: Int, of kind: ProfessionFeed.Kind, register: LicensingBody.Register
    ) throws(ProfessionFeedError) {
        let object = try FeedObject(value, at: "licences[\(index)]", ["licence", "periods"])
        let number = try object.text("licence", 1...64)
        guard register.canonical(number) == number else {
            throw .licence(index: index, register: register.rawValue)
        }
        guard let items = object["periods"]?.elements, items.count <= 256 else {
            throw object.wrong("periods", allowed: "0–256")
        }
        if items.isEmpty, kind == .full { throw object.wrong("periods", allowed: "1–256") }
        var periods: [ProfessionalPeriod] = []
        for (place, item) in items.enumerated() {
            let period = try ProfessionalPeriod(item, at: "licences[\(index)].periods[\(place)]")
            if let until = period.until, until <= period.from { throw .periods(index: index) }
            if let last = periods.last {
                guard let end = last.until, end <= period.from else { throw .periods(index: index) }
            }
            periods.append(period)
        }
        self.init(number, periods)
    }
}

extension ProfessionalPeriod {
    /// Reads a period: exactly the members that go with what it says.
    init(_ value: JSONValue, at path: String) throws(ProfessionFeedError) {
        let object = try FeedObject(
            value, at: path, ["status", "from"], mayHave: ["to", "scope", "acts", "place", "reason"])
        let word = try object.word("status", of: Standing.allCases.map(\.rawValue))
        let standing = Standing(rawValue: word) ?? .struckOff
        let scope =
            object["scope"] == nil ? nil : try object.word("scope", of: SuspensionScope.allCases.map(\.rawValue))
        let known = scope.flatMap { SuspensionScope(rawValue: $0) }
        guard (standing == .suspended) == (known != nil) else {
            throw object.wrong("scope", allowed: standing == .suspended ? "d, e, f, g" : "–")
        }
        let place = object["place"] == nil ? nil : try object.text("place", 1...200)
        guard (known == .local) == (place != nil) else {
            throw object.wrong("place", allowed: known == .local ? "1–200" : "–")
        }
        let until = object["to"] == nil ? nil : try object.time("to")
        if known == .permanent, until != nil { throw object.wrong("to", allowed: "–") }
        let reason = try Self.reason(object)
        guard (standing == .entitled) == (reason == nil) else {
            throw object.wrong("reason", allowed: standing == .entitled ? "–" : "A–Z, a–z, 0–9, ., _, -")
        }
        self.init(
            standing, scope: known, acts: try Self.acts(object, standing), place: place, from: try object.time("from"),
            until: until, reason: reason)
    }

    private static func reason(_ object: FeedObject) throws(ProfessionFeedError) -> String? {
        guard object["reason"] != nil else { return nil }
        return try object.text("reason", 1...32) { text in
            text.utf8.allSatisfy { octet in
                (0x30...0x39).contains(octet) || (0x41...0x5a).contains(octet) || (0x61...0x7a).contains(octet)
                    || "._-".utf8.contains(octet)
            }
        }
    }

    private static func acts(_ object: FeedObject, _ standing: Standing) throws(ProfessionFeedError)
        -> ProfessionalActs?
    {
        guard let value = object["acts"] else { return nil }
        let words = value.elements?.compactMap(\.text) ?? []
        guard standing == .suspended, words.count == value.elements?.count, let acts = ProfessionalActs(words: words)
        else { throw object.wrong("acts", allowed: ProfessionalActs.words.map(\.0).joined(separator: ", ")) }
        return acts
    }

    /// The period as feeds have it.
    var json: JSONValue {
        var members: [JSONValue.Member] = [.init("status", .string(standing.rawValue))]
        if let scope { members.append(.init("scope", .string(scope.rawValue))) }
        if standing == .suspended, acts != .all {
            members.append(.init("acts", .array(acts.words.map { .string($0) })))
        }
        if let place { members.append(.init("place", .string(place))) }
        members.append(.init("from", .string(from.rfc3339)))
        if let until { members.append(.init("to", .string(until.rfc3339))) }
        if let reason { members.append(.init("reason", .string(reason))) }
        return .object(members)
    }
}
