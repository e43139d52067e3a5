// SPDX-License-Identifier: Apache-2.0

extension AuditAct {
    /// A process took the authority's lease from one that did not give it back.
    public static let leaseTaken = "lease.taken"
}
