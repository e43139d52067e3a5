// SPDX-License-Identifier: Apache-2.0
import Containers
import Cryptography
import DER
import MohrValidation
import PKIX

/// What was asked, and which files of the pack it was asked about: `inputs.json`.
enum InputsJSON {
    static func value(of inputs: VerificationInputs, _ material: PackMaterial, document: String?) -> JSONValue {
        func certificates(_ given: [Certificate]) -> JSONValue {
            .array(given.compactMap { material.file(of: $0, as: "cer") }.map { .string($0) })
        }
        var content: JSONValue = ["is": "embedded", "file": JSONValue(document)]
        switch inputs.content {
        case .embedded: break
        case .bytes: content = ["is": "file", "file": JSONValue(document)]
        case .digest(let algorithm, let digest):
            content = ["is": "digest", "algorithm": .string("\(algorithm)"), "value": .string(Hex.encode(digest))]
        }
        let asked: JSONValue = [
            "version": 1, "edition": .string(Catalogue.edition),
            "time": [
                "value": .string(inputs.time.value.rfc3339), "source": .string(inputs.time.source.rawValue),
            ],
            "policy": .string(inputs.policy.id), "content": content, "anchors": certificates(inputs.anchors),
            "intermediates": certificates(inputs.intermediates),
            "lists": .array(inputs.lists.compactMap { material.file(of: $0) }.map { .string($0) }),
            "responses": .array(inputs.responses.compactMap { material.file(of: $0) }.map { .string($0) }),
            "receipts": .array(inputs.receipts.indices.map { .string("receipts/\($0 + 1)") }),
        ]
        // Packs without feeds are as they were before there were any.
        guard !inputs.feeds.isEmpty else { return asked }
        let feeds: [JSONValue] = inputs.feeds.enumerated().map { index, feed in
            [
                "signature": .string(PackNames.feed(index + 1)),
                "document": JSONValue(feed.document.map { _ in PackNames.feedDocument(index + 1) }),
            ]
        }
        return .object((asked.members ?? []) + [.init("professions", .array(feeds))])
    }

    /// The file as it would be in another edition: nothing else in it depends on the wording.
    static func bytes(_ file: [UInt8], ofEdition edition: String) -> [UInt8]? {
        guard let members = (try? JSONReader.read(file, limit: file.count))?.members else { return nil }
        let changed = members.map { $0.name == "edition" ? .init("edition", .string(edition)) : $0 }
        return JSONWriter.bytes(.object(changed), .indented)
    }

    /// Reads the inputs back from a pack's files.
    ///
    /// - Throws: ``Failure``, with the member or file that is not as it has to be.
    static func read(_ archive: StoredArchive) throws(Failure) -> (inputs: VerificationInputs, edition: String) {
        let value = try json(PackNames.inputs, archive)
        guard value["version"] == 1 else { throw Failure(PackNames.inputs, "version") }
        guard let edition = value["edition"]?.text else { throw Failure(PackNames.inputs, "edition") }
        guard let moment = value["time"]?["value"]?.text.flatMap({ Instant(rfc3339: $0) }),
            let source = value["time"]?["source"]?.text.flatMap({ ReferenceTime.Source(rawValue: $0) }),
            // What a time stamp or a receipt proves is found among the evidence, never taken from who asks.
            [.caller, .now].contains(source)
        else { throw Failure(PackNames.inputs, "time") }
        guard let policy = PolicyJSON.policy(in: try json(PackNames.policy, archive)),
            .string(policy.id) == value["policy"]
        else { throw Failure(PackNames.policy, "id") }
        var inputs = VerificationInputs(
            signature: try bytes(
                archive[PackNames.jsonSignature] == nil ? PackNames.signature : PackNames.jsonSignature, archive),
            content: try content(value["content"], archive),
            time: ReferenceTime(moment, source), policy: policy, anchors: [])
        for file in try names("anchors", value) { inputs.anchors.append(try certificate(file, archive)) }
        for file in try names("intermediates", value) { inputs.intermediates.append(try certificate(file, archive)) }
        for file in try names("lists", value) {
            guard let list = try? CertificateList(der: try bytes(file, archive)) else { throw Failure(file, "DER") }
            inputs.lists.append(list)
        }
        for file in try names("responses", value) { inputs.responses.append(try bytes(file, archive)) }
        for name in try names("receipts", value) {
            let (statement, token) = (try bytes(name + ".json", archive), try bytes(name + ".tst", archive))
            guard let receipt = try? Receipt(statement: statement, token: token) else { throw Failure(name, "–") }
            inputs.receipts.append(receipt)
        }
        if let feeds = value["professions"] { inputs.feeds = try self.feeds(feeds, archive) }
        return (inputs, edition)
    }

    private static func feeds(_ value: JSONValue, _ archive: StoredArchive) throws(Failure) -> [FeedFile] {
        guard let elements = value.elements, !elements.isEmpty else { throw Failure(PackNames.inputs, "professions") }
        var feeds: [FeedFile] = []
        for element in elements {
            guard let signature = element["signature"]?.text, let document = element["document"],
                document == .null || document.text != nil
            else { throw Failure(PackNames.inputs, "professions") }
            let signed = try bytes(signature, archive)
            guard let name = document.text else {
                feeds.append(FeedFile(signed))
                continue
            }
            feeds.append(FeedFile(signed, document: try bytes(name, archive)))
        }
        return feeds
    }

    /// A file or member of a pack that is not as it has to be.
    struct Failure: Error, Hashable {
        let file: String
        let detail: String

        init(_ file: String, _ detail: String) {
            self.file = file
            self.detail = detail
        }
    }

    private static func content(_ value: JSONValue?, _ archive: StoredArchive) throws(Failure) -> SignedContent {
        switch value?["is"]?.text {
        case "embedded": return .embedded
        case "file": return .bytes(try bytes(value?["file"]?.text ?? "", archive))
        case "digest":
            guard let algorithm = DigestAlgorithm.allCases.first(where: { "\($0)" == value?["algorithm"]?.text }),
                let digest = value?["value"]?.text.flatMap({ try? Hex.decode($0) }),
                digest.count == algorithm.byteCount
            else { throw Failure(PackNames.inputs, "content") }
            return .digest(algorithm, digest)
        default: throw Failure(PackNames.inputs, "content")
        }
    }

    private static func names(_ member: String, _ value: JSONValue) throws(Failure) -> [String] {
        guard let elements = value[member]?.elements else { throw Failure(PackNames.inputs, member) }
        var names: [String] = []
        for element in elements {
            guard let name = element.text else { throw Failure(PackNames.inputs, member) }
            names.append(name)
        }
        return names
    }

    private static func certificate(_ file: String, _ archive: StoredArchive) throws(Failure) -> Certificate {
        guard let certificate = try? Certificate(der: try bytes(file, archive)) else { throw Failure(file, "DER") }
        return certificate
    }

    private static func json(_ file: String, _ archive: StoredArchive) throws(Failure) -> JSONValue {
        let bytes = try bytes(file, archive)
        do throws(JSONError) {
            return try JSONReader.read(bytes, limit: 16 * 1_048_576)
        } catch {
            throw Failure(file, CaseWords.of(error))
        }
    }

    private static func bytes(_ file: String, _ archive: StoredArchive) throws(Failure) -> [UInt8] {
        guard let bytes = archive[file] else { throw Failure(file, "–") }
        return Array(bytes)
    }
}
