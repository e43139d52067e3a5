// SPDX-License-Identifier: Apache-2.0
import DER
import Database
import Enrollment
import Foundation
import Identity
import JSON
import Records

/// Leaves messages in a folder for whoever sends them: one file of JSON a message, named by its id, whole or not there.
///
///     <folder>/<id>.json      {"id", "kind", "channel", "address", "text", "written"}
///
/// A message that is sent again is the same file, so that it is there once; one that was taken up and moved away is noted
/// in `<folder>/.taken/<id>` by whoever moved it, or comes a second time. The folder is readable by its owner only.
struct FileSender: MessageSender {
    let folder: String
    let reaches = Set(Contact.Kind.allCases)

    func send(_ message: OutgoingMessage) throws(SendingFailure) {
        let manager = FileManager.default
        guard !manager.fileExists(atPath: "\(folder)/.taken/\(message.id)") else { return }
        let value: JSONValue = [
            "id": .string(message.id), "kind": .string(message.kind.rawValue),
            "channel": .string(message.channel.rawValue), "address": .string(message.address.revealed),
            "text": .string(message.text.revealed), "written": .string(message.written.rfc3339),
        ]
        do {
            try manager.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try DurableFile.replace(
                "\(folder)/\(message.id).json", with: JSONWriter.bytes(value, .indented) + [0x0A], rights: 0o600)
        } catch {
            throw .unavailable("spool: \((error as NSError).domain) \((error as NSError).code)")
        }
    }
}
