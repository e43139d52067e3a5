// SPDX-License-Identifier: Apache-2.0
import Foundation
import XCTest

@testable import Cryptography

/// A SoftHSM token behind a process of its own, which can be killed: `p11-kit server`.
///
/// It is reached by Debian's `p11-kit-client.so` over a socket, as a network HSM is by its vendor's module.
final class ServedToken {
    static let clientPath: String? = ["x86_64-linux-gnu", "aarch64-linux-gnu"]
        .map { "/usr/lib/\($0)/pkcs11/p11-kit-client.so" }.first(where: FileManager.default.fileExists)

    let soft: SoftToken
    private let socket: String
    private var server: Process?

    init() throws {
        guard Self.clientPath != nil, FileManager.default.fileExists(atPath: "/usr/bin/p11-kit") else {
            throw XCTSkip("p11-kit is not installed (Debian packages p11-kit, p11-kit-modules)")
        }
        soft = try SoftToken()
        socket = SoftToken.folderPath + "/socket"
        // The module reads it when it is initialized; there is one for the process.
        setenv("P11_KIT_SERVER_ADDRESS", "unix:path=\(socket)", 1)
        try start()
    }

    deinit { kill() }

    func start() throws {
        try? FileManager.default.removeItem(atPath: socket)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/p11-kit")
        process.arguments = [
            "server", "-f", "-n", socket, "--provider", SoftToken.modulePath, "pkcs11:token=\(soft.label)",
        ]
        var environment = ProcessInfo.processInfo.environment
        environment["SOFTHSM2_CONF"] = SoftToken.folderPath + "/softhsm2.conf"
        process.environment = environment
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        server = process
        let end = Date(timeIntervalSinceNow: 10)
        while !FileManager.default.fileExists(atPath: socket) {
            guard Date() < end else { throw SoftToken.Failure(output: "p11-kit server made no socket") }
            Thread.sleep(forTimeInterval: 0.02)
        }
    }

    /// Ends the server and the process that it has for each client, at once.
    func kill() {
        guard let server else { return }
        for pid in [server.processIdentifier] + Self.children(of: server.processIdentifier) {
            Foundation.kill(pid, SIGKILL)
        }
        server.waitUntilExit()
        self.server = nil
    }

    private static func children(of parent: Int32) -> [Int32] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { Int32($0) }.filter { pid in
            guard let text = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
                let fields = text.split(separator: ")").last?.split(separator: " "), fields.count > 2
            else { return false }
            return Int32(fields[1]) == parent
        }
    }

    func open(recovery: TokenRecovery = .standard) throws -> PKCS11Token {
        let path = try XCTUnwrap(Self.clientPath)
        // An earlier test's server is gone; its module has to be started anew.
        let module = try PKCS11Module.at(path)
        try module.restart(after: module.generation)
        return try PKCS11Token(
            module: path, uri: soft.uri, pin: Passphrase(Array(SoftToken.pin.utf8)), recovery: recovery,
            // p11-kit 0.24's client waits for ever now and then when several threads are in it at once.
            sessions: 1)
    }
}
