// SPDX-License-Identifier: Apache-2.0
import PKIX

/// Where an authority's revocation lists are found, how many there are, and how long each is good for.
public struct ListPlan: Sendable, Hashable {
    /// The public listener, without a slash at its end: `http://pki.example.ir`.
    public let publicURL: String

    /// Into how many lists the certificates are divided beside the full list; 0 for the full list only.
    ///
    /// Certificates name the list that they are on, so it stays as it is while any of them may be asked about.
    public let shards: Int

    /// From `thisUpdate` to `nextUpdate`.
    public let lifetimeSeconds: Int64

    /// A list is published anew when it is this old, though nothing has changed.
    public let periodSeconds: Int64

    /// How long a list may be good for: ten days for those of subscribers, a year for an offline authority's.
    public static let lifetimes: ClosedRange<Int64> = 2...31_622_400

    /// Draws up a plan.
    ///
    /// - Parameters:
    ///   - publicURL: the public listener, as certificates name it.
    ///   - shards: 0 to 65,536, more than which the serial numbers' octets cannot tell apart.
    ///   - lifetimeSeconds: from `thisUpdate` to `nextUpdate`.
    ///   - periodSeconds: after which a list is published anew; a quarter of the lifetime unless said.
    /// - Throws: ``RevocationError/plan(field:seen:allowed:)``.
    public init(
        publicURL: String, shards: Int, lifetimeSeconds: Int64, periodSeconds: Int64? = nil
    ) throws(RevocationError) {
        guard (0...65_536).contains(shards) else {
            throw .plan(field: "shards", seen: Int64(clamping: shards), allowed: 0...65_536)
        }
        guard Self.lifetimes.contains(lifetimeSeconds) else {
            throw .plan(field: "lifetimeSeconds", seen: lifetimeSeconds, allowed: Self.lifetimes)
        }
        let period = periodSeconds ?? max(1, lifetimeSeconds / 4)
        // At half its life a list that could not be renewed still leaves as much time to be noticed.
        guard (1...lifetimeSeconds / 2).contains(period) else {
            throw .plan(field: "periodSeconds", seen: period, allowed: 1...lifetimeSeconds / 2)
        }
        self.publicURL = IssuerLocations(publicURL: publicURL, authority: "").publicURL
        self.shards = shards
        self.lifetimeSeconds = lifetimeSeconds
        self.periodSeconds = period
    }

    /// Every list of the plan: the shards from the highest down, then the full list.
    var parts: [ListPart] { (0..<shards).reversed().map { .shard($0) } + [.full] }

    /// The lists that a certificate is on.
    func parts(of serial: SerialNumber) -> [ListPart] {
        shards == 0 ? [.full] : [.full, .shard(ShardNumber.of(serial, count: shards))]
    }

    /// What the list of a part says that it covers; nil for everything.
    ///
    /// - SeeAlso: RFC 5280 5.2.5 and 6.3.3 (b) (2) (i): the name must be the one in the certificates.
    func issuingDistributionPoint(of part: ListPart, authority: String) -> IssuingDistributionPoint? {
        address(of: part, authority: authority).map { IssuingDistributionPoint(name: .fullName([.uri($0)])) }
    }

    /// The address that certificates name the list of a part by; nil for the full list, which needs no name.
    func address(of part: ListPart, authority: String) -> String? {
        guard case .shard = part else { return nil }
        return "\(publicURL)/crls/\(part.path(authority: authority))"
    }
}
