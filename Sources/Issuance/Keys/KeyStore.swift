// SPDX-License-Identifier: Apache-2.0
public import Cryptography

/// Where the keys of a home are made and opened: in encrypted files, or in a token that they never leave.
///
/// Authorities, status responders, timestamp units and ceremonies ask a store for a key by its name in the home and get
/// one that signs; where it lives is the store's affair.
///
/// - SeeAlso: RFC 3647 4.6.2; CP/CPS 6.1.1, 6.2.
public protocol KeyStore: Sendable {
    /// Makes a key that is to be filed under a name.
    ///
    /// - Parameters:
    ///   - name: of the authority or service: `health`, `health-ocsp`.
    ///   - kind: of the key.
    /// - Returns: the key, to be kept or given up.
    /// - Throws: ``CeremonyError``.
    func newKey(named name: String, kind: KeyKind) throws(CeremonyError) -> NewKey

    /// Opens a key.
    ///
    /// - Parameter name: of the authority or service.
    /// - Returns: the key.
    /// - Throws: ``CeremonyError``; `fileMissing` where there is none.
    func key(_ name: String) throws(CeremonyError) -> any SigningKey

    /// Where a key that this store makes is found again.
    ///
    /// - Parameter name: of the authority or service.
    /// - Returns: a path below the home, as records keep it.
    func reference(_ name: String) -> String
}
