// SPDX-License-Identifier: Apache-2.0
import DER

/// X.690 values by both rules, as deep as they go, each asked for everything it might be.
enum Encodings {
    static let run: @Sendable ([UInt8]) -> String? = { bytes in
        if let strict = read(bytes, .der) {
            if let finding = claim(strict.written == bytes, "DER read and written again is other bytes") {
                return finding
            }
            let loose = read(bytes, .ber)
            if let finding = claim(loose?.count == strict.count, "DER is not read as BER") { return finding }
        }
        guard let loose = read(bytes, .ber) else { return nil }
        guard let again = read(loose.written, .ber) else { return "what was written of BER is not read" }
        return claim(again.written == loose.written && again.count == loose.count, "BER changes when it is read again")
    }

    private struct Reading {
        var written: [UInt8]
        var count: Int
    }

    private static func read(_ bytes: [UInt8], _ rules: EncodingRules) -> Reading? {
        var writer = DERWriter()
        var count = 0
        guard (try? copy(DERReader(bytes, rules: rules), to: &writer, &count)) != nil else { return nil }
        return Reading(written: writer.bytes, count: count)
    }

    private static func copy(_ reader: DERReader, to writer: inout DERWriter, _ count: inout Int) throws {
        var reader = reader
        while !reader.isAtEnd {
            let node = try reader.read()
            count += 1
            ask(node)
            guard node.tag.isConstructed else {
                writer.primitive(node.tag, node.content)
                continue
            }
            let inside = try node.reader()
            var result = Result<Void, any Error>.success(())
            writer.constructed(node.tag) { writer in
                result = Result { try copy(inside, to: &writer, &count) }
            }
            try result.get()
        }
        try reader.finish()
    }

    private static func ask(_ node: DERNode) {
        _ = try? node.boolean()
        _ = try? node.null()
        _ = (try? node.objectIdentifier())?.description
        _ = try? node.bitString()
        _ = try? node.integerBytes()
        _ = try? node.unsignedInteger()
        _ = try? node.smallInteger()
        _ = try? node.enumerated()
        _ = try? node.string()
        _ = try? node.time()
        _ = try? node.generalizedTimeWithFraction()
        _ = try? node.joinedOctetString()
        _ = try? node.only(.sequence)
    }
}
