// SPDX-License-Identifier: Apache-2.0
import DER
import Foundation
import JSON
import Service

extension Observation {
    /// As JSON, a line.
    var value: JSONValue {
        let findings = self.findings.map { finding -> JSONValue in
            let facts = ["subject": finding.subject]
            return [
                "code": .string(finding.code.rawValue), "severity": .string(finding.severity.rawValue),
                "subject": .string(finding.subject),
                "en": .string(Catalogue.sentence("observe.\(finding.code.rawValue)", facts, in: .english)),
                "fa": .string(Catalogue.sentence("observe.\(finding.code.rawValue)", facts, in: .persian)),
            ]
        }
        let lists = self.lists.map { list -> JSONValue in
            [
                "path": .string(list.path), "number": .string(list.number),
                "thisUpdate": .string(list.thisUpdate.rfc3339),
                "nextUpdate": list.nextUpdate.map { .string($0.rfc3339) } ?? .null,
                "ageSeconds": .integer(time.seconds(since: list.thisUpdate)), "entries": .integer(Int64(list.entries)),
            ]
        }
        return [
            "url": .string(url), "time": .string(time.rfc3339), "decision": .string(decision),
            "checks": .integer(Int64(checks)), "findings": .array(findings), "lists": .array(lists),
            "clockSkewSeconds": clockSkewSeconds.map { .integer($0) } ?? .null,
        ]
    }

    /// As metrics, for node_exporter's textfile collector.
    var metrics: String {
        var metrics = MetricsText()
        metrics.add(.observeUp, [], answers > 0 ? 1 : 0)
        metrics.add(.observeLastRound, [], Double(time.secondsSince1970))
        metrics.add(.observeChecks, [], Double(checks))
        for code in Code.allCases {
            let count = findings.filter { $0.code == code }.count
            metrics.add(.observeFindings, [("code", code.rawValue)], Double(count))
        }
        for list in lists {
            let labels = [("list", list.path)]
            metrics.add(.observeListAge, labels, Double(time.seconds(since: list.thisUpdate)))
            if let next = list.nextUpdate { metrics.add(.observeListNextUpdate, labels, Double(next.secondsSince1970)) }
            metrics.add(.observeListEntries, labels, Double(list.entries))
        }
        if let slowest = ocspSeconds.max() { metrics.add(.observeOCSPSeconds, [], slowest) }
        if let slowest = verdictSeconds.max() { metrics.add(.observeVerdictSeconds, [], slowest) }
        if let skew = clockSkewSeconds { metrics.add(.observeClockSkew, [], Double(skew)) }
        return metrics.text
    }

    /// In sentences.
    func say(_ console: Console) {
        console.say(
            "observe.head",
            [
                "url": url, "time": time.rfc3339, "checks": "\(checks)", "lists": "\(lists.count)",
                "findings": "\(findings.count)",
            ])
        for finding in findings {
            let sentence = Catalogue.sentence(
                "observe.\(finding.code.rawValue)", ["subject": finding.subject], in: console.language)
            console.say("  \(finding.severity.rawValue)  \(finding.code.rawValue)  \(sentence)")
        }
    }
}
