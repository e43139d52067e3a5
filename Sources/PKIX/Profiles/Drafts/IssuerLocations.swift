// SPDX-License-Identifier: Apache-2.0

/// Where an issuer's certificate, lists and responder are found.
public struct IssuerLocations: Sendable, Hashable {
    /// The public listener, without a slash at its end: `http://pki.example.ir`.
    public let publicURL: String

    /// The issuer's name in paths: `health-intermediate`.
    public let authority: String

    /// The part of the issuer's certificates whose list this one will be on, if there are parts.
    public let shard: String?

    /// Takes the parts.
    ///
    /// - Parameters:
    ///   - publicURL: the public listener; slashes at its end are left out.
    ///   - authority: the issuer's name in paths.
    ///   - shard: the part of the issuer's certificates.
    public init(publicURL: String, authority: String, shard: String? = nil) {
        var base = publicURL[...]
        while base.last == "/" { base = base.dropLast() }
        self.publicURL = String(base)
        self.authority = authority
        self.shard = shard
    }
}
