// SPDX-License-Identifier: Apache-2.0

/// One of the shares that a secret was divided into; by itself it says nothing about the secret.
///
/// Its description names its number and nothing else.
public struct SecretShare: Sendable, Equatable {
    /// Where the polynomials were evaluated: 1 to 255, another for every share of a secret.
    public let number: UInt8

    /// The values of the polynomials, as many as the secret has bytes.
    public let bytes: [UInt8]

    /// Takes a share as it was kept.
    ///
    /// - Parameters:
    ///   - number: 1 to 255.
    ///   - bytes: as many as the secret has.
    public init(number: UInt8, bytes: [UInt8]) {
        self.number = number
        self.bytes = bytes
    }
}

extension SecretShare: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// `share 3 ‹secret›`.
    public var description: String { "share \(number) ‹secret›" }

    /// As ``description``.
    public var debugDescription: String { description }

    /// Shows no children, so that `dump` cannot look inside.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
