// SPDX-License-Identifier: Apache-2.0
public import DER

/// What is known of a certificate's revocation.
public enum RevocationStatus: Hashable, Sendable {
    /// Nobody asked.
    case notChecked
    /// Its issuer says that there is nothing to ask (id-pkix-ocsp-nocheck); only of responders.
    case exempt
    /// Nothing usable says anything.
    case unknown
    /// Not revoked.
    case good
    /// Suspended since then; it may become good again.
    case onHold(since: Instant)
    /// Revoked then; `invalidity` is when the issuer thinks the trouble began, if it says so.
    case revoked(at: Instant, reason: RevocationReason?, invalidity: Instant?)
}
