// SPDX-License-Identifier: Apache-2.0
import PKIX
import Records

/// What an authority's lists list, read off an index in one pass.
struct ListEntries {
    private var full: RevokedEntriesDraft?
    /// By the shard's number; nil for a list that is not wanted.
    private var shards: [RevokedEntriesDraft?]

    /// Reads the entries of some lists.
    ///
    /// - Parameters:
    ///   - index: every issued certificate.
    ///   - authority: whose lists.
    ///   - parts: which of them.
    ///   - plan: how many there are.
    /// - Complexity: linear in the number of certificates.
    init(from index: any IssuedCertificates, of authority: String, for parts: [ListPart], under plan: ListPlan) {
        let wanted = Set(parts)
        full = wanted.contains(.full) ? RevokedEntriesDraft() : nil
        shards = (0..<plan.shards).map { wanted.contains(.shard($0)) ? RevokedEntriesDraft() : nil }
        index.forEachIssued { reference, certificate in
            if case .revoked = certificate.presented.status, reference.authority == authority {
                add(reference.serial, certificate.presented)
            }
        }
    }

    /// Gives up the entries of a list.
    mutating func take(_ part: ListPart) -> RevokedEntriesDraft {
        switch part {
        case .full:
            defer { full = nil }
            return full ?? RevokedEntriesDraft()
        case .delta:
            return RevokedEntriesDraft()
        case .shard(let number):
            guard shards.indices.contains(number) else { return RevokedEntriesDraft() }
            defer { shards[number] = nil }
            return shards[number] ?? RevokedEntriesDraft()
        }
    }

    private mutating func add(_ serial: SerialNumber, _ presented: PresentedStatus) {
        Self.append(serial, presented, to: &full)
        guard !shards.isEmpty else { return }
        Self.append(serial, presented, to: &shards[ShardNumber.of(serial, count: shards.count)])
    }

    private static func append(
        _ serial: SerialNumber, _ presented: PresentedStatus, to entries: inout RevokedEntriesDraft?
    ) {
        guard case .revoked(let since, let reason) = presented.status else { return }
        if let invalidityDate = presented.invalidityDate {
            entries?.append(
                RevokedEntry(
                    serialNumber: serial, revocationDate: since, reason: reason, invalidityDate: invalidityDate))
        } else {
            entries?.append(serialNumber: serial.bytes, revocationDate: since, reason: reason)
        }
    }
}
