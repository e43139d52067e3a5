// SPDX-License-Identifier: Apache-2.0

/// A list with extensions has version 2, which is written as 1.
struct ListVersionRule: ListLintRule {
    let name = "rfc5280.list-version"
    let citation = "RFC 5280 5.1.2.1"

    func findings(in list: LintedList, context: ListLintContext) -> [Finding] {
        demand(
            list.version == 1, seen: list.version.map { "version field \($0)" } ?? "no version field",
            allowed: "1, for version 2")
    }
}
