// SPDX-License-Identifier: Apache-2.0
import Cryptography

/// Whose key a cross-certificate is for.
public enum CeremonySource: Sendable, Hashable {
    /// An authority of this house, by its name.
    case authority(String)
    /// A certificate or a certification request in a file, which lies beside the ceremony's file and was reviewed with
    /// it: its SHA-256 is in the ceremony's file.
    case file(String, sha256: [UInt8])

    init(_ fields: CeremonyFields.Source) throws(CeremonyError) {
        switch (fields.authority, fields.file, fields.sha256) {
        case (let authority?, nil, nil):
            self = .authority(try CeremonyDocument.name(authority, path: "source.authority"))
        case (nil, let file?, let digits?):
            guard let sha256 = try? Hex.decode(digits), sha256.count == 32 else {
                throw .value(path: "source.sha256", seen: digits, allowed: ["64 hexadecimal digits"])
            }
            self = .file(file, sha256: sha256)
        default:
            throw .value(
                path: "source",
                seen: "\([fields.authority, fields.file, fields.sha256].compactMap { $0 }.count) fields",
                allowed: ["authority", "file and sha256"])
        }
    }
}
