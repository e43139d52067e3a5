// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
public import JSON

extension ProfessionFeed {
    /// The largest document: two million licences with a line each.
    public static let maximumBytes = 192 * 1_048_576

    /// The document's `type`.
    static let type = "mohr-professions"

    /// The feed as a document, ready to be signed.
    public var json: JSONValue {
        [
            "type": .string(Self.type), "version": 1, "body": .string(body), "kind": .string(kind.rawValue),
            "sequence": .integer(sequence), "previous": JSONValue(previous.map { Hex.encode($0) }),
            "issuedAt": .string(issuedAt.rfc3339), "nextUpdate": .string(nextUpdate.rfc3339),
            "licences": .array(
                licences.map { licence in
                    ["licence": .string(licence.number), "periods": .array(licence.periods.map(\.json))]
                }),
        ]
    }

    /// Reads a document, strictly: what is read is what people will be judged by.
    ///
    /// - Parameters:
    ///   - bytes: JSON, UTF-8.
    ///   - register: what its numbers must look like.
    /// - Throws: ``ProfessionFeedError``.
    public init(reading bytes: [UInt8], register: LicensingBody.Register) throws(ProfessionFeedError) {
        guard bytes.count <= Self.maximumBytes else {
            throw .tooLarge(seen: bytes.count, allowed: Self.maximumBytes)
        }
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONReader.read(bytes, limit: Self.maximumBytes, depth: 8)
        } catch {
            throw .json(error)
        }
        let root = try FeedObject(
            value, at: "feed",
            [
                "type", "version", "body", "kind", "sequence", "previous", "issuedAt", "nextUpdate", "licences",
            ])
        _ = try root.word("type", of: [Self.type])
        guard root["version"]?.wholeNumber == 1 else { throw root.wrong("version", allowed: "1") }
        guard let sequence = root["sequence"]?.wholeNumber, (1...Self.greatestSequence).contains(sequence) else {
            throw root.wrong("sequence", allowed: "1–\(Self.greatestSequence)")
        }
        let kind = Kind(rawValue: try root.word("kind", of: Kind.allCases.map(\.rawValue))) ?? .full
        body = try root.text("body", 1...64) { LicensingBody.isName($0) }
        previous = try Self.digest(root)
        guard (previous == nil) == (sequence == 1) else {
            throw root.wrong("previous", allowed: sequence == 1 ? "null" : "64 hexadecimal digits")
        }
        issuedAt = try root.time("issuedAt")
        nextUpdate = try root.time("nextUpdate")
        guard issuedAt < nextUpdate else { throw root.wrong("nextUpdate", allowed: "> \(issuedAt.rfc3339)") }
        guard let items = root["licences"]?.elements else { throw root.wrong("licences", allowed: "a list") }
        var licences: [Licence] = []
        licences.reserveCapacity(items.count)
        for (index, item) in items.enumerated() {
            let licence = try Licence(item, index: index, of: kind, register: register)
            if let last = licences.last, !last.number.utf8.lexicographicallyPrecedes(licence.number.utf8) {
                throw .licenceOrder(index: index)
            }
            licences.append(licence)
        }
        self.kind = kind
        self.sequence = sequence
        self.licences = licences
    }

    /// More than one feed a second for thirty thousand years.
    private static let greatestSequence: Int64 = 1_000_000_000_000

    private static func digest(_ root: FeedObject) throws(ProfessionFeedError) -> [UInt8]? {
        guard let value = root["previous"], value != .null else { return nil }
        // One form alone: two would be two documents that say the same.
        guard let text = value.text, text == text.lowercased(), let digest = try? Hex.decode(text), digest.count == 32
        else { throw root.wrong("previous", allowed: "64 hexadecimal digits") }
        return digest
    }
}

extension LicensingBody {
    /// Whether a text may be a body's name.
    public static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 64
            && text.utf8.allSatisfy { "abcdefghijklmnopqrstuvwxyz0123456789-".utf8.contains($0) }
    }
}
