// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import XCTest

/// A SoftHSM token in a process of its own, as a network HSM is: it can be killed and started again.
final class TokenServer {
    static let pin = "16180339"
    private static let soft = "/usr/lib/softhsm/libsofthsm2.so"

    /// What programs load to reach it.
    let module: String
    private let folder: TemporaryFolder
    private var server: Process?

    /// Makes the token and its process; what is started afterwards finds it by its environment.
    init(_ folder: TemporaryFolder) throws {
        let clients = ["x86_64-linux-gnu", "aarch64-linux-gnu"].map { "/usr/lib/\($0)/pkcs11/p11-kit-client.so" }
        guard let client = clients.first(where: FileManager.default.fileExists),
            FileManager.default.fileExists(atPath: Self.soft)
        else { throw XCTSkip("not installed: softhsm2, p11-kit, p11-kit-modules") }
        module = client
        self.folder = folder
        try FileManager.default.createDirectory(atPath: folder.path("tokens"), withIntermediateDirectories: true)
        let text = "directories.tokendir = \(folder.path("tokens"))\nobjectstore.backend = file\nlog.level = ERROR\n"
        try folder.write(Array(text.utf8), to: "softhsm2.conf")
        setenv("SOFTHSM2_CONF", folder.path("softhsm2.conf"), 1)
        setenv("P11_KIT_SERVER_ADDRESS", "unix:path=\(folder.path("socket"))", 1)
        let made = try Shell.run(
            "softhsm2-util",
            ["--init-token", "--free", "--label", "mohr", "--pin", Self.pin, "--so-pin", "31415926"])
        XCTAssertTrue(made.isSuccess, made.text + made.errors)
        try start()
    }

    deinit { kill() }

    func start() throws {
        try? FileManager.default.removeItem(atPath: folder.path("socket"))
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/p11-kit")
        process.arguments = ["server", "-f", "-n", folder.path("socket"), "--provider", Self.soft, "pkcs11:token=mohr"]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        server = process
        try Patience.wait("p11-kit server") {
            FileManager.default.fileExists(atPath: folder.path("socket")) ? true : nil
        }
    }

    /// Ends it and what it has for each client, at once.
    func kill() {
        guard let server else { return }
        let children = (try? Shell.run("ps", ["-o", "pid=", "--ppid", "\(server.processIdentifier)"]).text) ?? ""
        let pids = children.split(whereSeparator: \.isWhitespace).compactMap { Int32($0) }
        for pid in [server.processIdentifier] + pids { Foundation.kill(pid, SIGKILL) }
        server.waitUntilExit()
        self.server = nil
    }
}
