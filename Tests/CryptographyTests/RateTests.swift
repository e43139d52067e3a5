// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Foundation
import XCTest

/// Rates beside those of `openssl speed` on the same machine in the same minute; printed, not judged.
///
/// Meant for `MOHR_MEASURE=1 swift test -c release -Xswiftc -enable-testing --filter RateTests`.
final class RateTests: XCTestCase {
    private static let names: [(kind: KeyKind, speed: String)] = [
        (.p256, "ecdsap256"), (.p384, "ecdsap384"), (.brainpoolP256r1, "ecdsabrp256r1"), (.rsa(bits: 2048), "rsa2048"),
        (.rsa(bits: 3072), "rsa3072"), (.ed25519, "ed25519"),
    ]

    func testPrintRatesBesideOpenSSL() throws {
        guard ProcessInfo.processInfo.environment["MOHR_MEASURE"] != nil else {
            throw XCTSkip("MOHR_MEASURE is not set")
        }
        let openssl = try OpenSSLCommand()
        let message = [UInt8](repeating: 0x2a, count: 32)
        for (kind, speed) in Self.names {
            let key = try PrivateKey.generate(kind)
            let algorithm = key.preferredSignatureAlgorithm
            let signature = try key.sign(message, by: algorithm)
            let encoded = key.publicKey.subjectPublicKeyInfo
            var best = (sign: 0.0, verify: 0.0, theirSign: 0.0, theirVerify: 0.0)
            // Interleaved, best of three: other work on the machine slows both sides alike.
            for _ in 0..<3 {
                best.sign = max(best.sign, rate { _ = try? key.sign(message, by: algorithm) })
                best.verify = max(
                    best.verify, rate { _ = key.publicKey.isValid(signature[...], over: message[...], by: algorithm) })
                let line = try openssl.must("speed -seconds 1 \(speed)").split(separator: "\n").last ?? ""
                let figures = line.split(separator: " ").suffix(2).compactMap { Double($0) }
                best.theirSign = max(best.theirSign, figures.first ?? 0)
                best.theirVerify = max(best.theirVerify, figures.last ?? 0)
            }
            let read = rate { _ = try? PublicKey(subjectPublicKeyInfo: encoded) }
            print(
                "\(kind): sign \(Int(best.sign))/s of \(Int(best.theirSign)) =",
                String(format: "%.2f,", best.sign / best.theirSign),
                "verify \(Int(best.verify))/s of \(Int(best.theirVerify)) =",
                String(format: "%.2f,", best.verify / best.theirVerify),
                String(format: "read a key in %.1f µs", 1e6 / read))
        }
    }

    /// Calls a second of this thread's processor time, not of the clock.
    private func rate(_ body: () -> Void) -> Double {
        body()
        let start = clock()
        var calls = 0.0
        while clock() - start < CLOCKS_PER_SEC {
            for _ in 0..<10 { body() }
            calls += 10
        }
        return calls / (Double(clock() - start) / Double(CLOCKS_PER_SEC))
    }
}
