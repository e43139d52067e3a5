// SPDX-License-Identifier: Apache-2.0
public import Identity

/// Where a person is reached beside the office.
public struct Contact: Sendable, Hashable {
    /// What a sender can reach.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// A mobile telephone, by SMS.
        case mobile
        /// A mail address.
        case mail
    }

    /// The mobile number, canonical; nil if none is known.
    public let mobile: Personal<String>?
    /// The mail address, canonical; nil if none is known.
    public let mail: Personal<String>?
    /// Whether a register gave it: then it goes before what anybody typed.
    public let isRegistered: Bool

    /// Describes a contact.
    public init(mobile: Personal<String>?, mail: Personal<String>?, isRegistered: Bool) {
        self.mobile = mobile
        self.mail = mail
        self.isRegistered = isRegistered
    }

    /// The first address that a sender can reach; telephones go before mail.
    ///
    /// - Parameter kinds: what it can reach.
    /// - Returns: nil if it can reach none.
    public func address(among kinds: Set<Kind>) -> (kind: Kind, value: Personal<String>)? {
        if kinds.contains(.mobile), let mobile { return (.mobile, mobile) }
        if kinds.contains(.mail), let mail { return (.mail, mail) }
        return nil
    }

    /// The address as its owner knows it and nobody else can use it: `+98•••••4567`.
    public static func hint(_ address: Personal<String>) -> String {
        let text = address.revealed
        guard let at = text.firstIndex(of: "@") else {
            return String(text.prefix(3)) + String(repeating: "•", count: 5) + String(text.suffix(4))
        }
        return String(text.prefix(1)) + "•••" + String(text[at...])
    }
}
