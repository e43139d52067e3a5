// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX

/// Certificates grown in memory.
///
///     let root = try TestPKI.root()
///     let health = try root.authority("Health", pathLength: 0)
///     let doctor = try health.signer("Doctor") { $0.validity = Validity(notBefore: a, notAfter: b) }
public enum TestPKI {
    /// The moment that tests happen at: 2026-11-21T12:00:00Z.
    public static let now = Instant(secondsSince1970: 1_795_262_400)

    /// From a year before ``now`` to two years after it.
    public static let validity = Validity(
        notBefore: now.advanced(bySeconds: -365 * 86_400), notAfter: now.advanced(bySeconds: 730 * 86_400))

    /// Grows a root: self-signed, P-384 unless said.
    ///
    /// - Parameters:
    ///   - commonName: its name, below `C=IR, O=Test`.
    ///   - key: the kind of its key.
    ///   - change: anything else to be different.
    /// - Returns: the root.
    /// - Throws: when something asked for cannot be written.
    public static func root(
        _ commonName: String = "Test Root", key: KeyKind = .p384,
        _ change: (inout TestCertificate) throws -> Void = { _ in }
    ) throws -> TestIdentity {
        var draft = try TestCertificate(commonName, key: key)
        draft.makeAuthority()
        try change(&draft)
        return try draft.signed(by: nil)
    }
}
