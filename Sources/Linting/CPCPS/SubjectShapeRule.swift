// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX

/// The subject has the profile's attributes, in its order, each in a relative distinguished name of its own.
struct SubjectShapeRule: LintRule {
    let name = "cpcps.subject-shape"
    let citation = "CP/CPS 3.1.1 and 7.1.4"

    func findings(in certificate: Certificate, context: LintContext) -> [Finding] {
        let names = certificate.subject.relativeDistinguishedNames
        let severalValued = names.filter { $0.count > 1 }.count
        var rules = context.profile.subject[...]
        var findings = demand(
            severalValued == 0, seen: "\(severalValued) names of several attributes", allowed: "one attribute each")
        for attribute in names.flatMap({ $0 }) {
            guard let index = rules.firstIndex(where: { $0.attribute == attribute.type }) else {
                findings.append(finding(attribute.type.dotted, allowed: "the profile's attributes, in its order, once"))
                continue
            }
            findings += missing(rules[..<index]) + value(attribute, rules[index])
            rules = rules[(index + 1)...]
        }
        return findings + missing(rules)
    }

    private func missing(_ rules: ArraySlice<SubjectRule>) -> [Finding] {
        rules.filter { $0.source != .optional }.map { finding("no \($0.attribute.dotted)", allowed: "present") }
    }

    /// The value itself is not told: it may be a person's.
    private func value(_ attribute: AttributeTypeAndValue, _ rule: SubjectRule) -> [Finding] {
        if case .fixed(let fixed) = rule.source {
            return demand(
                Array(attribute.valueContent) == Array(fixed.utf8), seen: "\(attribute.type.dotted) of another value",
                allowed: fixed)
        }
        return demand(
            attribute.valueContent.starts(with: rule.prefix.utf8),
            seen: "\(attribute.type.dotted) that begins otherwise", allowed: "\(rule.prefix)…")
    }
}
