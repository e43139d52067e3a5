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
    func open(for authorities: [String], into responder: StatusResponder) -> [RevocationError] {
        var findings: [RevocationError] = []
        lock.withLock { self.authorities = authorities }
        for authority in authorities {
            do throws(RevocationError) {
                keep(try AnswerStore(path: press(authority).path, plan: plan), authority)
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
        var isNew = openLateComers()
        for (authority, store) in lock.withLock({ stores }) {
            // Another process, or `mohr ocsp presign`, may have put a new file in its place.
            if !store.isCurrent, let next = try? AnswerStore(path: store.file.path, plan: plan) {
                keep(next, authority)
                isNew = true
            } else if !writes {
                store.refresh()
            }
            let known = lock.withLock { stores[authority] } ?? store
            // Signed ahead of the day on which somebody changed their rows, and believed no more.
            known.leaveOut(
                reading.index.untrusted.filter { $0.authority == authority }.map(\.serial), asOf: .max)
            guard reading.index.position > known.position else { continue }
            let changes: StatusChanges
            do throws(RecordsError) {
                changes = try records.statusChanges(since: known.position)
            } catch {
                throw .records(error)
            }
            // First of all it is no longer answered as it was; then newer answers take its place.
            known.leaveOut(
                changes.certificates.filter { $0.reference.authority == authority }.map(\.reference.serial),
                asOf: changes.position)
            if writes { try press(authority).add(to: known, reading, changes, by: responders) }
        }
        if isNew { responder.answer(from: all) }
    }

    /// Makes the files that are due.
    func pressIfDue(
        _ reading: CurrentStatus.Reading, by responders: [RespondingAuthority], into responder: StatusResponder
    ) throws(RevocationError) {
        guard writes else { return }
        for authority in Set(responders.map(\.name)).sorted() {
            let press = press(authority)
            guard press.isDue(lock.withLock { stores[authority] }, responders: responders) else { continue }
            keep(try press.press(reading, by: responders), authority)
            responder.answer(from: all)
        }
    }

    /// Opens the files that were not there yet when this process began; their writer may have begun later.
    private func openLateComers() -> Bool {
        guard !writes else { return false }
        let missing = lock.withLock { authorities.filter { stores[$0] == nil } }
        var isNew = false
        for authority in missing {
            guard let store = try? AnswerStore(path: press(authority).path, plan: plan) else { continue }
            keep(store, authority)
            isNew = true
        }
        return isNew
    }

    private var all: [AnswerStore] { lock.withLock { stores.sorted { $0.key < $1.key }.map(\.value) } }

    private func keep(_ store: AnswerStore, _ authority: String) { lock.withLock { stores[authority] = store } }

    private func press(_ authority: String) -> AnswerPress {
        AnswerPress(folder: folder, authority: authority, plan: plan, clock: clock)
    }
}
