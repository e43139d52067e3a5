// SPDX-License-Identifier: Apache-2.0
public import Enrollment
import Foundation
public import Linting

extension Configuration {
    /// What a key must be to be certified, beyond what holds everywhere.
    public struct CertifiedKeys: Sendable {
        /// What becomes of a key that the same person has a certificate with already.
        public let renewal: EnrollmentPolicy.KeyRenewal
        /// The rules, with the keys that broken generators make.
        public let rules: KeyRules
    }
}

extension ConfigurationReader {
    mutating func certifiedKeys() throws(ConfigurationError) -> Configuration.CertifiedKeys {
        var section = try section("certifiedKeys")
        let word = try section.text("renewal")
        guard let renewal = EnrollmentPolicy.KeyRenewal(rawValue: word) else {
            throw .value(
                file: file, path: "certifiedKeys.renewal", seen: word,
                allowed: EnrollmentPolicy.KeyRenewal.allCases.map(\.rawValue).joined(separator: ", "))
        }
        let folder = try section.text("predictableKeys")
        try section.finish()
        let path = URL(fileURLWithPath: folder, relativeTo: URL(fileURLWithPath: file)).standardizedFileURL.path
        return Configuration.CertifiedKeys(
            renewal: renewal, rules: KeyRules(predictable: try Self.predictableKeys(in: path)))
    }

    /// Every file of a folder but its README.
    private static func predictableKeys(in folder: String) throws(ConfigurationError) -> PredictableKeys {
        var keys = PredictableKeys()
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        } catch {
            throw .unreadable(file: folder, cause: error.localizedDescription)
        }
        for name in names where !name.hasPrefix(".") && !name.hasPrefix("README") {
            let path = "\(folder)/\(name)"
            let text: [UInt8]
            do {
                text = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
            } catch {
                throw .unreadable(file: path, cause: error.localizedDescription)
            }
            do throws(PredictableKeysError) {
                try keys.add(text, named: name)
            } catch {
                throw .value(
                    file: path, path: "line \(error.line)", seen: "no digest",
                    allowed: "20 or 64 hexadecimal digits, or a remark after #")
            }
        }
        return keys
    }
}
