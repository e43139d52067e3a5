// SPDX-License-Identifier: Apache-2.0
public import DER
import Database
import Foundation
public import Records

/// Puts a home back from a copy: locked, until what left the house after the copy was made has been shown to it.
///
/// - SeeAlso: ``HomeBackup``; threat T14.
public enum HomeRestoration {
    /// Holds a copy against its manifest.
    ///
    /// - Parameters:
    ///   - folder: the copy.
    ///   - digest: SHA-256 of its manifest in hexadecimal, if it was kept apart.
    ///   - progress: told how many bytes were read, of how many.
    /// - Returns: the manifest.
    /// - Throws: ``CareError`` for the first file that is not the one that was copied.
    public static func check(
        _ folder: String, digest: String? = nil, progress: (Int, Int) -> Void = { _, _ in }
    ) throws(CareError) -> BackupManifest {
        let file = "\(folder)/\(BackupManifest.fileName)"
        guard let data = try? Data(contentsOf: URL(fileURLWithPath: file)) else {
            throw .manifest(path: folder, member: BackupManifest.fileName)
        }
        let manifest = try BackupManifest(Array(data), in: folder)
        if let digest, digest.lowercased() != manifest.digest {
            throw .otherManifest(seen: manifest.digest, allowed: digest)
        }
        let there = Set(CareFiles.files(below: folder)).subtracting([BackupManifest.fileName])
        let named = Set(manifest.files.map(\.path))
        if let stray = there.symmetricDifference(named).min() { throw .strayFile(path: stray) }
        var read = 0
        for file in manifest.files {
            let (count, sha256) = try CareFiles.digest(of: "\(folder)/\(file.path)") { piece in
                read += piece
                progress(read, manifest.byteCount)
            }
            guard count == file.byteCount, sha256 == file.sha256 else { throw .altered(path: file.path) }
        }
        return manifest
    }

    /// Puts a home back.
    ///
    /// - Parameters:
    ///   - folder: the copy; it was checked.
    ///   - manifest: its manifest.
    ///   - home: where the home is to be; it must not be there, or be empty. It has its name only when it is whole and
    ///     locked.
    ///   - database: where its records are to be; a server's schema has to be new.
    ///   - time: now.
    ///   - progress: told how many bytes were copied, of how many.
    /// - Throws: ``CareError``; then there is no home.
    public static func restore(
        _ folder: String, _ manifest: BackupManifest, to home: Home, in database: RecordsDatabase = .sqlite,
        at time: Instant,
        progress: (Int, Int) -> Void = { _, _ in }
    ) throws(CareError) {
        let manager = FileManager.default
        // One at a time: the other would take this one's draft for what a killed one left.
        let turn = OpeningLock(of: home.path)
        defer { turn.release() }
        if let there = try? manager.contentsOfDirectory(atPath: home.path), !there.isEmpty {
            throw .notEmpty(path: home.path)
        }
        let draft = home.path + ".part"
        try? manager.removeItem(atPath: draft)
        do throws(CareError) {
            // Before the first byte: what a kill leaves here cannot be worked with either.
            try markLocked(draft, from: manifest.digest, manifest.logSize, at: time)
            var copied = 0
            for file in manifest.files {
                let (_, sha256) = try CareFiles.copy("\(folder)/\(file.path)", to: "\(draft)/\(file.path)") { piece in
                    copied += piece
                    progress(copied, manifest.byteCount)
                }
                guard sha256 == file.sha256 else { throw .altered(path: file.path) }
            }
            try lock(draft, manifest, at: time)
            try move(draft, to: database, manifest)
            // Never in the place of a home that came there meanwhile.
            try CareFiles.told { () throws(FileError) in
                try DurableFile.place(folder: draft, at: home.path)
                try DurableFile.settle(home.path)
            }
        } catch {
            try? manager.removeItem(atPath: draft)
            throw error
        }
    }

    /// Marks a folder that becomes a home, or a copy of one, as locked.
    static func markLocked(
        _ folder: String, from source: String, _ lines: Int, at time: Instant
    ) throws(CareError) {
        try CareFiles.makeFolder("\(folder)/records")
        do throws(RecordsError) {
            try Records.markLocked(home: folder, from: source, lines: lines, at: time)
        } catch {
            throw .records(error)
        }
    }

    private static func lock(_ draft: String, _ manifest: BackupManifest, at time: Instant) throws(CareError) {
        do throws(RecordsError) {
            let records = try Records(home: draft, evenIfLocked: true)
            defer { records.close() }
            let head = try records.auditHead()
            guard head.size == manifest.logSize, head.rootHash == manifest.logRoot else {
                throw .logRewritten(size: manifest.logSize)
            }
            try records.lock(from: manifest.digest, at: time)
        } catch {
            throw .records(error)
        }
    }

    /// Into the server's database, locked as they are; asked again after it broke off, it goes on from there.
    private static func move(
        _ draft: String, to database: RecordsDatabase, _ manifest: BackupManifest
    ) throws(CareError) {
        guard case .postgreSQL = database else { return }
        do throws(RecordsError) {
            let old = try Records(home: draft, evenIfLocked: true)
            defer { old.close() }
            let new = try Records(home: draft, database: database, evenIfLocked: true)
            defer { new.close() }
            if try !new.isCopy(of: manifest.digest) { try new.copyEverything(from: old) }
        } catch .value(field: "records", _, _) {
            throw .databaseInUse(place: database.place)
        } catch {
            throw .records(error)
        }
        for end in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: "\(draft)/records/records.sqlite\(end)")
        }
    }
}
