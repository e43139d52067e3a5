// SPDX-License-Identifier: Apache-2.0
import Cryptography
public import DER
import PKIX

/// What a revocation list of some length costs, each step timed.
public struct ListMeasurement: Sendable, Hashable {
    /// How many certificates are on the list.
    public let entries: Int

    /// The length of the list in DER.
    public let byteCount: Int

    /// Reading what is revoked off an index in memory.
    public let gatherSeconds: Double

    /// Sorting, writing, signing, reading the list back and checking its signature: all that comes before publishing.
    public let signSeconds: Double

    /// The limit of the same run: one SHA-256 over the list, which is made twice, to sign and to check.
    public let digestSeconds: Double

    /// Holding the list against one of the same length that it follows.
    public let compareSeconds: Double

    /// How much the process's memory grew at its highest; nil where that cannot be told.
    public let memoryGrowthBytes: Int?

    /// Makes a list and times it.
    ///
    /// - Parameters:
    ///   - entries: how many certificates; 1 to 10,000,000.
    ///   - now: what the list is dated.
    /// - Returns: what it took.
    /// - Throws: ``RevocationError``.
    public static func run(entries: Int, now: Instant = .now()) throws(RevocationError) -> ListMeasurement {
        guard (1...10_000_000).contains(entries) else {
            throw .plan(field: "entries", seen: Int64(clamping: entries), allowed: 1...10_000_000)
        }
        let authority = try MeasuredAuthority(now: now)
        let name = MeasuredCertificates.authority
        let signer = try ListSigner(authority: name, certificate: authority.certificate, key: authority.key)
        let index = MeasuredCertificates(count: entries, now: now, revokedOneIn: 1)
        let plan = try ListPlan(publicURL: "http://measured.example", shards: 0, lifetimeSeconds: 86_400)
        let frame = ListSigner.Frame(
            thisUpdate: now, nextUpdate: now.advanced(bySeconds: 86_400), number: 1, checkpoint: nil)
        let memory = PeakMemory()
        let watch = ContinuousClock()
        let start = watch.now
        var gathered = ListEntries(from: index, of: name, for: [.full], under: plan)
        let afterGathering = watch.now
        let list = try signer.sign(gathered.take(.full), in: frame, of: .full, covering: nil, named: nil)
        let afterSigning = watch.now
        let growth = memory.growth
        try ListSuccession(authority: name, scope: "full", index: index).check(list, following: list)
        let afterComparing = watch.now
        _ = DigestAlgorithm.sha256.digest(list.encoded)
        let end = watch.now
        return ListMeasurement(
            entries: list.entries.count, byteCount: list.encoded.count,
            gatherSeconds: (afterGathering - start).seconds, signSeconds: (afterSigning - afterGathering).seconds,
            digestSeconds: (end - afterComparing).seconds, compareSeconds: (afterComparing - afterSigning).seconds,
            memoryGrowthBytes: growth)
    }
}

extension Duration {
    /// The whole of it as a number of seconds.
    var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}
