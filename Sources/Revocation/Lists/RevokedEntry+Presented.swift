// SPDX-License-Identifier: Apache-2.0
import PKIX

extension RevokedEntry {
    /// How a certificate stands on a list; nil for one that is not listed.
    init?(_ serial: SerialNumber, _ presented: PresentedStatus) {
        guard case .revoked(let since, let reason) = presented.status else { return nil }
        self.init(
            serialNumber: serial, revocationDate: since, reason: reason, invalidityDate: presented.invalidityDate)
    }
}
