// SPDX-License-Identifier: Apache-2.0

extension MohrService {
    /// The routes of the office listener.
    ///
    /// - Parameter wake: to be called when the authority has something to do: to issue what was approved, to publish
    ///   what was revoked.
    /// - Returns: the routes.
    func officeRoutes(_ wake: @escaping @Sendable () -> Void) -> [any Route] {
        ManyCertificatesRoutes.all(of: self, wake: wake)
            + ApplicationRoutes.all(of: self, wake: wake) + CertificateRoutes.all(of: self, wake: wake)
            + OfficesRoutes.all(of: self) + DelegationRoutes.all(of: self) + DraftRoutes.all(of: self)
            + HandlingRoutes.all(of: self) + EvidenceRoutes.all(of: self)
            + CampaignRoutes.all(of: self, wake: wake)
            + ProofRoutes.all(of: self)
            + ESTRoutes.all(of: self) + ReplacementRoute.all(of: self) + ImportedRoute.all(of: self)
            + OversightRoutes.all(of: self) + DeskKeyRoutes.all(of: self) + FormCheckRoute.all(of: self)
            + [AssetRoute()] + DeskRoutes.all(of: self, wake: wake)
    }
}
