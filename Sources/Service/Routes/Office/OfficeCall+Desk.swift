// SPDX-License-Identifier: Apache-2.0
import DER
import Enrollment
import Records

extension OfficeCall {
    /// The version that the caller saw, if they say so.
    func version() throws(Problem) -> Int? { try number("version", 0...1_000_000_000) }

    /// A whole number that may be in the body.
    func number(_ name: String, _ allowed: ClosedRange<Int64>) throws(Problem) -> Int? {
        guard let value = body[name], value != .null else { return nil }
        guard let number = value.wholeNumber, allowed.contains(number) else {
            throw .member(name, seen: "–", allowed: "\(allowed.lowerBound)–\(allowed.upperBound)")
        }
        return Int(number)
    }

    /// A time that must be in the body.
    func time(_ name: String) throws(Problem) -> Instant {
        let text = try text(name)
        guard let time = Instant(rfc3339: text) else {
            throw .member(name, seen: text, allowed: "2026-11-21T22:00:00Z")
        }
        return time
    }

    /// Texts that may be in the body.
    func texts(_ name: String) throws(Problem) -> [String]? {
        guard let value = body[name], value != .null else { return nil }
        guard let elements = value.elements else { throw .member(name, seen: "–", allowed: "[text]") }
        let texts = elements.compactMap(\.text)
        guard texts.count == elements.count else { throw .member(name, seen: "–", allowed: "[text]") }
        return texts
    }

    /// What is to be corrected, by point, in the points' order.
    func remarks() throws(Problem) -> [ApplicationRemark] {
        guard let value = body["remarks"], value != .null else { return [] }
        guard let members = value.members else { throw .member("remarks", seen: "–", allowed: "object") }
        var remarks: [ApplicationRemark] = []
        for member in members {
            guard let text = member.value.text else {
                throw .member("remarks.\(member.name)", seen: "–", allowed: "text")
            }
            remarks.append(ApplicationRemark(point: member.name, text: text))
        }
        return remarks.sorted { $0.point < $1.point }
    }
}
