// SPDX-License-Identifier: Apache-2.0

/// What was found out about a signature over another signature's value.
///
/// It says that whoever made it saw the other one; whether it is good changes nothing about the other.
///
/// - SeeAlso: RFC 5652 11.4; ETSI TS 119 182-1 5.3.2.
public struct CounterSignatureFacts: Sendable, Hashable {
    /// The signature that it is over; its name among the facts.
    public let of: Facts.ID

    /// What was found out about it as a signature.
    public let signature: SignatureFacts

    /// The deepest that signatures over signatures are looked at, and the most of one signature.
    static let maximumDepth = 4
    static let maximumCount = 16

    /// States what was found.
    public init(of signed: Facts.ID, signature: SignatureFacts) {
        of = signed
        self.signature = signature
    }
}
