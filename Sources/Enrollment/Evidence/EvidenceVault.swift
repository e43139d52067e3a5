// SPDX-License-Identifier: Apache-2.0
public import Cryptography
import DER
import Database
import Foundation
import PKIX

/// Where papers lie: files, each under a key of its own, the keys under the home's.
///
/// A file is `AES-256-GCM(key of the file, paper)`, its name the paper's number, which is the sealing's context too: no file
/// can stand in for another. The home's key opens the files' keys and is asked for when it is first needed.
public struct EvidenceVault: Sendable {
    private let folder: String
    private let homeKey: @Sendable () throws -> SecretKey

    /// Names a folder; nothing is made yet.
    ///
    /// - Parameters:
    ///   - folder: absolute path; made when the first paper comes.
    ///   - homeKey: gives the home's key, on any thread; asked each time.
    public init(folder: String, homeKey: @escaping @Sendable () throws -> SecretKey) {
        self.folder = folder
        self.homeKey = homeKey
    }

    /// Seals a paper into its file.
    ///
    /// - Returns: the file's key under the home's.
    func keep(_ paper: [UInt8], as id: String) throws(EnrollmentError) -> [UInt8] {
        try Self.telling {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            let key = try SecretKey()
            let context = Self.context(id)
            let wrapped = try homeKey().seal(key.revealed, context: context)
            try DurableFile.replace(path(id), with: key.seal(paper, context: context), rights: 0o600)
            return wrapped
        }
    }

    /// Opens a paper.
    func read(_ id: String, wrappedKey: [UInt8]) throws(EnrollmentError) -> [UInt8] {
        try Self.telling {
            let context = Self.context(id)
            let key = try SecretKey(bytes: homeKey().open(wrappedKey, context: context))
            return try key.open(Array(Data(contentsOf: URL(fileURLWithPath: path(id)))), context: context)
        }
    }

    /// Whether a paper's file is there.
    func holds(_ id: String) -> Bool { FileManager.default.fileExists(atPath: path(id)) }

    /// Removes a paper's file; its key is forgotten already, so one that stays is noise.
    func remove(_ id: String) { try? FileManager.default.removeItem(atPath: path(id)) }

    private func path(_ id: String) -> String { "\(folder)/\(id)" }

    private static func context(_ id: String) -> [UInt8] { Array("mohr evidence v1 \(id)".utf8) }

    private static func telling<Value>(_ work: () throws -> Value) throws(EnrollmentError) -> Value {
        do {
            return try work()
        } catch let error as EnrollmentError {
            throw error
        } catch {
            // What the file system or the library said, for the log; it holds no byte of a paper.
            throw .evidenceStore(CaseWords.of(error))
        }
    }
}
