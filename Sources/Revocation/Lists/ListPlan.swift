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

    /// A list is published anew when it is this old, though nothing has changed; a quarter of its life at the most.
    public let periodSeconds: Int64

    /// How long a delta list is good for; `nil` when there are none.
    public let deltaLifetimeSeconds: Int64?

    /// How long a list may be good for: ten days for those of subscribers, a year for an offline authority's.
    public static let lifetimes: ClosedRange<Int64> = 2...31_622_400

    /// Draws up a plan.
    ///
    /// - Parameters:
    ///   - publicURL: the public listener, as certificates name it.
    ///   - shards: 0 to 65,536, more than which the serial numbers' octets cannot tell apart.
    ///   - lifetimeSeconds: from `thisUpdate` to `nextUpdate`.
    ///   - periodSeconds: after which a list is published anew; a quarter of the lifetime unless said, and never more.
    ///   - deltaLifetimeSeconds: how long a delta list is good for; without it there are none.
    /// - Throws: ``RevocationError/plan(field:seen:allowed:)``.
    public init(
        publicURL: String, shards: Int, lifetimeSeconds: Int64, periodSeconds: Int64? = nil,
        deltaLifetimeSeconds: Int64? = nil
    ) throws(RevocationError) {
        guard (0...65_536).contains(shards) else {
            throw .plan(field: "shards", seen: Int64(clamping: shards), allowed: 0...65_536)
        }
        guard Self.lifetimes.contains(lifetimeSeconds) else {
            throw .plan(field: "lifetimeSeconds", seen: lifetimeSeconds, allowed: Self.lifetimes)
        }
        let period = periodSeconds ?? max(1, lifetimeSeconds / 4)
        // Three turns may fail before a list is out of date, and the alarm comes after the second.
        let longest = max(1, lifetimeSeconds / 4)
        guard (1...longest).contains(period) else {
            throw .plan(field: "periodSeconds", seen: period, allowed: 1...longest)
        }
        if let deltaLifetimeSeconds, !(4...max(4, lifetimeSeconds)).contains(deltaLifetimeSeconds) {
            throw .plan(field: "deltaLifetimeSeconds", seen: deltaLifetimeSeconds, allowed: 4...max(4, lifetimeSeconds))
        }
        self.publicURL = IssuerLocations(publicURL: publicURL, authority: "").publicURL
        self.shards = shards
        self.lifetimeSeconds = lifetimeSeconds
        self.periodSeconds = period
        self.deltaLifetimeSeconds = deltaLifetimeSeconds
    }

    /// Every list of the plan: the shards from the highest down, the delta, then the full list.
    ///
    /// The delta comes before the full list of the same number, so that the list it builds on is an older one.
    var parts: [ListPart] { (0..<shards).reversed().map { .shard($0) } + deltas + [.full] }

    /// The lists that a certificate is on.
    func parts(of serial: SerialNumber) -> [ListPart] {
        [.full] + deltas + (shards == 0 ? [] : [.shard(ShardNumber.of(serial, count: shards))])
    }

    private var deltas: [ListPart] { deltaLifetimeSeconds == nil ? [] : [.delta] }

    /// How long a list is good for.
    func lifetimeSeconds(of part: ListPart) -> Int64 {
        part == .delta ? deltaLifetimeSeconds ?? lifetimeSeconds : lifetimeSeconds
    }

    /// When a list is published anew though nothing has changed.
    func periodSeconds(of part: ListPart) -> Int64 {
        part == .delta ? max(1, lifetimeSeconds(of: part) / 4) : periodSeconds
    }

    /// Where a full list says that its deltas are; nil for lists without deltas.
    ///
    /// - SeeAlso: RFC 5280 5.2.6 (freshestCRL): in complete lists only.
    func freshestList(of part: ListPart, authority: String) -> Extension? {
        guard part == .full, deltaLifetimeSeconds != nil else { return nil }
        return .freshestCRL([
            DistributionPoint(uri: "\(publicURL)/crls/\(ListPart.delta.path(authority: authority))")
        ])
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
