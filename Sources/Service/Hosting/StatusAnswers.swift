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
    /// One change of what is answered from at a time: else what was read first could be written, or handed out, last.
    private let turn = NSLock()
    /// Files were taken up that the responder was not given yet; guarded by the turn.
    private var isNew = false
    // Guarded by the lock.
    private let lock = NSLock()
    private var stores: [String: AnswerStore] = [:]
    private var authorities: [String] = []

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
    func open(for authorities: [String], _ records: Records, into responder: StatusResponder) -> [RevocationError] {
        turn.lock()
        defer { turn.unlock() }
        var findings: [RevocationError] = []
        lock.withLock { self.authorities = authorities }
        for authority in authorities {
            do throws(RevocationError) {
                let store = try AnswerStore(path: press(authority).path, plan: plan)
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

    /// Takes in what has changed: adds it, or reads what the writer has added.
    func refresh(
        _ reading: CurrentStatus.Reading, _ records: Records, by responders: [RespondingAuthority],
        into responder: StatusResponder
    ) throws(RevocationError) {
        turn.lock()
        defer { turn.unlock() }
        openLateComers()
        for (authority, store) in lock.withLock({ stores }) {
            // Another process, or `mohr ocsp presign`, may have put a new file in its place.
            if !store.isCurrent, let next = try? AnswerStore(path: store.file.path, plan: plan) {
                keep(next, authority)
                isNew = true
            } else if !writes {
                store.refresh()
            }
            let known = lock.withLock { stores[authority] } ?? store
            leaveOutDoubted(known, authority, reading)
            guard reading.index.position > known.position else { continue }
            // First of all it is no longer answered as it was; then newer answers take its place.
            let changes = try leaveOutChanges(known, authority, records)
            if writes { try press(authority).add(to: known, reading, changes, by: responders) }
        }
        handOut(to: responder)
    }

    /// Makes the files that are due.
    func pressIfDue(
        _ status: CurrentStatus, _ records: Records, by responders: [RespondingAuthority],
        into responder: StatusResponder
    ) throws(RevocationError) {
        guard writes else { return }
        for authority in Set(responders.map(\.name)).sorted() {
            let press = press(authority)
            guard press.isDue(lock.withLock { stores[authority] }, responders: responders) else { continue }
            let store = try press.press(status.reading, by: responders)
            turn.lock()
            defer { turn.unlock() }
            // What changed while it was made is told already, from beside the file before it.
            leaveOutDoubted(store, authority, status.reading)
            _ = try leaveOutChanges(store, authority, records)
            keep(store, authority)
            isNew = true
            handOut(to: responder)
        }
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
        store.leaveOut(
            changes.certificates.filter { $0.reference.authority == authority }.map(\.reference.serial),
            asOf: changes.position)
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
    private func openLateComers() {
        guard !writes else { return }
        for authority in lock.withLock({ authorities.filter { stores[$0] == nil } }) {
            guard let store = try? AnswerStore(path: press(authority).path, plan: plan) else { continue }
            keep(store, authority)
            isNew = true
        }
    }

    private var all: [AnswerStore] { lock.withLock { stores.sorted { $0.key < $1.key }.map(\.value) } }

    private func keep(_ store: AnswerStore, _ authority: String) { lock.withLock { stores[authority] = store } }

    private func press(_ authority: String) -> AnswerPress {
        AnswerPress(folder: folder, authority: authority, plan: plan, clock: clock)
    }
}
