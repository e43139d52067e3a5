// SPDX-License-Identifier: Apache-2.0
import PKIX

/// A status is known of numbers that an authority can have given: positive, of 20 octets at most.
struct AnswerSerialRule: AnswerValueRule {
    let name = "cpcps.answer-serial-number"
    let citation = "CP/CPS 7.1.3; RFC 5280 4.1.2.2"

    func findings(in values: AnswerValues, context: AnswerLintContext) -> [Finding] {
        let canExist = (1...20).contains(values.serialLength) && values.serialFirst < 0x80
        return demand(
            values.status == .unknown || canExist,
            seen: "\(values.serialLength) octets, the first \(values.serialFirst)",
            allowed: "positive, 20 octets at most")
    }
}
