// SPDX-License-Identifier: Apache-2.0

/// Who is to hold a key together, and how many of them are needed to use it.
///
/// - SeeAlso: CP/CPS 6.2.2 (m of n); ETSI EN 319 411-1 GEN-6.5.1-04 (dual control).
public struct CustodyPlan: Sendable, Hashable {
    /// How many custodians open the key: 2 to all.
    public let threshold: Int

    /// Everybody who gets a share; 2 to 16.
    public let custodians: [Custodian]

    /// Somebody who holds a share.
    public struct Custodian: Sendable, Hashable {
        /// What options and files call them: `a`–`z`, digits and hyphens.
        public let id: String
        /// Their name, as in the ceremony's file.
        public let name: String

        /// Names a custodian.
        public init(id: String, name: String) {
            self.id = id
            self.name = name
        }
    }

    /// Takes a plan that was checked.
    public init(threshold: Int, custodians: [Custodian]) {
        self.threshold = threshold
        self.custodians = custodians
    }
}
