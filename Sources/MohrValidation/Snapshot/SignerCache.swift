// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Foundation
import PKIX

/// A signer whose certificate was read and whose path was found in the snapshot's own material.
///
/// A class, since it is handed from one examination to the next and is much to copy.
final class Signer: Sendable {
    let certificate: Certificate
    let sha256: [UInt8]
    let key: PublicKey
    /// Judged with revocation reported, not required: what it says of revocation is weighed for each signature.
    let path: PathResult
    let report: SignerReport

    init(certificate: Certificate, key: PublicKey, path: PathResult, report: SignerReport) {
        self.certificate = certificate
        sha256 = report.certificateSHA256
        self.key = key
        self.path = path
        self.report = report
    }
}

/// What a snapshot has found out about signers, by policy, certificate and stretch of time.
///
/// Bounded: a stranger who sends certificates without end makes it start afresh, not grow. What goes in and out is
/// `Sendable` and nothing reaches the dictionary past the lock, which is why it may be said to be `Sendable` itself.
final class SignerCache: @unchecked Sendable {
    struct Key: Hashable {
        let policy: String
        let sha256: [UInt8]
        let stretch: Timeline.Stretch
    }

    /// About 4 KB each: 256 MB at the most, room for every doctor who signs on a busy day.
    static let capacity = 65_536

    // NSLock, not Mutex: the thread sanitizer gives false reports for the latter on Linux.
    private let lock = NSLock()
    private var signers: [Key: Signer] = [:]

    subscript(key: Key) -> Signer? {
        lock.withLock { signers[key] }
    }

    func keep(_ signer: Signer, under key: Key) {
        lock.withLock {
            if signers.count >= Self.capacity { signers.removeAll(keepingCapacity: true) }
            signers[key] = signer
        }
    }
}
