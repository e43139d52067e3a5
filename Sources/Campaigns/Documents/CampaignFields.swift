// SPDX-License-Identifier: Apache-2.0
import PKIX

/// The file's names and types, its words not yet understood.
struct CampaignFields {
    struct Action {
        let kind: String
        let reason: String?
        let invalidityDate: String?
        let meanwhile: String?
        let graceSeconds: Int64?
        let afterGrace: String?
    }

    struct Lane {
        let path: String
        let name: String
        let licences: [String]
        let licencesFile: String?
        let offices: [String]
        let profiles: [String]
        let professions: [String]
        let titles: [String]
    }

    let name: String
    let title: (en: String, fa: String)
    let cause: (en: String, fa: String)
    private(set) var lists: [String: [String]] = [:]
    private(set) var times: [String: String] = [:]
    let serials: [String]?
    let serialsFile: String?
    let keyTest: String?
    let action: Action
    let lanes: [Lane]
    let rate: (count: Int64, per: String)?
    let officePerDay: Int64?
    let notices: Bool

    static let listNames = [
        "authorities", "profiles", "offices", "officers", "keyAlgorithms", "chipBatches",
    ]
    static let timeNames = ["actedFrom", "actedBefore", "issuedFrom", "issuedBefore"]

    init(_ bytes: [UInt8]) throws(JSON5Error) {
        var file = try JSON5Object(reading: bytes)
        name = try file.string("campaign")
        title = try Self.text(&file, "title")
        cause = try Self.text(&file, "cause")
        var cohort = try file.object("cohort")
        for name in Self.listNames { lists[name] = try cohort.strings(name, default: []) }
        for name in Self.timeNames { times[name] = try cohort.optionalString(name) }
        serials = cohort.names.contains("serials") ? try cohort.strings("serials") : nil
        serialsFile = try cohort.optionalString("serialsFile")
        keyTest = try cohort.optionalString("keyTest")
        try cohort.finish()
        action = try Self.action(&file)
        lanes =
            file.names.contains("lanes")
            ? try file.objects("lanes").map { object throws(JSON5Error) in
                try Self.lane(object)
            } : []
        if var object = try file.optionalObject("rate") {
            rate = (try object.integer("count"), try object.string("per"))
            try object.finish()
        } else {
            rate = nil
        }
        if var object = try file.optionalObject("capacity") {
            officePerDay = try object.integer("perOfficePerDay")
            try object.finish()
        } else {
            officePerDay = nil
        }
        notices = try file.boolean("notices")
        try file.finish()
    }

    private static func text(_ file: inout JSON5Object, _ name: String) throws(JSON5Error) -> (en: String, fa: String) {
        var object = try file.object(name)
        let text = (en: try object.string("en"), fa: try object.string("fa"))
        try object.finish()
        return text
    }

    private static func action(_ file: inout JSON5Object) throws(JSON5Error) -> Action {
        var object = try file.object("action")
        let action = Action(
            kind: try object.string("kind"), reason: try object.optionalString("reason"),
            invalidityDate: try object.optionalString("invalidityDate"),
            meanwhile: try object.optionalString("meanwhile"),
            graceSeconds: try object.optionalInteger("graceSeconds"),
            afterGrace: try object.optionalString("afterGrace"))
        try object.finish()
        return action
    }

    private static func lane(_ given: JSON5Object) throws(JSON5Error) -> Lane {
        var object = given
        let lane = Lane(
            path: object.path, name: try object.string("name"), licences: try object.strings("licences", default: []),
            licencesFile: try object.optionalString("licencesFile"),
            offices: try object.strings("offices", default: []), profiles: try object.strings("profiles", default: []),
            professions: try object.strings("professions", default: []),
            titles: try object.strings("titles", default: []))
        try object.finish()
        return lane
    }
}
