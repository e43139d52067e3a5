// SPDX-License-Identifier: Apache-2.0
import PKIX

/// Every list has a number above zero, of 20 octets at most.
///
/// Relying parties tell by it which of two lists is the newer one.
struct ListNumberRule: ListLintRule {
    let name = "rfc5280.list-number"
    let citation = "RFC 5280 5.2.3"

    func findings(in list: LintedList, context: ListLintContext) -> [Finding] {
        guard let number = list.number else { return [finding("absent", allowed: "present")] }
        let isPositive = (number.first ?? 0x80) < 0x80 && number != [0]
        return demand(isPositive, seen: "zero or below", allowed: "above zero")
            + demand(
                number.count <= CertificateList.maximumNumberOctets, seen: "\(number.count) octets",
                allowed: "\(CertificateList.maximumNumberOctets) octets")
    }
}
