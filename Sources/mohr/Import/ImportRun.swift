// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Dispatch
import Enrollment
import Foundation
import PKIX
import Records
import Service

/// One run over a file of certificates from elsewhere.
///
/// Rows are checked on all cores and taken in batch by batch, each one transaction. A run that was interrupted is run
/// again: what is on record is known by its digest, so nothing is taken twice.
struct ImportRun {
    let registration: RegistrationAuthority
    let records: Records
    let issuers: ImportIssuers
    let pool: CertificatePool
    let defaultProfile: String?
    let isRehearsal: Bool
    let actor: String

    /// What became of a row.
    struct Outcome {
        let row: Int
        var sha256: [UInt8]?
        var draft: ImportDraft?
        var remarks: [String] = []
        var result: Result<ImportOutcome, ImportRefusal>
    }

    /// How many rows share a sync of the disk.
    private static let batch = 256

    /// Runs.
    ///
    /// - Parameters:
    ///   - rows: of the file.
    ///   - progress: told how many are done.
    /// - Returns: an outcome a row, in the file's order.
    /// - Throws: ``RecordsError``; a refused row is an outcome.
    func run(_ rows: [ImportFile.Row], _ progress: ProgressLine) throws -> [Outcome] {
        var outcomes: [Outcome] = []
        outcomes.reserveCapacity(rows.count)
        let registers = registration.profilesByRegister
        var seen = ImportSightings(registers)
        for start in stride(from: 0, to: rows.count, by: Self.batch) {
            var part = check(Array(rows[start..<min(start + Self.batch, rows.count)]))
            for index in part.indices { seen.look(&part[index], isRehearsal: isRehearsal) }
            let drafts = part.indices.compactMap { index in part[index].draft.map { (index, $0) } }
            let taken = try records.takeImports(
                drafts.map(\.1), registers: registers, isRehearsal: isRehearsal, by: actor, at: .now())
            for ((index, _), outcome) in zip(drafts, taken) { part[index].result = Self.result(outcome) }
            outcomes += part
            progress.reached(outcomes.count)
            if !isRehearsal { StopPoint.afterImportedBatch() }
        }
        progress.end()
        return outcomes
    }

    private static func result(_ outcome: ImportOutcome) -> Result<ImportOutcome, ImportRefusal> {
        if case .refused(let conflict) = outcome { return .failure(.conflict(conflict)) }
        return .success(outcome)
    }

    private func check(_ rows: [ImportFile.Row]) -> [Outcome] {
        let slots = ImportSlots(rows.count)
        let cores = max(1, ProcessInfo.processInfo.activeProcessorCount)
        let share = (rows.count + cores - 1) / cores
        DispatchQueue.concurrentPerform(iterations: cores) { core in
            for index in core * share..<max(core * share, min(rows.count, (core + 1) * share)) {
                slots.put(outcome(of: rows[index]), at: index)
            }
        }
        return slots.all
    }

    private func outcome(of row: ImportFile.Row) -> Outcome {
        var outcome = Outcome(row: row.number, result: .success(.known))
        do throws(ImportRefusal) {
            if let fault = row.fault { throw fault }
            let entry = try pool.entry(for: row)
            outcome.sha256 = entry.sha256
            let certificate: Certificate
            do throws(PKIXError) {
                certificate = try Certificate(der: entry.der)
            } catch {
                throw .certificateUnreadable(error)
            }
            let said = ImportRow(profile: row[.profile] ?? defaultProfile ?? "", row.values)
            let checked = try registration.check(imported: certificate, said, from: issuers)
            outcome.draft = checked.draft
            outcome.remarks = checked.remarks
        } catch {
            outcome.result = .failure(error)
        }
        return outcome
    }
}

/// What earlier rows of the file have: a certificate belongs to one row, and in a rehearsal, where nothing is on record
/// yet, so do keys and licence numbers to one person.
private struct ImportSightings {
    private let registers: [String: Set<String>]
    private var certificates: [[UInt8]: Int] = [:]
    private var keys: [[UInt8]: String] = [:]
    private var licences: [[String]: String] = [:]

    init(_ registers: [String: Set<String>]) { self.registers = registers }

    mutating func look(_ outcome: inout ImportRun.Outcome, isRehearsal: Bool) {
        guard let draft = outcome.draft else { return }
        var refusal: ImportRefusal?
        let person = draft.subject.nationalID ?? ""
        let licence = draft.subject.licence.map { [$0] + (registers[draft.profile] ?? []).sorted() }
        if let row = certificates[draft.sha256] {
            refusal = .certificateTwice(row: row)
        } else if isRehearsal, keys[draft.publicKeySHA256] ?? person != person {
            refusal = .conflict(.keyOfSomeoneElse)
        } else if isRehearsal, draft.standing.status != .revoked, let licence, licences[licence] ?? person != person {
            refusal = .conflict(.licenceOfSomeoneElse)
        }
        if let refusal {
            outcome.draft = nil
            outcome.result = .failure(refusal)
            return
        }
        certificates[draft.sha256] = outcome.row
        keys[draft.publicKeySHA256] = person
        if let licence, draft.standing.status != .revoked { licences[licence] = person }
    }
}

/// A place for each outcome, filled by many threads.
private final class ImportSlots: @unchecked Sendable {
    private let lock = NSLock()
    private var slots: [ImportRun.Outcome?]
    init(_ count: Int) { slots = Array(repeating: nil, count: count) }
    func put(_ outcome: ImportRun.Outcome, at index: Int) {
        lock.withLock { if slots.indices.contains(index) { slots[index] = outcome } }
    }
    var all: [ImportRun.Outcome] { lock.withLock { slots.compactMap { $0 } } }
}
