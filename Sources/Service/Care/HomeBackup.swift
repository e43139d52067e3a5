// SPDX-License-Identifier: Apache-2.0
public import DER
import Database
import Foundation
public import Records

/// Copies a home while it is served.
///
/// The records are copied as they are at one moment; what lies beside them, papers and lists, is copied before and after it,
/// so that whatever the records name is there. The copy holds what the records hold, personal data too: it is readable for
/// its owner alone and belongs where the house's own disk could lie. Keys are left out unless they are asked for; without
/// them a thief of the copy has nothing to sign with, and whoever restores needs them from elsewhere.
///
/// - SeeAlso: ETSI EN 319 401 REQ-7.11.1 and 7.11.2; CP/CPS 5.1.8.
public struct HomeBackup: Sendable {
    private let home: Home
    private let records: Records

    /// Of an open home.
    public init(_ home: Home, _ records: Records) {
        self.home = home
        self.records = records
    }

    /// What lies beside the records and cannot be made again.
    private static let folders = ["certificates", "lists", "evidence", "feeds"]
    private static let singles = ["mohr.json5", "log.vkey"]

    /// Makes the copy.
    ///
    /// - Parameters:
    ///   - folder: where; it must not be there. It has its name only once everything in it is on the disk.
    ///   - hasKeys: whether the keys go along.
    ///   - time: now.
    ///   - progress: told how many bytes were copied beside the records.
    /// - Returns: what it holds.
    /// - Throws: ``CareError``; then there is no folder of that name.
    public func make(
        in folder: String, withKeys hasKeys: Bool, at time: Instant, progress: (Int) -> Void = { _ in }
    ) throws(CareError) -> BackupManifest {
        // `DIR/` is DIR; what is made first is beside it, not in it.
        let folder = Home(folder).path
        // One at a time: the other would take this one's draft for what a killed one left.
        let turn = OpeningLock(of: folder)
        defer { turn.release() }
        guard !FileManager.default.fileExists(atPath: folder) else { throw .notEmpty(path: folder) }
        let draft = folder + ".part"
        try? FileManager.default.removeItem(atPath: draft)
        do throws(CareError) {
            let manifest = try fill(draft, hasKeys, time, progress)
            try CareFiles.told { () throws(FileError) in
                try DurableFile.replace(
                    "\(draft)/\(BackupManifest.fileName)", with: manifest.encoded, rights: 0o600)
            }
            guard (try? FileManager.default.moveItem(atPath: draft, toPath: folder)) != nil else {
                throw .file(path: folder, step: "rename", code: 0)
            }
            try CareFiles.told { () throws(FileError) in
                try DurableFile.settle("\(folder)/\(BackupManifest.fileName)")
                try DurableFile.settle(folder)
            }
            return manifest
        } catch {
            try? FileManager.default.removeItem(atPath: draft)
            throw error
        }
    }

    private func fill(
        _ draft: String, _ hasKeys: Bool, _ time: Instant, _ progress: (Int) -> Void
    ) throws(CareError) -> BackupManifest {
        var done: [String: BackupManifest.File] = [:]
        var copied = 0
        func tell(_ count: Int) {
            copied += count
            progress(copied)
        }
        try copyBeside(to: draft, hasKeys, into: &done, tell)
        try CareFiles.makeFolder("\(draft)/records")
        let database = "records/records.sqlite"
        let head = try onRecord { () throws(RecordsError) in try records.copy(to: "\(draft)/\(database)") }
        // A copy that is put to work by hand, past `mohr restore`, is locked as well.
        try HomeRestoration.markLocked(draft, from: "backup", head.size, at: time)
        for path in [database, "records/locked"] {
            let (count, sha256) = try CareFiles.digest(of: "\(draft)/\(path)", progress: tell)
            done[path] = BackupManifest.File(path: path, byteCount: count, sha256: sha256)
        }
        // What came while the records were copied; a paper that was deleted meanwhile is gone, as it should be.
        try copyBeside(to: draft, hasKeys, into: &done, tell)
        return BackupManifest(
            created: time, logSize: head.size, logRoot: head.rootHash, hasKeys: hasKeys, files: Array(done.values))
    }

    private func copyBeside(
        to draft: String, _ hasKeys: Bool, into done: inout [String: BackupManifest.File], _ tell: (Int) -> Void
    ) throws(CareError) {
        var paths = Self.singles.filter { FileManager.default.fileExists(atPath: home.file($0)) }
        for folder in Self.folders + (hasKeys ? ["keys"] : []) {
            paths += CareFiles.files(below: home.file(folder)).map { "\(folder)/\($0)" }
        }
        for path in paths where !path.hasSuffix(".part") && (done[path] == nil || path.hasPrefix("lists/")) {
            do throws(CareError) {
                let (count, sha256) = try CareFiles.copy(home.file(path), to: "\(draft)/\(path)", progress: tell)
                done[path] = BackupManifest.File(path: path, byteCount: count, sha256: sha256)
            } catch .file(_, "open", 2) {
                continue  // It was there a moment ago.
            }
        }
    }

    private func onRecord<Value>(_ work: () throws(RecordsError) -> Value) throws(CareError) -> Value {
        do throws(RecordsError) { return try work() } catch { throw .records(error) }
    }
}
