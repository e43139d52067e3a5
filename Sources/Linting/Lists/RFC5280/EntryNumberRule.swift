// SPDX-License-Identifier: Apache-2.0

/// A certificate is listed once, by a number that an issuer can have given it.
struct EntryNumberRule: ListLintRule {
    let name = "rfc5280.entry-serial-number"
    let citation = "RFC 5280 4.1.2.2 and 5.1.2.6"

    func findings(in list: LintedList, context: ListLintContext) -> [Finding] {
        guard let entries = list.entries else { return [] }
        return demand(entries.repeated.isEmpty, seen: entries.repeated.told("a number twice"), allowed: "each once")
            + demand(
                entries.badSerialNumbers.isEmpty, seen: entries.badSerialNumbers.told("zero, negative or too long"),
                allowed: "positive, 20 octets at most")
    }
}
