// SPDX-License-Identifier: Apache-2.0
public import DER

/// How one attribute of the subject comes to its value.
public struct SubjectRule: Sendable, Hashable {
    /// Where an attribute's value comes from.
    public enum Source: Sendable, Hashable {
        /// The profile.
        case fixed(String)
        /// The application, which may leave it out.
        case optional
        /// The application, which must give it.
        case required
    }

    /// The attribute's type.
    public let attribute: ObjectIdentifier

    /// Where its value comes from.
    public let source: Source

    /// What every value begins with; empty when anything will do.
    public let prefix: String

    init(checking document: SubjectRuleDocument) throws(ProfileError) {
        guard let type = AttributeLabel.type(named: document.attribute) else {
            throw .unknownValue(
                path: document.path + ".attribute", seen: document.attribute, allowed: AttributeLabel.allNames)
        }
        attribute = type
        prefix = document.prefix ?? ""
        switch (document.presence, document.fixed) {
        case (nil, let fixed?):
            do throws(PKIXError) {
                _ = try AttributeTypeAndValue(type: type, value: fixed)
            } catch {
                throw .fixedAttribute(path: document.path, error)
            }
            guard fixed.hasPrefix(prefix) else {
                throw .unknownValue(path: document.path + ".fixed", seen: fixed, allowed: [prefix + "…"])
            }
            source = .fixed(fixed)
        case ("required", nil): source = .required
        case ("optional", nil): source = .optional
        case (let presence, _):
            throw .unknownValue(
                path: document.path + ".presence", seen: presence ?? "nothing",
                allowed: ["required", "optional", "nothing, with a fixed value"])
        }
    }
}
