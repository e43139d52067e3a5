// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import PKIX
import Records
import TestSupport
import Timestamping
import XCTest

/// A unit with its authorities, its records in a folder of their own, and clocks that are set by hand.
final class StampingHouse: @unchecked Sendable {
    let folder: TemporaryFolder
    let root: TestIdentity
    let authority: TestIdentity
    let unit: TestIdentity
    let clocks = HandClock()
    private(set) var records: Records

    init(unit change: (inout TestCertificate) throws -> Void = { _ in }) throws {
        folder = try TemporaryFolder()
        let long = Validity(
            notBefore: TestPKI.now.advanced(bySeconds: -3_650 * 86_400),
            notAfter: TestPKI.now.advanced(bySeconds: 7_300 * 86_400))
        root = try TestPKI.root { $0.validity = long }
        authority = try root.authority("Health", pathLength: 0) { $0.validity = long }
        var draft = try TestCertificate("Time Stamping Unit", key: .p256)
        draft.validity = long
        draft.set(.keyUsage(.digitalSignature))
        draft.set(.extendedKeyUsage([OID.timeStamping], isCritical: true))
        try change(&draft)
        unit = try draft.signed(by: authority)
        records = try Records.test(home: folder.url.path)
    }

    /// A process that was started again: the same files, nothing remembered.
    func restart() throws {
        records.close()
        records = try Records.test(home: folder.url.path)
    }

    func authority(
        _ plan: StampingPlan? = nil, clock: FineClock? = nil, key: (any SigningKey)? = nil
    ) throws -> TimestampAuthority {
        TimestampAuthority(
            unit: try TimestampUnit(
                name: "timestamps", certificate: unit.certificate, path: [authority.certificate], key: key ?? unit.key),
            plan: try plan ?? StampingPlan(), records: records, clock: clock ?? clocks.clock)
    }

    static let document = Array("نسخه: آموکسی‌سیلین ۵۰۰".utf8)

    static func request(
        _ digest: DigestAlgorithm = .sha256, policy: ObjectIdentifier? = nil, nonce: [UInt8]? = [1, 2, 3],
        wantsCertificate: Bool = true
    ) -> [UInt8] {
        TimestampRequest(
            messageImprint: MessageImprint(
                hashAlgorithm: AlgorithmIdentifier(digest: digest), hashedMessage: digest.digest(document)),
            policy: policy, nonce: nonce, wantsCertificate: wantsCertificate
        ).encoded()
    }
}

/// Clocks that stand still until they are set; the one that no one sets goes along unless told not to.
final class HandClock: @unchecked Sendable {
    private let lock = NSLock()
    private var now: Int64 = TestPKI.now.secondsSince1970 * 1_000_000
    private var uptime: Int64 = 5_000_000

    /// Time goes by.
    func pass(seconds: Int64) {
        lock.withLock {
            now += seconds * 1_000_000
            uptime += seconds * 1_000_000
        }
    }

    /// Someone sets the clock.
    func set(bySeconds seconds: Int64) { lock.withLock { now += seconds * 1_000_000 } }

    var microseconds: Int64 { lock.withLock { now } }

    var clock: FineClock {
        FineClock(now: { [self] in lock.withLock { now } }, uptime: { [self] in lock.withLock { uptime } })
    }
}

extension TimestampAnswer {
    var token: TimestampToken {
        get throws { try XCTUnwrap(TimestampResponse(der: der).token) }
    }
}
