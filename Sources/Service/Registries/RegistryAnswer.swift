// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Enrollment
import JSON

/// A register's answer as JSON: `{"status": "active", "givenName": "…", "surname": "…", …}`, fields by the form's names.
enum RegistryAnswer {
    /// Reads an answer; any other member, or one that is no text, is nonsense.
    static func entry(_ value: JSONValue, bytes: [UInt8], except: Set<String> = []) throws(RegistryFailure)
        -> RegistryEntry
    {
        guard let members = value.members else { throw .unavailable("answer is no object") }
        var fields: [FormField: String] = [:]
        var status: String?
        for member in members where !except.contains(member.name) {
            guard let text = member.value.text else { throw .unavailable("answer: \(member.name.prefix(40))") }
            if member.name == "status" {
                status = text
            } else if let field = FormField(rawValue: member.name) {
                fields[field] = text
            } else {
                throw .unavailable("answer: \(member.name.prefix(40))")
            }
        }
        guard let status else { throw .unavailable("answer: no status") }
        return RegistryEntry(fields: fields, status: status, answerSHA256: DigestAlgorithm.sha256.digest(bytes))
    }
}
