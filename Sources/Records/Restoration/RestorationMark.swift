// SPDX-License-Identifier: Apache-2.0
import DER
import Database
import Foundation

/// The second witness that records are locked: a file of the home, beside the row in the records.
///
/// Who can write into the database can take the row away; the lock holds until both are gone, and `unlock` takes both.
/// Records of one database that several homes open are marked in the home that put them back.
struct RestorationMark {
    /// Where it is in a home.
    static let file = "records/locked"

    /// Since when the records are locked.
    let locked: Instant
    /// Where they come from.
    let source: String
    /// The audit log's size in the copy.
    let lines: Int

    /// Takes what is written down.
    init(locked: Instant, source: String, lines: Int) {
        self.locked = locked
        self.source = source
        self.lines = lines
    }

    /// Reads a home's mark; there is none (`nil`) unless the home is locked.
    ///
    /// - Parameter path: the file.
    /// - Throws: ``RecordsError/home(path:_:)`` for a mark that cannot be read: what it was put there for still holds.
    init?(reading path: String) throws(RecordsError) {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        guard let data = FileManager.default.contents(atPath: path),
            let fields = CanonicalJSON.fields(String(decoding: data, as: UTF8.self)),
            let seconds = fields["locked"].flatMap({ Int64($0) }), let source = fields["source"],
            let lines = fields["lines"].flatMap({ Int($0) })
        else { throw .home(path: path, "locked, source, lines") }
        self.init(locked: Instant(secondsSince1970: seconds), source: source, lines: lines)
    }

    /// Writes it, durably.
    ///
    /// - Parameter path: the file.
    /// - Throws: ``RecordsError/home(path:_:)``.
    func write(to path: String) throws(RecordsError) {
        let text = CanonicalJSON.object([
            "locked": "\(locked.secondsSince1970)", "source": source, "lines": "\(lines)",
        ])
        do throws(FileError) {
            try DurableFile.replace(path, with: Array(text.utf8), rights: 0o600)
        } catch {
            throw .home(path: path, "\(error.step) \(error.code)")
        }
    }

    /// Takes a mark away.
    ///
    /// - Parameter path: the file; it may be gone.
    /// - Throws: ``RecordsError/home(path:_:)``.
    static func remove(_ path: String) throws(RecordsError) {
        do throws(FileError) {
            // Off the disk, too: it must not come back by a power cut, and ask for lists newer than those of the house.
            try DurableFile.remove(path)
        } catch {
            throw .home(path: path, "\(error.step) \(error.code)")
        }
    }
}
