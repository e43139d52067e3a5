// SPDX-License-Identifier: Apache-2.0
import DER
import Foundation
import Issuance

/// The files of a transcript: what a third person is handed.
struct TranscriptFiles {
    /// `transcript.txt`, both languages.
    let transcript: [UInt8]
    /// `check.sh`, which needs `openssl` alone.
    let check: [UInt8]
    /// What they speak of, by name.
    let others: [(name: String, bytes: [UInt8])]
}

/// Writes a transcript's folder; nothing that is there is written over.
enum TranscriptFolder {
    static func write(
        _ files: TranscriptFiles, of transcript: CeremonyTranscript, in parent: String
    ) throws(ServiceError) -> String {
        let time = transcript.steps.last?.time.rfc3339.filter { $0 != ":" && $0 != "-" } ?? ""
        let mark = transcript.isRehearsal ? "REHEARSAL-" : ""
        let name = "\(mark)\(time)-\(transcript.document.authority)-\(transcript.document.act.rawValue)"
        let folder = try make(name, in: parent)
        for (name, bytes) in files.others { try write(bytes, to: "\(folder)/\(name)", rights: 0o644) }
        try write(files.check, to: "\(folder)/check.sh", rights: 0o755)
        // Last, since it speaks of the others.
        try write(files.transcript, to: "\(folder)/transcript.txt", rights: 0o644)
        return folder
    }

    /// A folder that was not there: an earlier run's keeps its place.
    private static func make(_ name: String, in parent: String) throws(ServiceError) -> String {
        let manager = FileManager.default
        var folder = "\(parent)/\(name)"
        var count = 1
        while manager.fileExists(atPath: folder) {
            count += 1
            folder = "\(parent)/\(name)-\(count)"
        }
        do {
            try manager.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw .unreadable(file: folder, cause: error.localizedDescription)
        }
        return folder
    }

    private static func write(_ bytes: [UInt8], to file: String, rights: Int) throws(ServiceError) {
        guard
            FileManager.default.createFile(
                atPath: file, contents: nil, attributes: [.posixPermissions: rights])
        else { throw .unreadable(file: file, cause: "EACCES") }
        do {
            let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: file))
            try handle.write(contentsOf: Data(bytes))
            try handle.synchronize()
            try handle.close()
        } catch {
            throw .unreadable(file: file, cause: error.localizedDescription)
        }
    }
}
