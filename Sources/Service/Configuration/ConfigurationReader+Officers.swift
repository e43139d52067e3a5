// SPDX-License-Identifier: Apache-2.0
import Enrollment

extension ConfigurationReader {
    /// `officers`: how often officers may act, and whether they sign; a home from before there was a word for something has
    /// the standard one.
    mutating func officers() throws(ConfigurationError) -> Configuration.Officers {
        var section = try section("officers")
        let standard = EnrollmentPolicy.standard
        let officers = Configuration.Officers(
            actionsPerMinute: Int(try section.number("actionsPerMinute", 1...10_000)),
            actionsPerDay: Int(try section.number("actionsPerDay", 1...1_000_000)),
            officeActionsPerDay: Int(try section.number("officeActionsPerDay", 1...10_000_000)),
            refusalsTolerated: section.names.contains("refusalsTolerated")
                ? Int(try section.number("refusalsTolerated", 0...100)) : standard.limitPatience,
            signatures: try signatures(&section) ?? standard.officerSignatures,
            searchesLogged: try section.flag("searchesLogged"))
        try section.finish()
        return officers
    }

    private func signatures(
        _ section: inout ConfigurationSection
    ) throws(ConfigurationError) -> EnrollmentPolicy.OfficerSignatures? {
        guard section.names.contains("signatures") else { return nil }
        let word = try section.text("signatures")
        guard let signatures = EnrollmentPolicy.OfficerSignatures(rawValue: word) else {
            throw .value(
                file: file, path: section.path(of: "signatures"), seen: word,
                allowed: EnrollmentPolicy.OfficerSignatures.allCases.map(\.rawValue).joined(separator: ", "))
        }
        return signatures
    }
}
