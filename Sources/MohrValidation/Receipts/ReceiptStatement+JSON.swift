// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
public import JSON

extension ReceiptStatement {
    /// The largest statement that is read; bytes.
    public static let maximumBytes = 4_096

    /// The canonical bytes: what the time stamp is over.
    public var encoded: [UInt8] { JSONWriter.bytes(json) }

    /// The statement as a JSON object, its members in canonical order.
    public var json: JSONValue {
        [
            "certificateSHA256": .string(Hex.encode(certificateSHA256)),
            "certificateStatus": [
                "source": JSONValue(certificateStatus.source?.rawValue),
                "status": .string(certificateStatus.status.rawValue),
                "thisUpdate": JSONValue(certificateStatus.thisUpdate?.rfc3339),
            ],
            "contentSHA256": JSONValue(contentSHA256.map { Hex.encode($0) }),
            "decision": .string(decision.rawValue),
            "indication": .string(indication.rawValue),
            "log": [
                "id": .string(Hex.encode(log.id)), "root": .string(Hex.encode(log.root)),
                "size": .integer(Int64(log.size)),
            ],
            "policy": .string(policy),
            "purpose": .string(purpose),
            "signatureSHA256": .string(Hex.encode(signatureSHA256)),
            "snapshot": .string(snapshot),
            "subIndication": JSONValue(subIndication?.rawValue),
            "time": .string(time.rfc3339),
            "version": 1,
        ]
    }

    /// Reads a statement.
    ///
    /// - Parameter bytes: the canonical bytes; any other form of the same statement is refused.
    /// - Throws: ``ReceiptError``.
    public init(checking bytes: [UInt8]) throws(ReceiptError) {
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONReader.read(bytes, limit: Self.maximumBytes, depth: 2)
        } catch {
            throw .json(error)
        }
        let fields = ReceiptFields(value)
        let status = try fields.object("certificateStatus")
        let log = try fields.object("log")
        self.init(
            signatureSHA256: try fields.digest("signatureSHA256"),
            contentSHA256: try fields.isNull("contentSHA256") ? nil : try fields.digest("contentSHA256"),
            certificateSHA256: try fields.digest("certificateSHA256"),
            certificateStatus: CertificateStatusReport(
                status: try status.word("status"),
                source: try status.isNull("source") ? nil : try status.word("source"),
                thisUpdate: try status.isNull("thisUpdate") ? nil : try status.time("thisUpdate")),
            purpose: try fields.text("purpose"), policy: try fields.text("policy"),
            decision: try fields.word("decision"), indication: try fields.word("indication"),
            subIndication: try fields.isNull("subIndication") ? nil : try fields.word("subIndication"),
            snapshot: try fields.text("snapshot"),
            log: ReceiptLog(id: try log.digest("id"), size: try log.count("size"), root: try log.digest("root")),
            time: try fields.time("time"))
        guard try fields.count("version") == 1 else { throw .member("version") }
        // Whatever else a reader might make of the bytes, these alone are what was meant.
        guard encoded == bytes else { throw .notCanonical }
    }
}

/// The members of a receipt's JSON, each of its type; that there are no others is seen when it is written again.
struct ReceiptFields {
    private let value: JSONValue

    init(_ value: JSONValue) { self.value = value }

    func object(_ name: String) throws(ReceiptError) -> ReceiptFields {
        guard let found = value[name], found.members != nil else { throw .member(name) }
        return ReceiptFields(found)
    }

    func isNull(_ name: String) throws(ReceiptError) -> Bool {
        guard let found = value[name] else { throw .member(name) }
        return found == .null
    }

    func text(_ name: String) throws(ReceiptError) -> String {
        guard let text = value[name]?.text else { throw .member(name) }
        return text
    }

    func count(_ name: String) throws(ReceiptError) -> Int {
        guard let number = value[name]?.wholeNumber, number >= 0, let count = Int(exactly: number) else {
            throw .member(name)
        }
        return count
    }

    func digest(_ name: String) throws(ReceiptError) -> [UInt8] {
        guard let bytes = try? Hex.decode(try text(name)), bytes.count == 32 else { throw .member(name) }
        return bytes
    }

    func bytes(_ name: String) throws(ReceiptError) -> [UInt8] {
        guard let bytes = try? Base64.decode(try text(name)) else { throw .member(name) }
        return bytes
    }

    func time(_ name: String) throws(ReceiptError) -> Instant {
        guard let time = Instant(rfc3339: try text(name)) else { throw .member(name) }
        return time
    }

    func word<Word: RawRepresentable<String>>(_ name: String) throws(ReceiptError) -> Word {
        guard let word = Word(rawValue: try text(name)) else { throw .member(name) }
        return word
    }
}
