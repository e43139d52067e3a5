// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Foundation
import Issuance
import Records
public import Transparency

extension MohrService {
    /// The audit log's name: the public address without its scheme.
    ///
    /// - SeeAlso: C2SP tlog-tiles, "Parameters".
    public var logOrigin: String { Self.logOrigin(of: configuration) }

    /// The audit log's name in a house that is not open.
    public static func logOrigin(of configuration: Configuration) -> String {
        let url = configuration.publicListener.publicURL
        let bare = url.firstRange(of: "://").map { String(url[$0.upperBound...]) } ?? url
        return bare.hasSuffix("/") ? String(bare.dropLast()) : bare
    }

    /// The key that the log's head is signed with, by name; `nil` in a house that has none.
    ///
    /// - Throws: ``ServiceError``.
    public func logKey() throws(ServiceError) -> NoteKey? {
        guard home.folder.has(Home.log) else { return nil }
        let key = try keys.key(Home.log)
        return try Self.records { () throws(RecordsError) in
            do throws(TransparencyError) {
                return try NoteKey(name: logOrigin, publicKey: key.publicKey)
            } catch {
                throw .checkpoint(error)
            }
        }
    }

    /// Writes the public half beside the tree, where it is not there or the house has got another address.
    ///
    /// - Throws: ``ServiceError``.
    public func tellLogKey() throws(ServiceError) {
        guard let key = try logKey() else { return }
        let text = Data((key.text + "\n").utf8)
        let file = URL(fileURLWithPath: home.logKey)
        if (try? Data(contentsOf: file)) == text { return }
        // A key that is told has signed a head: where none is on record any more, somebody took it away.
        try signLog()
        do {
            try text.write(to: file, options: .atomic)
        } catch {
            throw .unreadable(file: home.logKey, cause: "\((error as NSError).domain) \((error as NSError).code)")
        }
    }

    /// Signs the log's head, if the log grew.
    ///
    /// - Returns: the signed checkpoint; `nil` in a house without a key for it.
    /// - Throws: ``ServiceError``, when the log is not what it was.
    @discardableResult
    public func signLog() throws(ServiceError) -> [UInt8]? {
        guard home.folder.has(Home.log) else { return nil }
        let key = try keys.key(Home.log)
        let isTold = FileManager.default.fileExists(atPath: home.logKey)
        return try Self.records { () throws(RecordsError) in
            // A head was signed before anyone was told the key. With a new one over what is there now, nobody would see
            // that it was taken away.
            if isTold, try records.auditCheckpoint() == nil {
                throw .logRewritten(size: try records.auditHead().size)
            }
            return try records.signCheckpoint(of: logOrigin, by: key)
        }
    }
}
