// SPDX-License-Identifier: Apache-2.0
public import DER

/// That an object existed at a moment.
///
/// - SeeAlso: ETSI EN 319 102-1 3.1 (proof of existence).
public struct ProofOfExistence: Sendable, Hashable {
    /// The object.
    public let object: Facts.ID

    /// When it existed at the latest.
    public let time: Instant

    /// Who says so.
    public let source: ReferenceTime.Source

    /// States a proof.
    public init(of object: Facts.ID, at time: Instant, by source: ReferenceTime.Source) {
        self.object = object
        self.time = time
        self.source = source
    }
}
