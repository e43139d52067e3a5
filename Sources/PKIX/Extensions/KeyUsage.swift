// SPDX-License-Identifier: Apache-2.0
public import DER

/// What the certified key may be used for.
///
/// - SeeAlso: RFC 5280 4.2.1.3.
public struct KeyUsage: OptionSet, Sendable, Hashable {
    /// Bit `n` is the named bit `n` of `KeyUsage`.
    public let rawValue: UInt16

    /// Takes bits.
    public init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    /// `digitalSignature`: signatures that show that someone is there, as in TLS.
    public static let digitalSignature = KeyUsage(rawValue: 1 << 0)
    /// `nonRepudiation`, also called `contentCommitment`: signatures that bind the signer to what was signed.
    public static let nonRepudiation = KeyUsage(rawValue: 1 << 1)
    /// `keyEncipherment`.
    public static let keyEncipherment = KeyUsage(rawValue: 1 << 2)
    /// `dataEncipherment`.
    public static let dataEncipherment = KeyUsage(rawValue: 1 << 3)
    /// `keyAgreement`.
    public static let keyAgreement = KeyUsage(rawValue: 1 << 4)
    /// `keyCertSign`.
    public static let keyCertSign = KeyUsage(rawValue: 1 << 5)
    /// `cRLSign`.
    public static let cRLSign = KeyUsage(rawValue: 1 << 6)
    /// `encipherOnly`.
    public static let encipherOnly = KeyUsage(rawValue: 1 << 7)
    /// `decipherOnly`.
    public static let decipherOnly = KeyUsage(rawValue: 1 << 8)

    /// Reads the usage.
    ///
    /// - Parameter node: the BIT STRING.
    /// - Throws: ``PKIXError``; `empty` when no bit is set, `unexpected` when trailing zero bits are encoded
    ///   (X.690 11.2.2), `outOfRange` for a bit without a name.
    public init(_ node: DERNode) throws(PKIXError) {
        rawValue = try NamedBits.read(node, implicit: .bitString, field: "keyUsage", count: 9)
        guard rawValue != 0 else { throw .empty(field: "keyUsage", offset: node.offset) }
    }

    /// Writes the BIT STRING in its shortest form.
    ///
    /// - Parameter writer: what to append to.
    public func encode(into writer: inout DERWriter) {
        writer.namedBits(NamedBits.numbers(rawValue))
    }

    /// The bits' names as RFC 5280 writes them, in its order.
    public var names: [String] {
        NamedBits.numbers(rawValue).compactMap { $0 < Self.allNames.count ? Self.allNames[$0] : nil }
    }

    /// The use of that name.
    ///
    /// - Parameter name: as RFC 5280 writes it; `nil` for any other word.
    public init?(name: String) {
        guard let number = Self.allNames.firstIndex(of: name) else { return nil }
        self.init(rawValue: 1 << UInt16(number))
    }

    /// Every use's name, in the order of the bits.
    public static let allNames = [
        "digitalSignature", "nonRepudiation", "keyEncipherment", "dataEncipherment", "keyAgreement", "keyCertSign",
        "cRLSign", "encipherOnly", "decipherOnly",
    ]
}
