// SPDX-License-Identifier: Apache-2.0
import PKIX

/// A ceremony file's names and types, its words not yet understood.
struct CeremonyFields {
    let act: String
    let authority: String
    let issuer: String?
    let replaces: String?
    let subject: [(path: String, type: String, value: String)]
    let profile: String?
    let linkProfile: String?
    let key: Key?
    let source: Source?
    let list: List?
    let witnesses: [(path: String, name: String, role: String)]

    /// Which fields are there that only some acts have.
    let presence: [(name: String, isThere: Bool)]

    struct Key {
        let kind: String?
        let threshold: Int64?
        let custodians: [(path: String, id: String, name: String)]?
    }

    struct Source {
        let authority: String?
        let file: String?
        let sha256: String?
    }

    struct List {
        let lifetimeSeconds: Int64
        let revocations: [Revocation]
    }

    struct Revocation {
        let path: String
        let authority: String?
        let serialNumber: String?
        let reason: String
        let invalidityDate: String?
        let because: String
    }

    init(_ bytes: [UInt8]) throws(JSON5Error) {
        var file = try JSON5Object(reading: bytes)
        let names = Set(file.names)
        act = try file.string("act")
        authority = try file.string("authority")
        issuer = try file.optionalString("issuer")
        replaces = try file.optionalString("replaces")
        var attributes: [(path: String, type: String, value: String)] = []
        for var object in names.contains("subject") ? try file.objects("subject") : [] {
            attributes.append((object.path, try object.string("type"), try object.string("value")))
            try object.finish()
        }
        subject = attributes
        profile = try file.optionalString("profile")
        linkProfile = try file.optionalString("linkProfile")
        key = try file.optionalObject("key").map { object throws(JSON5Error) in try Key(object) }
        source = try file.optionalObject("source").map { object throws(JSON5Error) in try Source(object) }
        list = try file.optionalObject("list").map { object throws(JSON5Error) in try List(object) }
        var present: [(path: String, name: String, role: String)] = []
        for var object in try file.objects("witnesses") {
            present.append((object.path, try object.string("name"), try object.string("role")))
            try object.finish()
        }
        witnesses = present
        if !names.contains("subject") { _ = file.value("subject") }
        try file.finish()
        presence = ["issuer", "replaces", "subject", "profile", "linkProfile", "key", "source", "list"].map {
            ($0, names.contains($0))
        }
    }
}

extension CeremonyFields.Key {
    init(_ object: JSON5Object) throws(JSON5Error) {
        var key = object
        kind = try key.optionalString("kind")
        if var custody = try key.optionalObject("custody") {
            threshold = try custody.integer("threshold")
            var people: [(path: String, id: String, name: String)] = []
            for var person in try custody.objects("custodians") {
                people.append((person.path, try person.string("id"), try person.string("name")))
                try person.finish()
            }
            custodians = people
            try custody.finish()
        } else {
            (threshold, custodians) = (nil, nil)
        }
        try key.finish()
    }
}

extension CeremonyFields.Source {
    init(_ object: JSON5Object) throws(JSON5Error) {
        var source = object
        authority = try source.optionalString("authority")
        file = try source.optionalString("file")
        sha256 = try source.optionalString("sha256")
        try source.finish()
    }
}

extension CeremonyFields.List {
    init(_ object: JSON5Object) throws(JSON5Error) {
        var list = object
        lifetimeSeconds = try list.integer("lifetimeSeconds")
        var items: [CeremonyFields.Revocation] = []
        for var item in try list.objects("revocations") {
            items.append(
                CeremonyFields.Revocation(
                    path: item.path, authority: try item.optionalString("authority"),
                    serialNumber: try item.optionalString("serialNumber"), reason: try item.string("reason"),
                    invalidityDate: try item.optionalString("invalidityDate"), because: try item.string("because")))
            try item.finish()
        }
        revocations = items
        try list.finish()
    }
}
