// SPDX-License-Identifier: Apache-2.0
import Foundation
import XCTest

@testable import Cryptography

/// Threads that sign until they are told to stop, each signature verified.
final class SigningLoad: @unchecked Sendable {
    private let lock = NSLock()
    private var signatures = 0
    private var faults: [TokenFault] = []
    private var strangers: [String] = []
    private var isStopped = false
    private let group = DispatchGroup()

    init(threads: Int, key: PKCS11Key, algorithm: SignatureAlgorithm = .ecdsa(.sha256)) {
        for thread in 0..<threads {
            group.enter()
            let worker = Thread { [self] in
                var number = 0
                while !lock.withLock({ isStopped }) {
                    number += 1
                    sign(Array("message \(thread) \(number)".utf8), key, algorithm)
                }
                group.leave()
            }
            worker.start()
        }
    }

    private func sign(_ message: [UInt8], _ key: PKCS11Key, _ algorithm: SignatureAlgorithm) {
        do {
            let signature = try key.sign(message, by: algorithm)
            let isGood = key.publicKey.isValid(signature[...], over: message[...], by: algorithm)
            lock.withLock {
                if isGood { signatures += 1 } else { strangers.append("a signature that does not verify") }
            }
        } catch CryptographyError.token(let fault) {
            lock.withLock { faults.append(fault) }
            Thread.sleep(forTimeInterval: 0.01)
        } catch {
            lock.withLock { strangers.append("\(error)") }
        }
    }

    var count: Int { lock.withLock { signatures } }
    var errors: [TokenFault] { lock.withLock { faults } }
    var wrong: [String] { lock.withLock { strangers } }

    /// Waits until so many more were signed.
    func waitForMore(_ more: Int, seconds: Double) -> Bool {
        let goal = count + more
        let end = Date(timeIntervalSinceNow: seconds)
        while Date() < end {
            if count >= goal { return true }
            Thread.sleep(forTimeInterval: 0.02)
        }
        return false
    }

    func stop() {
        lock.withLock { isStopped = true }
        group.wait()
    }
}
