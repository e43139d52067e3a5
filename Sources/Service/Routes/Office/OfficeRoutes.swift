// SPDX-License-Identifier: Apache-2.0

extension MohrService {
    /// The routes of the office listener.
    ///
    /// - Parameter wake: to be called when something was approved.
    /// - Returns: the routes.
    func officeRoutes(_ wake: @escaping @Sendable () -> Void) -> [any Route] {
        ApplicationRoutes.all(of: self, wake: wake) + CertificateRoutes.all(of: self) + OfficesRoutes.all(of: self)
    }
}
