// SPDX-License-Identifier: Apache-2.0

extension MohrService {
    /// The routes of the office listener.
    ///
    /// - Parameter wake: to be called when something was approved.
    func officeRoutes(_ wake: @escaping @Sendable () -> Void) -> [any Route] {
        []
    }
}
