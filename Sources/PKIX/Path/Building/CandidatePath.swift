// SPDX-License-Identifier: Apache-2.0

/// A chain of certificates by name, from a target up to an anchor, not judged yet.
struct CandidatePath {
    /// The target first, the one below the anchor last; one or more.
    let certificates: [HeldCertificate]
    let anchor: TrustAnchor
}
