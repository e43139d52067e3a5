// SPDX-License-Identifier: Apache-2.0
import Foundation
import PKIX
public import Records
import Revocation
import Transparency

/// The heads of the log that left the house, from wherever they lie in it: signed, in lists on record, in lists' files.
///
/// Whoever rewrites the log's rows has to find them all.
public struct SeenHeads: Sendable {
    /// What is wrong with the signed head itself.
    public enum Flaw: String, Sendable, Hashable, CaseIterable {
        /// The log's key was told to everyone, and no head that it signed is on record: it was taken away.
        case missing
        /// The key to check it with is not in the home.
        case keyMissing
        /// It is not signed by the log's key.
        case notSigned
        /// The head beside it is another one.
        case otherHead
    }

    /// Each once.
    public private(set) var heads: [AuditHead]

    /// What is wrong with the signed head; nil when nothing is.
    public private(set) var flaw: Flaw?

    /// Collects them.
    ///
    /// - Parameters:
    ///   - home: where the files are.
    ///   - records: its records.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public init(_ home: Home, _ records: Records) throws(RecordsError) {
        var found = Set(try ListsOnRecord(records).heads())
        found.formUnion(Self.inFiles(of: home.lists, records))
        let text = try? String(contentsOfFile: home.logKey, encoding: .utf8)
        let key = text.flatMap { try? NoteKey($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
        if let note = try records.auditCheckpoint() {
            if let key, let head = try? Checkpoint.read(note, signedBy: key) {
                let signed = AuditHead(size: head.size, rootHash: head.rootHash)
                found.insert(signed)
                if try records.auditCheckpointHead() != signed { flaw = .otherHead }
            } else {
                flaw = key == nil ? .keyMissing : .notSigned
            }
        } else if text != nil {
            flaw = .missing
        }
        // What the log itself says is lost cannot be found in it.
        let gaps = try records.restorationGaps()
        heads = found.filter { head in !gaps.contains { $0.contains(head.size) } }.sorted { $0.size < $1.size }
    }

    /// The heads in files of lists that an authority on record signed.
    ///
    /// - Parameters:
    ///   - folder: where the files are.
    ///   - records: have the authorities' certificates.
    /// - Returns: the heads.
    static func inFiles(of folder: String, _ records: Records) -> Set<AuditHead> {
        var found: Set<AuditHead> = []
        for path in CareFiles.files(below: folder) where path.hasSuffix(".crl") {
            let url = URL(fileURLWithPath: "\(folder)/\(path)")
            // A list of a million entries is not read for one line of it.
            guard let data = try? Data(contentsOf: url, options: .alwaysMapped), data.count < 1 << 20,
                let list = try? CertificateList(der: Array(data)), let head = LogCheckpoint.read(from: list),
                (try? SeenList(list, in: records)) != nil
            else { continue }
            found.insert(head)
        }
        return found
    }
}
