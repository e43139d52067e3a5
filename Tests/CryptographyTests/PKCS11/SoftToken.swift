// SPDX-License-Identifier: Apache-2.0
import CPKCS11
import Foundation
import XCTest

@testable import Cryptography

/// A SoftHSM2 token of the test's own, in a folder that is gone when the tests are.
final class SoftToken {
    static let pin = "271828"
    static let securityOfficerPIN = "31415926"
    /// Debian's `softhsm2`.
    static let modulePath = "/usr/lib/softhsm/libsofthsm2.so"

    /// One store for the whole process: SoftHSM reads where it is when it is initialized.
    private static let folder: URL = {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("mohr-hsm-\(UUID().uuidString)")
        try? FileManager.default.createDirectory(
            at: folder.appendingPathComponent("tokens"), withIntermediateDirectories: true)
        let text = "directories.tokendir = \(folder.path)/tokens\nobjectstore.backend = file\nlog.level = ERROR\n"
        try? Data(text.utf8).write(to: folder.appendingPathComponent("softhsm2.conf"))
        setenv("SOFTHSM2_CONF", folder.appendingPathComponent("softhsm2.conf").path, 1)
        atexit { try? FileManager.default.removeItem(at: SoftToken.folder) }
        return folder
    }()

    let label: String

    /// Makes a token; one whose label no other has, unless it is given.
    init(label: String? = nil) throws {
        guard FileManager.default.fileExists(atPath: Self.modulePath) else {
            throw XCTSkip("SoftHSM2 is not installed (Debian package softhsm2)")
        }
        self.label = label ?? "mohr-\(UInt32.random(in: .min ... .max))"
        _ = Self.folder
        try Self.run(
            "/usr/bin/softhsm2-util",
            ["--init-token", "--free", "--label", self.label, "--pin", Self.pin, "--so-pin", Self.securityOfficerPIN])
        // SoftHSM looks for tokens when it is initialized.
        let module = try PKCS11Module.at(Self.modulePath)
        try module.restart(after: module.generation)
    }

    var uri: PKCS11URI { PKCS11URI(token: label) }

    /// Logs in.
    func open(
        pin: String? = SoftToken.pin, recovery: TokenRecovery = .standard, sessions: Int = 16
    ) throws -> PKCS11Token {
        try PKCS11Token(
            module: Self.modulePath, uri: uri, pin: pin.map { Passphrase(Array($0.utf8)) }, recovery: recovery,
            sessions: sessions)
    }

    /// Puts a key from outside into the token.
    func importKey(_ key: PrivateKey, label: String, id: String) throws {
        let file = Self.folder.appendingPathComponent("\(UUID().uuidString).pem")
        try Data(try key.pem()).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        try Self.run(
            "/usr/bin/softhsm2-util",
            ["--import", file.path, "--token", self.label, "--label", label, "--id", id, "--pin", Self.pin])
        let module = try PKCS11Module.at(Self.modulePath)
        try module.restart(after: module.generation)
    }

    /// Closes every session of this process with the token, as another part of a program could.
    func closeAllSessionsFromTheSide() throws {
        let module = try PKCS11Module.at(Self.modulePath)
        let slot = try module.token(uri).slot
        // Between other threads' calls and not during one: SoftHSM 2.6.1 frees a session that is signing.
        try module.alone { functions in _ = functions.pointee.C_CloseAllSessions(slot) }
    }

    @discardableResult
    static func run(_ program: String, _ arguments: [String], environment: [String: String] = [:]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        var all = ProcessInfo.processInfo.environment
        all["SOFTHSM2_CONF"] = folder.appendingPathComponent("softhsm2.conf").path
        process.environment = all.merging(environment) { $1 }
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(output: "\(program): \(output)") }
        return output
    }

    struct Failure: Error { let output: String }

    static var folderPath: String { folder.path }
}

/// The fault that a call has to end with.
func tokenFault<Value>(
    _ body: @autoclosure () throws -> Value, file: StaticString = #filePath, line: UInt = #line
) -> TokenFault? {
    do {
        _ = try body()
        XCTFail("nothing was thrown", file: file, line: line)
    } catch CryptographyError.token(let fault) {
        XCTAssertFalse("\(fault)".contains(SoftToken.pin), "the PIN is in the error", file: file, line: line)
        return fault
    } catch {
        XCTFail("\(error)", file: file, line: line)
    }
    return nil
}
