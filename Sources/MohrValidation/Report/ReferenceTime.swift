// SPDX-License-Identifier: Apache-2.0
public import DER

/// The moment that a signature is judged at, and where it comes from.
///
/// Verifiers that do not say which time counted disagree on the same bytes; every report says it.
public struct ReferenceTime: Sendable, Hashable {
    /// The moment, in whole seconds, UTC.
    public let value: Instant

    /// Who says so.
    public let source: Source

    /// Names a moment and its source.
    public init(_ value: Instant, _ source: Source) {
        self.value = value
        self.source = source
    }

    /// Where a reference time can come from, strongest first.
    public enum Source: String, Sendable, Hashable, CaseIterable {
        /// A timestamp over the signature.
        case timestamp
        /// A receipt of an earlier verification.
        case receipt
        /// Whoever asks.
        case caller
        /// The signer alone.
        case claimed
        /// The clock, when it was asked.
        case now
    }
}
