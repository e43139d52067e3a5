// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX

/// What stands in the way of a signature at a moment, with what a proof from before would have to be before.
struct Objection: Sendable, Hashable {
    let cause: Cause

    /// How far up the path: 0 is the signer's own certificate, `nil` the signature itself.
    let index: Int?

    /// When the trouble began; `nil` when it was there always.
    let since: Instant?

    init(_ code: CauseCode, _ facts: [String: String] = [:], index: Int? = nil, since: Instant? = nil) {
        cause = Cause(code, facts)
        self.index = index
        self.since = since
    }

    init(_ cause: Cause, index: Int? = nil) {
        self.cause = cause
        self.index = index
        since = nil
    }

    /// Whether it could be that the signature was good when it was made.
    ///
    /// - SeeAlso: ETSI EN 319 102-1 5.5.4 (2).
    var mayHaveBeenGood: Bool {
        switch cause.code.subIndication {
        case .revokedNoPOE, .revokedCANoPOE, .outOfBoundsNoPOE, .outOfBoundsNotRevoked, .cryptoConstraintsFailureNoPOE,
            .revocationOutOfBoundsNoPOE, .tryLater, .noCertificateChainFoundNoPOE:
            true
        default: false
        }
    }

    /// Whether it is about an authority or about evidence, so that what an authority said since may be false.
    var concernsAuthority: Bool { index.map { $0 > 0 } ?? false }
}
