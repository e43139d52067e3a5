// SPDX-License-Identifier: Apache-2.0
public import Enrollment

extension Configuration {
    /// How certificates that another authority issued are treated.
    public struct Imports: Sendable, Hashable {
        /// How they count when their holder is certified here.
        public let counted: EnrollmentPolicy.ImportedCertificates

        /// States how they count.
        public init(counted: EnrollmentPolicy.ImportedCertificates = .reported) { self.counted = counted }
    }
}

extension ConfigurationReader {
    /// What the file says of imported certificates; homes from before there were any have none that could count.
    mutating func imports() throws(ConfigurationError) -> Configuration.Imports {
        guard var section = try sectionIfThere("imports") else { return Configuration.Imports() }
        let word = try section.text("counted")
        guard let counted = EnrollmentPolicy.ImportedCertificates(rawValue: word) else {
            throw .value(
                file: file, path: "imports.counted", seen: word,
                allowed: EnrollmentPolicy.ImportedCertificates.allCases.map(\.rawValue).joined(separator: ", "))
        }
        try section.finish()
        return Configuration.Imports(counted: counted)
    }
}
