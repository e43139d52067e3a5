// SPDX-License-Identifier: Apache-2.0
public import DER
import Foundation
public import MohrValidation
public import PKIX
public import Records
import Revocation

/// The snapshot that verdicts are given by now, swapped whole when lists or records change.
///
/// A verification takes the reference once and asks nothing else: no lock is held while it judges, and no record read.
public final class SnapshotHolder: @unchecked Sendable {
    private let lock = NSLock()
    /// Where paths may end.
    let anchors: [Certificate]
    private let authorities: [String: Certificate]
    private let intermediates: [Certificate]
    private let nationalRoots: Set<[UInt8]>
    private var snapshot: TrustSnapshot
    private var source: RecordsStatusSource
    private var names: [String] = []

    /// Starts with the authorities' certificates and the records, without lists.
    ///
    /// - Parameters:
    ///   - authorities: by name; the self-signed ones are the anchors.
    ///   - links: certificates that tie them together: of a roll-over, from another house.
    ///   - nationalRoots: SHA-256 of the anchors that the law gives full weight.
    ///   - index: of everything issued.
    ///   - time: when the index was read.
    ///   - readAt: what the clock here showed before; the same unless a standby was read.
    /// - Throws: ``PKIXError`` for an anchor whose key cannot be used.
    public init(
        authorities: [String: Certificate], links: [Certificate] = [], nationalRoots: Set<[UInt8]>,
        index: StatusIndex, at time: Instant, readAt: Instant? = nil
    ) throws(PKIXError) {
        self.authorities = authorities
        intermediates = Array(authorities.values) + links
        self.nationalRoots = nationalRoots
        anchors = authorities.values.filter(\.isSelfIssued)
        source = RecordsStatusSource(index, authorities: authorities, asOf: time, readAt: readAt)
        snapshot = try TrustSnapshot(
            anchors: anchors, intermediates: intermediates, status: source, nationalRoots: nationalRoots)
    }

    /// What to judge by.
    public var current: TrustSnapshot { lock.withLock { snapshot } }

    /// The records that the current snapshot answers from.
    public var status: RecordsStatusSource { lock.withLock { source } }

    /// The names of the lists that the snapshot holds, as they were given.
    public var listNames: [String] { lock.withLock { names } }

    /// Takes newer records in; what is known of signers is kept.
    ///
    /// - Parameters:
    ///   - index: of everything issued.
    ///   - time: up to when everything is in it.
    ///   - readAt: what the clock here showed before it was read; the same unless a standby was read.
    public func take(_ index: StatusIndex, at time: Instant, readAt: Instant? = nil) {
        lock.withLock {
            // Of two threads that hand on what they read, the one that read first may come last.
            guard (index.position, index.doubted) >= (source.index.position, source.index.doubted) else { return }
            source = RecordsStatusSource(index, authorities: authorities, asOf: time, readAt: readAt)
            snapshot = snapshot.with(status: source)
        }
    }

    /// Takes in what licensing bodies say now; what is known of signers is kept.
    public func take(_ professions: ProfessionRegister) {
        lock.withLock { snapshot = snapshot.with(professions: professions) }
    }

    /// Takes newly published lists in.
    ///
    /// - Parameters:
    ///   - lists: the newest of each authority.
    ///   - names: another name for every other list, in the same order.
    /// - Throws: ``PKIXError`` for an anchor whose key cannot be used.
    public func take(_ lists: [CertificateList], named names: [String]) throws(PKIXError) {
        let fresh = try TrustSnapshot(
            anchors: anchors, intermediates: intermediates, lists: lists, nationalRoots: nationalRoots)
        lock.withLock {
            snapshot = fresh.with(status: source).with(professions: snapshot.professions)
            self.names = names
        }
    }
}
