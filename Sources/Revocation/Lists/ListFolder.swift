// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Database
import Foundation
public import PKIX
public import Records

/// The published lists as files: what a web server, a mirror or a visitor without Mohr may take.
///
///     DIR/lists/<authority>.crl            the full list
///     DIR/lists/<authority>/<shard>.crl    a shard
///     DIR/lists/<authority>/delta.crl      the delta
///
/// Each file is the newest list, whole, and was on the disk before it had its name. They are also a witness: a folder
/// that is ahead of the records shows that older records took the place of those that were published from.
public struct ListFolder: Sendable, Hashable {
    /// The folder.
    public let path: String

    /// Names a folder; it is made when the first list is written.
    public init(path: String) { self.path = path }

    /// Puts a list in the place of the one before it.
    ///
    /// - Parameter list: one that was filed.
    /// - Throws: ``RevocationError/file(path:step:code:)``; the list before it is then still there.
    public func write(_ list: PublishedList) throws(RevocationError) {
        let file = try place(of: list)
        try filed(try DurableFile.replace(file, with: list.encoded))
    }

    /// The same, unless a newer one was filed: of two processes that publish, the one that filed first may come here last.
    ///
    /// - Parameters:
    ///   - list: one that was filed.
    ///   - records: where it was.
    /// - Throws: ``RevocationError/file(path:step:code:)``, ``RevocationError/records(_:)``.
    func write(_ list: PublishedList, unlessOvertakenIn records: Records) throws(RevocationError) {
        let file = try place(of: list)
        // Between looking and writing nobody else writes here.
        let turn = OpeningLock(of: file)
        defer { turn.release() }
        let newest = try recorded(try records.newestList(of: list.record.authority, scope: list.record.scope))
        guard (newest?.number ?? 0) <= list.record.number else { return }
        try filed(try DurableFile.replace(file, with: list.encoded))
    }

    /// Where a list is, in a folder that is there.
    private func place(of list: PublishedList) throws(RevocationError) -> String {
        let file = "\(path)/\(list.path)"
        let folder = (file as NSString).deletingLastPathComponent
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw .file(path: folder, step: "mkdir", code: Int32(clamping: (error as NSError).code))
        }
        return file
    }

    /// Holds the folder against the records, once, before anything is published.
    ///
    /// A file that is missing, older, or no list of the authority is written anew from the records. One that is newer
    /// than the records, or another of the same number, is given out as it is: nothing may go backwards, and nothing
    /// will be published in its scope until the records are above it again.
    ///
    /// - Parameters:
    ///   - lists: what is given out; takes in what the folder has that is newer.
    ///   - records: where lists are filed.
    ///   - authorities: the authorities' certificates, by name.
    /// - Returns: what was found wrong; a missing or an older file is not, since a crash between records and folder
    ///   leaves it so.
    /// - Throws: ``RevocationError/records(_:)``, ``RevocationError/file(path:step:code:)``.
    public func reconcile(
        with lists: PublishedLists, records: Records, authorities: [String: Certificate]
    ) throws(RevocationError) -> [RevocationError] {
        var findings: [RevocationError] = []
        for record in try recorded(try records.newestLists()) {
            guard let published = PublishedList(record), let issuer = authorities[record.authority] else { continue }
            let bytes = Self.read("\(path)/\(published.path)")
            guard let bytes, bytes != record.encoded else {
                if bytes == nil { try write(published, unlessOvertakenIn: records) }
                continue
            }
            let door = try PublicationGuard(authority: record.authority, scope: record.scope, issuer: issuer)
            do throws(RevocationError) {
                let list = try door.read(bytes)
                if list.number < record.number {
                    try write(published, unlessOvertakenIn: records)
                } else {
                    lists.put([PublishedList(list, of: record)].compactMap { $0 })
                    findings.append(Self.finding(list, record))
                }
            } catch {
                findings.append(error)
                try write(published, unlessOvertakenIn: records)
            }
        }
        return findings
    }

    private static func finding(_ list: CertificateList, _ record: RevocationListRecord) -> RevocationError {
        list.number == record.number
            ? .listForeign(authority: record.authority, scope: record.scope, number: record.number)
            : .listAhead(
                authority: record.authority, scope: record.scope, seen: list.number, onRecord: record.number)
    }

    private static func read(_ file: String) -> [UInt8]? {
        guard let file = try? ReadableFile(path: file) else { return nil }
        return file.bytes(at: 0, count: file.byteCount)
    }
}

extension PublishedList {
    /// Takes a list of which there is a file and no record.
    init?(_ list: CertificateList, of record: RevocationListRecord) {
        self.init(
            RevocationListRecord(
                authority: record.authority, scope: record.scope, number: list.number, thisUpdate: list.thisUpdate,
                nextUpdate: list.nextUpdate ?? list.thisUpdate, encoded: list.encoded,
                sha256: DigestAlgorithm.sha256.digest(list.encoded)))
    }
}
