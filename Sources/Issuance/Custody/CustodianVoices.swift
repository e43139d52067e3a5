// SPDX-License-Identifier: Apache-2.0
public import Cryptography

/// How custodians are asked for their passphrases: at a prompt, through descriptors, by a test.
///
/// They are asked only when a key of theirs is needed, and by the set that says who they are.
public struct CustodianVoices: Sendable {
    /// One custodian's passphrase.
    public struct Answer: Sendable {
        /// Which custodian.
        public let id: String
        /// What opens, or seals, their share.
        public let passphrase: Passphrase

        /// Takes an answer.
        public init(id: String, passphrase: Passphrase) {
            self.id = id
            self.passphrase = passphrase
        }
    }

    /// Where custodians' files are beside the home, such as media that they brought.
    public let folders: [String]

    /// Asks those who hold a key already.
    public let opening: @Sendable (CustodySet) throws(CeremonyError) -> [Answer]

    /// Asks those who are to get a share of the key of an authority.
    public let sealing: @Sendable (_ authority: String, CustodyPlan) throws(CeremonyError) -> [Answer]

    /// Takes the two questions, and where the answers' files are.
    ///
    /// - Parameters:
    ///   - folders: where custodians' files are beside the home.
    ///   - opening: answers for at least as many custodians as the set needs.
    ///   - sealing: answers for every custodian of the plan.
    public init(
        folders: [String] = [],
        opening: @escaping @Sendable (CustodySet) throws(CeremonyError) -> [Answer],
        sealing: @escaping @Sendable (_ authority: String, CustodyPlan) throws(CeremonyError) -> [Answer]
    ) {
        self.folders = folders
        self.opening = opening
        self.sealing = sealing
    }

    /// Nobody is there to be asked.
    public static let none = CustodianVoices(opening: { _ in [] }, sealing: { _, _ in [] })
}
