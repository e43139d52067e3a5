// SPDX-License-Identifier: Apache-2.0

/// What a profile's file says of one attribute of the subject.
public struct SubjectRuleDocument: Sendable, Hashable {
    /// Where it stands in the file.
    public let path: String
    /// The attribute's name: `commonName`.
    public let attribute: String
    /// `required` or `optional`; absent when the value is fixed.
    public let presence: String?
    /// The value that every certificate of the profile carries.
    public let fixed: String?
    /// What every value begins with.
    public let prefix: String?

    init(_ object: JSON5Object) throws(JSON5Error) {
        var object = object
        path = object.path
        attribute = try object.string("attribute")
        presence = try object.optionalString("presence")
        fixed = try object.optionalString("fixed")
        prefix = try object.optionalString("prefix")
        try object.finish()
    }
}
