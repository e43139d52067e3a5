// SPDX-License-Identifier: Apache-2.0

import Foundation
import XCTest

/// Certificates and keys made by the `openssl` command, once a run.
struct TestKeys {
    struct Pair {
        var certificatePEM: [UInt8]
        var keyPEM: [UInt8]
        let certificateDER: [UInt8]
    }

    let folder: URL
    let authority: Pair
    /// For 127.0.0.1, ::1 and localhost; from the authority.
    let server: Pair
    /// From the authority.
    let officer: Pair
    /// Self-signed; from nobody.
    let stranger: Pair
    let encryptedKeyPEM: [UInt8]
    /// The officer's public key with the stranger's private one.
    let forgedKeyPEM: [UInt8]

    static let made = Result { try TestKeys() }

    func file(_ name: String) -> String { folder.appendingPathComponent(name).path }

    private init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("mohr-http-\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let folder = folder
        removeAtExit(folder)
        func pair(_ name: String, _ subject: String, issuer: String?, _ extensions: [String]) throws -> Pair {
            let path = { (suffix: String) in folder.appendingPathComponent("\(name).\(suffix)").path }
            var command = [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj",
                subject, "-keyout", path("key"), "-out", path("pem"),
            ]
            for line in extensions { command += ["-addext", line] }
            if let issuer {
                let base = folder.appendingPathComponent(issuer).path
                command += ["-CA", base + ".pem", "-CAkey", base + ".key"]
            }
            try OpenSSLCommand.run(command)
            try OpenSSLCommand.run(["x509", "-in", path("pem"), "-outform", "DER", "-out", path("der")])
            let read = { try Array(Data(contentsOf: URL(fileURLWithPath: path($0)))) }
            return Pair(certificatePEM: try read("pem"), keyPEM: try read("key"), certificateDER: try read("der"))
        }
        authority = try pair("authority", "/CN=Authority", issuer: nil, [])
        let leaf = ["basicConstraints=critical,CA:FALSE"]
        server = try pair(
            "server", "/CN=Server", issuer: "authority",
            leaf + ["subjectAltName=IP:127.0.0.1,IP:::1,DNS:localhost", "extendedKeyUsage=serverAuth"])
        officer = try pair("officer", "/CN=Officer", issuer: "authority", leaf)
        stranger = try pair("stranger", "/CN=Stranger", issuer: nil, [])
        let encrypted = folder.appendingPathComponent("encrypted.key").path
        try OpenSSLCommand.run([
            "pkey", "-in", folder.appendingPathComponent("server.key").path, "-aes256", "-passout", "pass:test", "-out",
            encrypted,
        ])
        encryptedKeyPEM = Array(try Data(contentsOf: URL(fileURLWithPath: encrypted)))
        // ECPrivateKey (RFC 5915 3) ends with the public point, 65 bytes.
        let traditional = try ["stranger", "officer"].map { name in
            let path = folder.appendingPathComponent(name).path
            try OpenSSLCommand.run(["ec", "-in", path + ".key", "-outform", "DER", "-out", path + ".sec1"])
            return try Data(contentsOf: URL(fileURLWithPath: path + ".sec1"))
        }
        let forged = traditional[0].dropLast(65) + traditional[1].suffix(65)
        let lines = forged.base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
        forgedKeyPEM = Array("-----BEGIN EC PRIVATE KEY-----\n\(lines)\n-----END EC PRIVATE KEY-----\n".utf8)
    }
}

private nonisolated(unsafe) var folderToRemove: URL?

/// Removes the folder when the tests end.
private func removeAtExit(_ folder: URL) {
    folderToRemove = folder
    atexit { if let folderToRemove { try? FileManager.default.removeItem(at: folderToRemove) } }
}

/// The `openssl` command, as the client and key maker that is not ours.
enum OpenSSLCommand {
    struct Failure: Error { let output: String }

    /// Runs it with nothing on its standard input.
    ///
    /// - Returns: all that it said.
    @discardableResult
    static func run(_ arguments: [String], input: String = "") throws -> String {
        let path = ["/usr/bin/openssl", "/usr/local/bin/openssl"].first {
            FileManager.default.isExecutableFile(atPath: $0)
        }
        guard let path else { throw XCTSkip("the openssl command is not installed") }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        let (standardInput, output) = (Pipe(), Pipe())
        process.standardInput = standardInput
        process.standardOutput = output
        process.standardError = output
        try process.run()
        standardInput.fileHandleForWriting.write(Data(input.utf8))
        try standardInput.fileHandleForWriting.close()
        let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(output: said) }
        return said
    }

    /// Makes one connection, keeps its session, and asks to resume it in a second one.
    ///
    /// - Returns: what it said of the second.
    static func resume(port: Int, version: String, _ keys: TestKeys) throws -> String {
        let session = keys.file("session-\(port)\(version).pem")
        let command = [
            "s_client", "-connect", "127.0.0.1:\(port)", version, "-cert", keys.file("officer.pem"), "-key",
            keys.file("officer.key"), "-ign_eof",
        ]
        let request = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        let first = try run(command + ["-sess_out", session], input: request)
        // Without a ticket there may be no session to keep; then there is nothing to resume with.
        guard FileManager.default.fileExists(atPath: session) else {
            return try run(command, input: request)
        }
        _ = first
        return try run(command + ["-sess_in", session], input: request)
    }
}
