// SPDX-License-Identifier: Apache-2.0
public import DER

/// The reasons for revocation that a list covers.
///
/// - SeeAlso: RFC 5280 4.2.1.13 (`ReasonFlags`).
public struct ReasonFlags: OptionSet, Sendable, Hashable {
    /// Bit `n` is the named bit `n` of `ReasonFlags`.
    public let rawValue: UInt16

    /// Takes bits.
    public init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    /// Bit 0, which has no meaning and may still be set.
    public static let unused = ReasonFlags(rawValue: 1 << 0)
    /// `keyCompromise`.
    public static let keyCompromise = ReasonFlags(rawValue: 1 << 1)
    /// `cACompromise`.
    public static let cACompromise = ReasonFlags(rawValue: 1 << 2)
    /// `affiliationChanged`.
    public static let affiliationChanged = ReasonFlags(rawValue: 1 << 3)
    /// `superseded`.
    public static let superseded = ReasonFlags(rawValue: 1 << 4)
    /// `cessationOfOperation`.
    public static let cessationOfOperation = ReasonFlags(rawValue: 1 << 5)
    /// `certificateHold`.
    public static let certificateHold = ReasonFlags(rawValue: 1 << 6)
    /// `privilegeWithdrawn`.
    public static let privilegeWithdrawn = ReasonFlags(rawValue: 1 << 7)
    /// `aACompromise`.
    public static let aACompromise = ReasonFlags(rawValue: 1 << 8)

    /// Every reason that has a meaning: what a list covers that names none.
    public static let all = ReasonFlags(rawValue: 0x1fe)

    /// Reads the flags.
    ///
    /// - Parameters:
    ///   - node: the BIT STRING.
    ///   - implicit: the tag to expect instead of BIT STRING's own.
    /// - Throws: ``PKIXError``; `unexpected` when trailing zero bits are encoded (X.690 11.2.2) or a bit above 8 is
    ///   set.
    public init(_ node: DERNode, implicit: Tag = .bitString) throws(PKIXError) {
        rawValue = try NamedBits.read(node, implicit: implicit, field: "ReasonFlags", count: 9)
    }

    /// Writes the flags.
    ///
    /// - Parameters:
    ///   - writer: what to append to.
    ///   - implicit: the tag to write instead of BIT STRING's own.
    public func encode(into writer: inout DERWriter, implicit: Tag = .bitString) {
        writer.namedBits(NamedBits.numbers(rawValue), implicit: implicit)
    }
}
