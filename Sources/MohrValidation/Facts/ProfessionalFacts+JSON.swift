// SPDX-License-Identifier: Apache-2.0
import DER
import JSON

extension ProfessionalFacts {
    /// What is said of a signer, to be kept among facts.
    var json: JSONValue {
        [
            "source": .string(source), "asOf": .string(asOf.rfc3339), "goodUntil": .string(goodUntil.rfc3339),
            "periods": periods.map { .array($0.map(\.json)) } ?? .null,
        ]
    }

    /// Reads it back.
    init(_ value: JSONValue) throws(FactsReader.Failure) {
        let object = try FactsObject(value, "professional", ["source", "asOf", "goodUntil", "periods"])
        var periods: [ProfessionalPeriod]?
        if object["periods"] != .null {
            var read: [ProfessionalPeriod] = []
            for (index, item) in try object.list("periods").enumerated() {
                let path = "professional.periods[\(index)]"
                do throws(ProfessionFeedError) {
                    read.append(try ProfessionalPeriod(item, at: path))
                } catch {
                    throw .member(path)
                }
            }
            periods = read
        }
        self.init(
            source: try object.text("source"), asOf: try object.time("asOf"), goodUntil: try object.time("goodUntil"),
            periods: periods)
    }
}
