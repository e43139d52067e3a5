// SPDX-License-Identifier: Apache-2.0
public import DER

/// A profession that certificates may name, a row of `PKI/Professions.json5`.
public struct Profession: Sendable, Hashable {
    /// What profiles and configurations call it.
    public let name: String
    /// Its identifier, in `professionOIDs` of the Admission extension.
    public let identifier: ObjectIdentifier
    /// In Persian, then in English, as `professionItems` has them.
    public let items: [String]
    /// The register that licence numbers are in: `medicalCouncil` or `commercialCard`.
    public let register: String
    /// The profiles that may name it.
    public let profiles: [String]

    /// The registers that there are.
    public static let registers = ["commercialCard", "medicalCouncil"]

    init(_ object: JSON5Object) throws(ProfileError) {
        var row = object
        let dotted: String
        do throws(JSON5Error) {
            name = try row.string("name")
            dotted = try row.string("oid")
            items = [try row.string("fa"), try row.string("en")]
            register = try row.string("register")
            profiles = try row.strings("profiles")
            try row.finish()
        } catch {
            throw .document(error)
        }
        guard let identifier = ObjectIdentifier(dotted) else {
            throw .unknownValue(path: row.path + ".oid", seen: dotted, allowed: ["an object identifier"])
        }
        self.identifier = identifier
        guard Self.registers.contains(register) else {
            throw .unknownValue(path: row.path + ".register", seen: register, allowed: Self.registers)
        }
    }
}
