// SPDX-License-Identifier: Apache-2.0

/// What a profile's file says of the profession that its certificates name.
public struct AdmissionDocument: Sendable, Hashable {
    /// The attributes of who admits, labels and values in their order; empty when it is not said.
    public let authority: [SubjectRuleDocument]
    /// The profession's name or dotted identifier.
    public let professionOID: String
    /// The profession in Persian and English.
    public let professionItem: [String: String]
    /// Whether the number of the licence must be given.
    public let registrationNumberRequired: Bool

    init(_ object: JSON5Object) throws(JSON5Error) {
        var object = object
        var rules: [SubjectRuleDocument] = []
        if object.names.contains("authority") {
            for item in try object.objects("authority") { rules.append(try SubjectRuleDocument(item)) }
        }
        authority = rules
        professionOID = try object.string("professionOID")
        var item = try object.object("professionItem")
        professionItem = ["fa": try item.string("fa"), "en": try item.string("en")]
        try item.finish()
        registrationNumberRequired = try object.boolean("registrationNumberRequired")
        try object.finish()
    }
}
