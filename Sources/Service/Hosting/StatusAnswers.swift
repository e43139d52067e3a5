// SPDX-License-Identifier: Apache-2.0
import DER
import Foundation
import Records
import Revocation

/// The files of signed answers as one process uses them.
///
/// The process with the authorities' keys writes them; every other reads what it wrote. What has changed and is in no
/// file yet is signed when it is asked for.
final class StatusAnswers: @unchecked Sendable {
    private let folder: String
    private let plan: AnswerPlan
    private let clock: @Sendable () -> Instant
    private let writes: Bool
    /// One change of what is answered from at a time: else what was read first could be handed out last.
    private let turn = NSLock()
    /// Files were taken up that the responder was not given yet; guarded by the turn.
    private var isNew = false
    /// One who adds at a time: else what was read first could be written last.
    private let pen = NSLock()
    // Guarded by the lock.
    private let lock = NSLock()
    private var stores: [String: AnswerStore] = [:]
    private var authorities: [String] = []
    /// What is answered from where there is no file.
    private var told: CurrentStatus.Reading?

    init(folder: String, plan: AnswerPlan, writes: Bool, clock: @escaping @Sendable () -> Instant) {
        self.folder = folder
        self.plan = plan
        self.writes = writes
        self.clock = clock
    }

    /// The authorities whose status is answered for.
    var authorityNames: [String] { lock.withLock { authorities } }

    /// Opens what is there, and hands it to the responder; a file that is damaged is not used, and is made anew.
    ///
    /// Whoever was killed after a change and before it was added to the file left a file that does not know of it.
    func open(
        for authorities: [String], _ reading: CurrentStatus.Reading, _ records: Records,
        into responder: StatusResponder
    ) -> [RevocationError] {
        turn.lock()
        defer { turn.unlock() }
        var findings: [RevocationError] = []
        lock.withLock {
            self.authorities = authorities
            told = reading
        }
        for authority in authorities {
            do throws(RevocationError) {
                let store = try store(of: authority, reading)
                _ = try leaveOutChanges(store, authority, records)
                keep(store, authority)
            } catch {
                if case .file(_, _, 2) = error { continue }
                findings.append(error)
            }
        }
        responder.answer(from: all)
        return findings
    }

    /// Sees to it that nothing is answered from a file that does not know what has changed; before anybody is told of it.
    ///
    /// Whoever asked twice would else be told the change, and then what was before. Nothing is signed here, and nobody
    /// waited for who signs: of a hundred thousand changes that takes many seconds.
    func takeIn(
        _ reading: CurrentStatus.Reading, _ records: Records, into responder: StatusResponder
    ) throws(RevocationError) {
        let inUse = lock.withLock { stores }
        for (authority, store) in inUse { try leaveOut(store, authority, reading, records) }
        turn.lock()
        defer { turn.unlock() }
        openLateComers(reading)
        for (authority, store) in lock.withLock({ stores }) {
            // Another process, or `mohr ocsp presign`, may have put a new file in its place.
            if !store.isCurrent, let next = try? self.store(of: authority, reading) {
                keep(next, authority)
                isNew = true
            } else if !writes {
                store.refresh(upTo: reading.index.position)
            }
            guard let now = lock.withLock({ stores[authority] }), now !== inUse[authority] else { continue }
            try leaveOut(now, authority, reading, records)
        }
        handOut(to: responder)
    }

    /// Adds newer answers about what has changed, if that is few and nobody is at it; the rest is ``addRest(_:by:)``'s.
    ///
    /// The reading is the one that is answered from now.
    func add(
        _ reading: CurrentStatus.Reading, _ records: Records, by responders: [RespondingAuthority]
    ) throws(RevocationError) {
        lock.withLock {
            let before = told.map { ($0.index.position, $0.index.doubted) } ?? (-1, 0)
            if (reading.index.position, reading.index.doubted) >= before { told = reading }
        }
        guard writes, pen.try() else { return }
        defer { pen.unlock() }
        try add(records, by: responders, atMost: Self.addedAtOnce)
    }

    /// Adds newer answers about all that has changed.
    func addRest(_ records: Records, by responders: [RespondingAuthority]) throws(RevocationError) {
        guard writes else { return }
        pen.lock()
        defer { pen.unlock() }
        try add(records, by: responders, atMost: .max)
    }

    /// Signed within some hundredths of a second.
    static let addedAtOnce = 256

    /// Adds with the pen in hand; what fails for one authority is not in the way of the others.
    private func add(
        _ records: Records, by responders: [RespondingAuthority], atMost limit: Int
    ) throws(RevocationError) {
        guard let reading = lock.withLock({ told }) else { return }
        var first: RevocationError?
        for (authority, store) in lock.withLock({ stores }) where reading.index.position > store.position {
            do throws(RevocationError) {
                let changes = try leaveOutChanges(store, authority, records)
                guard changes.certificates.count <= limit else { continue }
                try press(authority).add(to: store, reading, changes, by: responders)
            } catch {
                first = first ?? error
            }
        }
        if let first { throw first }
    }

    /// Makes the files that are due.
    func pressIfDue(
        _ records: Records, by responders: [RespondingAuthority], into responder: StatusResponder
    ) throws(RevocationError) {
        guard writes else { return }
        for authority in Set(responders.map(\.name)).sorted() {
            let press = press(authority)
            guard press.isDue(lock.withLock { stores[authority] }, responders: responders),
                let reading = lock.withLock({ told })
            else { continue }
            let store = try press.press(reading, by: responders)
            turn.lock()
            defer { turn.unlock() }
            // What changed while it was made is told already, from beside the file before it.
            if let reading = lock.withLock({ told }) { leaveOutDoubted(store, authority, reading) }
            _ = try leaveOutChanges(store, authority, records)
            keep(store, authority)
            isNew = true
            handOut(to: responder)
        }
    }

    /// What is not answered from a file any more.
    private func leaveOut(
        _ store: AnswerStore, _ authority: String, _ reading: CurrentStatus.Reading, _ records: Records
    ) throws(RevocationError) {
        leaveOutDoubted(store, authority, reading)
        guard reading.index.position > store.position else { return }
        _ = try leaveOutChanges(store, authority, records)
    }

    /// Certificates that changed after the file or what is beside it was written are not answered from there.
    private func leaveOutChanges(
        _ store: AnswerStore, _ authority: String, _ records: Records
    ) throws(RevocationError) -> StatusChanges {
        let changes: StatusChanges
        do throws(RecordsError) {
            changes = try records.statusChanges(since: store.position)
        } catch {
            throw .records(error)
        }
        store.leaveOut(changes, of: authority)
        return changes
    }

    /// Signed ahead of the day on which somebody changed their rows, and believed no more.
    private func leaveOutDoubted(_ store: AnswerStore, _ authority: String, _ reading: CurrentStatus.Reading) {
        store.leaveOut(reading.index.untrusted.filter { $0.authority == authority }.map(\.serial), asOf: .max)
    }

    private func handOut(to responder: StatusResponder) {
        guard isNew else { return }
        responder.answer(from: all)
        isNew = false
    }

    /// Opens the files that were not there yet when this process began; their writer may have begun later.
    private func openLateComers(_ reading: CurrentStatus.Reading) {
        guard !writes else { return }
        for authority in lock.withLock({ authorities.filter { stores[$0] == nil } }) {
            guard let store = try? store(of: authority, reading) else { continue }
            keep(store, authority)
            isNew = true
        }
    }

    /// Opens a file; what another process has added is read as far as it is known here.
    private func store(of authority: String, _ reading: CurrentStatus.Reading) throws(RevocationError) -> AnswerStore {
        try AnswerStore(path: press(authority).path, plan: plan, upTo: writes ? .max : reading.index.position)
    }

    private var all: [AnswerStore] { lock.withLock { stores.sorted { $0.key < $1.key }.map(\.value) } }

    private func keep(_ store: AnswerStore, _ authority: String) { lock.withLock { stores[authority] = store } }

    private func press(_ authority: String) -> AnswerPress {
        AnswerPress(folder: folder, authority: authority, plan: plan, clock: clock)
    }
}
