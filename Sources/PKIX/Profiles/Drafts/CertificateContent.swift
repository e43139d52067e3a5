// SPDX-License-Identifier: Apache-2.0
public import Cryptography
public import DER

/// What an approved application puts into a certificate; everything else comes from the profile and the issuer.
public struct CertificateContent: Sendable {
    /// The values of the attributes that the profile leaves to the application, in any order.
    public let subject: [(ObjectIdentifier, String)]

    /// The key to be certified, its possession proved.
    public let publicKey: PublicKey

    /// The number of the licence, as its register writes it.
    public let licenceNumber: String?

    /// Hosts and addresses, for listeners.
    public let alternativeNames: [GeneralName]

    /// Takes what an application gives.
    ///
    /// - Parameters:
    ///   - subject: values of attributes, each type once.
    ///   - publicKey: the key to be certified.
    ///   - licenceNumber: the number of the licence.
    ///   - alternativeNames: hosts and addresses.
    public init(
        subject: [(ObjectIdentifier, String)], publicKey: PublicKey, licenceNumber: String? = nil,
        alternativeNames: [GeneralName] = []
    ) {
        self.subject = subject
        self.publicKey = publicKey
        self.licenceNumber = licenceNumber
        self.alternativeNames = alternativeNames
    }
}
