// SPDX-License-Identifier: Apache-2.0
public import Records

/// What came of an act on many certificates, as far as it went.
public struct BulkOutcome: Sendable, Equatable {
    /// A certificate that could not be changed, and why.
    public struct Refusal: Sendable, Equatable {
        /// Which.
        public let certificate: CertificateReference
        /// The fact that stands against it.
        public let cause: RevocationError

        /// Describes a refusal.
        public init(certificate: CertificateReference, cause: RevocationError) {
            self.certificate = certificate
            self.cause = cause
        }
    }

    /// Those that this act changed, in the order that they were named in.
    public internal(set) var changed: [CertificateReference] = []

    /// Those that stood so already; nothing was written.
    public internal(set) var standing: [CertificateReference] = []

    /// Those that could not be changed.
    public internal(set) var refused: [Refusal] = []

    /// How many certificates were named.
    public let named: Int

    /// How many were dealt with: all that were named, unless someone said to stop.
    public var done: Int { changed.count + standing.count + refused.count }

    /// Whether nobody said to stop before the end.
    public var isComplete: Bool { done == named }

    init(named: Int) { self.named = named }
}
