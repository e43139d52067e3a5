// SPDX-License-Identifier: Apache-2.0
import DER
import Foundation
import PKIX

/// Files that a command was given, read whole and decoded; each failure names the file and the cause.
enum InputFiles {
    /// The largest file that is read: a signed document's limit with room for PEM's third more.
    static let maximumBytes = 24 * 1_048_576

    /// A file's bytes; `-` is standard input.
    static func bytes(_ path: String, limit: Int = maximumBytes) throws(CommandFailure) -> [UInt8] {
        let data: Data?
        do {
            let handle =
                path == "-" ? FileHandle.standardInput : try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            data = try handle.read(upToCount: limit + 1)
        } catch {
            throw unreadable(path, error)
        }
        let bytes = Array(data ?? Data())
        guard bytes.count <= limit else {
            throw CommandFailure(
                .input, "cli.file.tooLarge", ["file": path, "seen": "> \(limit)", "allowed": "\(limit)"])
        }
        return bytes
    }

    /// Why a file cannot be read, in words where the system's own number would be all there is.
    private static func unreadable(_ path: String, _ error: any Error) -> CommandFailure {
        var isFolder: ObjCBool = false
        guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            return CommandFailure(.input, "cli.file.missing", ["file": path])
        }
        if isFolder.boolValue { return CommandFailure(.input, "cli.file.folder", ["file": path]) }
        let system = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError ?? error as NSError
        return CommandFailure(
            .input, "cli.file.unreadable", ["file": path, "cause": "\(system.domain) \(system.code)"])
    }

    /// Every certificate in a PEM or DER file.
    static func certificates(_ path: String) throws(CommandFailure) -> [Certificate] {
        let bytes = try bytes(path)
        return try decoded(path, "cli.file.certificate") { () throws(PKIXError) in
            try Certificate.all(inPEMOrDER: bytes)
        }
    }

    /// The revocation list in a PEM or DER file.
    static func revocationList(_ path: String) throws(CommandFailure) -> CertificateList {
        let bytes = try bytes(path)
        return try decoded(path, "cli.file.revocationList") { () throws(PKIXError) in
            try CertificateList(derOrPEM: bytes)
        }
    }

    /// The OCSP response in a DER file; one that is an error answer holds nothing.
    static func response(_ path: String) throws(CommandFailure) -> BasicOCSPResponse {
        try response(in: try bytes(path), path)
    }

    /// The bytes of a DER file that holds an OCSP response.
    static func responseBytes(_ path: String) throws(CommandFailure) -> [UInt8] {
        let bytes = try bytes(path)
        _ = try response(in: bytes, path)
        return bytes
    }

    private static func response(in bytes: [UInt8], _ path: String) throws(CommandFailure) -> BasicOCSPResponse {
        let response = try decoded(path, "cli.file.ocsp") { () throws(PKIXError) in try OCSPResponse(der: bytes) }
        guard let basic = response.basic else {
            throw CommandFailure(.input, "cli.file.ocsp", ["file": path, "cause": "\(response.status)"])
        }
        return basic
    }

    /// The certificates of several files, in order.
    static func certificates(in paths: [String]) throws(CommandFailure) -> [Certificate] {
        var all: [Certificate] = []
        for path in paths { all += try certificates(path) }
        return all
    }

    private static func decoded<Value>(
        _ path: String, _ key: String, _ decode: () throws(PKIXError) -> Value
    ) throws(CommandFailure) -> Value {
        do throws(PKIXError) {
            return try decode()
        } catch {
            throw CommandFailure(.input, key, ["file": path], cause: error)
        }
    }
}
