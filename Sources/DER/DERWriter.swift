// SPDX-License-Identifier: Apache-2.0

/// Writes X.690 DER.
///
/// Values are appended in order; a constructed value's length is put in when its body is done. What is written is
/// DER whatever is asked, except that the parts given to ``raw(_:)-swift.method`` are taken as they are.
///
/// - SeeAlso: X.690 10 and 11.
public struct DERWriter: Sendable {
    /// What has been written so far.
    public private(set) var bytes: [UInt8]

    /// Starts with nothing written.
    ///
    /// - Parameter capacity: bytes to set aside, when the size is known.
    public init(reservingCapacity capacity: Int = 256) {
        bytes = []
        bytes.reserveCapacity(capacity)
    }

    /// Writes one value by a closure and gives its bytes.
    public static func bytes(_ body: (inout DERWriter) -> Void) -> [UInt8] {
        var writer = DERWriter()
        body(&writer)
        return writer.bytes
    }

    /// Writes a constructed value around what the body writes.
    public mutating func constructed(_ tag: Tag, _ body: (inout DERWriter) -> Void) {
        bytes.append(tag.octet)
        // One length octet is set aside, which fits most values; longer contents are moved once.
        bytes.append(0)
        let start = bytes.count
        body(&self)
        let length = bytes.count - start
        if length < 0x80 {
            bytes[start - 1] = UInt8(length)
        } else {
            bytes.replaceSubrange(start - 1..<start, with: Self.lengthOctets(length))
        }
    }

    /// Writes a primitive value.
    public mutating func primitive(_ tag: Tag, _ content: some Collection<UInt8>) {
        bytes.append(tag.octet)
        appendLength(content.count)
        bytes.append(contentsOf: content)
    }

    /// Takes over values that are already encoded.
    public mutating func raw(_ encoded: some Collection<UInt8>) {
        bytes.append(contentsOf: encoded)
    }

    /// Writes a SEQUENCE around what the body writes.
    public mutating func sequence(_ body: (inout DERWriter) -> Void) {
        constructed(.sequence, body)
    }

    /// Writes a SET OF, its elements in DER's order.
    ///
    /// - Parameters:
    ///   - elements: encoded values, any order.
    ///   - tag: SET's own tag, or an IMPLICIT one over it.
    /// - SeeAlso: X.690 11.6.
    public mutating func setOf(_ elements: [[UInt8]], tag: Tag = .set) {
        let sorted = elements.sorted { $0.lexicographicallyPrecedes($1) }
        constructed(tag) { writer in
            for element in sorted { writer.raw(element) }
        }
    }

    /// Writes `[number] EXPLICIT` around what the body writes.
    public mutating func explicit(_ number: UInt8, _ body: (inout DERWriter) -> Void) {
        constructed(.contextConstructed(number), body)
    }

    /// Writes an OCTET STRING, or one under an IMPLICIT tag.
    public mutating func octetString(_ content: some Collection<UInt8>, implicit: Tag = .octetString) {
        primitive(implicit, content)
    }

    /// Writes an OCTET STRING whose content is what the body writes, as extension values are.
    public mutating func octetString(wrapping body: (inout DERWriter) -> Void) {
        constructed(.octetString, body)
    }

    /// Writes a NULL.
    public mutating func null() {
        primitive(.null, [])
    }

    /// Writes an OBJECT IDENTIFIER, or one under an IMPLICIT tag.
    public mutating func objectIdentifier(_ identifier: ObjectIdentifier, implicit: Tag = .objectIdentifier) {
        primitive(implicit, identifier.contentBytes)
    }

    mutating func appendLength(_ length: Int) {
        if length < 0x80 {
            bytes.append(UInt8(length))
        } else {
            bytes.append(contentsOf: Self.lengthOctets(length))
        }
    }

    private static func lengthOctets(_ length: Int) -> [UInt8] {
        var octets: [UInt8] = []
        var rest = length
        while rest > 0 {
            octets.insert(UInt8(truncatingIfNeeded: rest), at: 0)
            rest >>= 8
        }
        return length < 0x80 ? [UInt8(length)] : [0x80 | UInt8(octets.count)] + octets
    }
}
