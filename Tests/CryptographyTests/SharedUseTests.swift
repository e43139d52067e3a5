// SPDX-License-Identifier: Apache-2.0
import COpenSSL
import Cryptography
import Foundation
import XCTest

/// Keys under many threads, and the library's error queue under nobody.
final class SharedUseTests: XCTestCase {
    func testEightThreadsShareOneKey() throws {
        for kind in [KeyKind.p256, .rsa(bits: 2048), .ed25519] {
            let key = try PrivateKey.generate(kind)
            let algorithm = key.preferredSignatureAlgorithm
            let messages = (0..<8).map { number in [UInt8](repeating: UInt8(number), count: 100) }
            let signatures = try messages.map { try key.sign($0, by: algorithm) }
            let wrong = Counter()
            let right = Counter()
            DispatchQueue.concurrentPerform(iterations: 8) { thread in
                for round in 0..<100 {
                    let other = (thread + round) % 8
                    let isValid = key.publicKey.isValid(
                        signatures[thread][...], over: messages[other][...], by: algorithm)
                    if isValid != (other == thread) { wrong.add() }
                    guard round % 10 == 0 else { continue }
                    let fresh = try? key.sign(messages[thread], by: algorithm)
                    if key.publicKey.isValid(fresh?[...] ?? [], over: messages[thread][...], by: algorithm) {
                        right.add()
                    }
                }
            }
            XCTAssertEqual(wrong.value, 0, "\(kind)")
            XCTAssertEqual(right.value, 80, "\(kind)")
        }
    }

    func testThreadsReadTheSameKeysAtOnce() throws {
        let encoded = try [KeyKind.p256, .p384, .brainpoolP256r1, .rsa(bits: 1024), .ed25519].map {
            try PrivateKey.generate($0).publicKey.subjectPublicKeyInfo
        }
        let failures = Counter()
        DispatchQueue.concurrentPerform(iterations: 8) { _ in
            for round in 0..<200 where (try? PublicKey(subjectPublicKeyInfo: encoded[round % 5])) == nil {
                failures.add()
            }
        }
        XCTAssertEqual(failures.value, 0)
    }

    /// What one call leaves in the queue, the next caller's TLS connection is blamed for.
    func testNothingIsLeftInTheErrorQueue() throws {
        let key = try PrivateKey.generate(.p256)
        let rsa = try PrivateKey.generate(.rsa(bits: 1024))
        let dsa = try PrivateKey.generate(.dsa(bits: 1024))
        let ed = try PrivateKey.generate(.ed25519)
        let encrypted = try key.pem(encryptedWith: Passphrase([65]))
        func check(_ what: String, _ body: () throws -> Void) {
            ERR_clear_error()
            try? body()
            XCTAssertEqual(ERR_peek_error(), 0, what)
            ERR_clear_error()
        }
        let junk = [UInt8](repeating: 0x41, count: 128)[...]
        check("rsa") { _ = rsa.publicKey.isValid(junk, over: [1], by: .rsaPKCS1(.sha256)) }
        check("pss") {
            _ = rsa.publicKey.isValid(junk, over: [1], by: .rsaPSS(.sha512, mgf1: .sha512, saltLength: 2000))
        }
        check("short rsa") { _ = rsa.publicKey.isValid([1], over: [1], by: .rsaPKCS1(.sha256)) }
        check("ecdsa") { _ = key.publicKey.isValid([0x30, 6, 2, 1, 1, 2, 1, 1], over: [1], by: .ecdsa(.sha256)) }
        check("dsa") { _ = dsa.publicKey.isValid([0x30, 6, 2, 1, 1, 2, 1, 1], over: [1], by: .dsa(.sha1)) }
        check("ed25519") { _ = ed.publicKey.isValid(junk.prefix(64), over: [1], by: .ed25519) }
        check("impossible pss") { _ = try rsa.sign([1], by: .rsaPSS(.sha512, mgf1: .sha512, saltLength: 2000)) }
        check("off the curve") {
            var encoded = key.publicKey.subjectPublicKeyInfo
            encoded[encoded.count - 1] ^= 1
            _ = try PublicKey(subjectPublicKeyInfo: encoded)
        }
        check("passphrase") { _ = try PrivateKey(pem: encrypted, passphrase: Passphrase([66])) }
        check("key file") {
            _ = try PrivateKey(pem: PEM.encode([0x30, 0], label: "PRIVATE KEY"), passphrase: nil)
        }
        // The control: the queue does hold what a bare call leaves.
        var pointer: UnsafePointer<UInt8>?
        _ = d2i_PUBKEY(nil, &pointer, 0)
        let bytes: [UInt8] = [0x31, 0]
        bytes.withUnsafeBufferPointer { buffer in
            pointer = buffer.baseAddress
            _ = d2i_PUBKEY(nil, &pointer, 2)
        }
        XCTAssertNotEqual(ERR_peek_error(), 0)
        ERR_clear_error()
    }
}

private final class Counter: @unchecked Sendable {
    private let lock = NSLock()
    private var count = 0

    func add() { lock.withLock { count += 1 } }
    var value: Int { lock.withLock { count } }
}
