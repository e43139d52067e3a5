// SPDX-License-Identifier: Apache-2.0
import PKIX
public import Revocation

extension ListPlan {
    /// The lists of an online authority, as the configuration says.
    ///
    /// - Parameter configuration: what the operator set.
    /// - Throws: ``RevocationError/plan(field:seen:allowed:)``.
    public init(_ configuration: Configuration) throws(RevocationError) {
        let lists = configuration.crl
        try self.init(
            publicURL: configuration.publicListener.publicURL, shards: lists.shards,
            lifetimeSeconds: lists.lifetimeSeconds, periodSeconds: lists.periodSeconds,
            deltaLifetimeSeconds: lists.deltaLifetimeSeconds == 0 ? nil : lists.deltaLifetimeSeconds)
    }
}
