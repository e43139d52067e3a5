// SPDX-License-Identifier: Apache-2.0
import DER
import Database
import Foundation
public import PKIX
public import Records

/// The answers of an authority that are on the disk: the file, and what has changed since.
public final class AnswerStore: Sendable {
    /// The answers as of one moment.
    public let file: AnswerFile

    let overlay: AnswerOverlay
    private let stale = Stale()

    /// How long after it was made the file is to be replaced; caches keep answers no longer.
    private let refreshSeconds: Int64

    /// Opens the file of an authority and reads what has changed since.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - plan: how long answers are given out before newer ones are there.
    ///   - limit: the log's size that is known here; what was added of a later one is read by ``refresh(upTo:)``.
    /// - Throws: ``RevocationError/file(path:step:code:)``, ``RevocationError/answerFile(path:_:)``.
    public init(path: String, plan: AnswerPlan, upTo limit: Int = .max) throws(RevocationError) {
        file = try AnswerFile(path: path)
        overlay = AnswerOverlay(of: file)
        refreshSeconds = plan.refreshSeconds
        overlay.refresh(upTo: limit)
    }

    /// Whether the file is still the one under its name.
    public var isCurrent: Bool {
        guard let onDisk = try? ReadableFile(path: file.path) else { return true }
        return onDisk.bytes(at: onDisk.byteCount - 32, count: 32) == file.digest
    }

    /// Answers no longer about certificates that have changed, but by what is added about them later.
    ///
    /// - Parameters:
    ///   - serials: which.
    ///   - position: the audit log's size at which they had changed.
    public func leaveOut(_ serials: [SerialNumber], asOf position: Int) {
        stale.add(serials.map(\.bytes), asOf: position)
    }

    /// Answers no longer about an authority's certificates that have changed, but by what is added about them later.
    ///
    /// - Parameters:
    ///   - changes: which, and when.
    ///   - authority: whose answers these are.
    public func leaveOut(_ changes: StatusChanges, of authority: String) {
        for (place, certificate) in changes.certificates.enumerated()
        where certificate.reference.authority == authority {
            let position = place < changes.positions.count ? changes.positions[place] : changes.position
            stale.add([certificate.reference.serial.bytes], asOf: position)
        }
    }

    /// Reads what another process has added.
    ///
    /// - Parameter limit: the log's size that is known here: what is answered from files is not ahead of what is answered
    ///   else, or whoever asks twice would be told the newer first.
    public func refresh(upTo limit: Int = .max) { overlay.refresh(upTo: limit) }

    /// How many certificates have another status than in the file.
    public var changes: Int { overlay.count }

    /// The answer to a question about one certificate; nil when it is not here, or is past its time.
    ///
    /// - Parameters:
    ///   - serial: the content octets of the number's INTEGER.
    ///   - time: now.
    /// - Returns: the answer, or nil.
    /// - Complexity: a search in the table, and one read from the page cache.
    func answer(about serial: [UInt8], at time: Instant) -> OCSPAnswer? {
        let needed = stale.position(of: serial)
        if let changed = overlay.answer(about: serial) {
            guard needed.map({ $0 <= changed.position }) ?? true else { return nil }
            return answer(changed.stem, changed.thisUpdate, changed.nextUpdate, at: time)
        }
        guard needed == nil, time < file.nextUpdate, let stem = file.stem(of: serial) else { return nil }
        return answer(stem, file.thisUpdate, file.nextUpdate, at: time)
    }

    private func answer(
        _ stem: [UInt8], _ thisUpdate: Instant, _ nextUpdate: Instant, at time: Instant
    ) -> OCSPAnswer? {
        guard time < nextUpdate else { return nil }
        let due = min(thisUpdate.advanced(bySeconds: refreshSeconds), nextUpdate)
        return OCSPAnswer(
            stem: stem, ending: file.ending, thisUpdate: thisUpdate, nextUpdate: nextUpdate,
            // Past its hour it is still good, but the next request shall find the newer one.
            expires: due > time ? due : nil)
    }

    /// Certificates that have changed since, and when.
    private final class Stale: @unchecked Sendable {
        private let lock = NSLock()
        private var positions: [[UInt8]: Int] = [:]

        func add(_ serials: [[UInt8]], asOf position: Int) {
            lock.withLock { for serial in serials { positions[serial] = max(positions[serial] ?? 0, position) } }
        }

        func position(of serial: [UInt8]) -> Int? {
            lock.withLock { positions.isEmpty ? nil : positions[serial] }
        }
    }
}
