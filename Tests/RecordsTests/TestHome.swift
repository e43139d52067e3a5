// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import PKIX
import TestSupport
import XCTest

@testable import Database
@testable import Records

/// Records in a folder of their own, with an authority, an office and two officers on them.
final class TestHome: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/mohr-records-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var database: RecordsDatabase { get throws { try TestDatabase.ofHome(path) } }

    func open() throws -> Records { try Records(home: path, database: database) }

    /// Also when they are locked.
    func openToLook() throws -> Records { try Records(home: path, database: database, evenIfLocked: true) }

    /// The files as a killed process would leave them, in a home of their own.
    ///
    /// The shared-memory file is left out: after a crash of the machine there is none.
    func asAfterKill() throws -> TestHome {
        let copy = try TestHome()
        if TestDatabase.isPostgreSQL {
            // A server keeps what was committed, whatever became of its client.
            try PostgreSQLServer.shared().copy(
                schema: try TestDatabase.settings(ofHome: path).schema,
                to: try TestDatabase.settings(ofHome: copy.path).schema)
            return copy
        }
        try FileManager.default.createDirectory(atPath: copy.path + "/records", withIntermediateDirectories: true)
        for name in ["records.sqlite", "records.sqlite-wal"] {
            try FileManager.default.copyItem(atPath: path + "/records/" + name, toPath: copy.path + "/records/" + name)
        }
        return copy
    }

    /// A connection past the records, as someone with the file has one.
    func tamper(_ sql: String, _ arguments: [DatabaseValue] = []) throws {
        guard TestDatabase.isPostgreSQL else {
            let connection = try SQLiteConnection(path: path + "/records/records.sqlite")
            _ = try connection.run("PRAGMA foreign_keys=0")
            _ = try connection.run(sql, arguments)
            return
        }
        let connection = try PostgreSQLConnection(TestDatabase.settings(ofHome: path, user: "root"), for: .writing)
        // No foreign keys.
        _ = try connection.script("SET session_replication_role = replica")
        _ = try connection.run(sql, arguments)
    }

    /// Opens and fills in who there is.
    func openFurnished() throws -> Records {
        let records = try open()
        try records.furnish()
        return records
    }
}

extension Records {
    /// An authority, an office and two officers.
    func furnish() throws {
        let records = self
        try records.enter(
            AuthorityRecord(
                name: "health", parent: nil, keyReference: "health.pem", certificate: [0x30, 0x00], created: start),
            by: "ceremony")
        try records.register(
            OfficeRecord(
                id: "tehran", kind: "medicalCouncil", persianName: "نظام پزشکی تهران", englishName: "Tehran branch",
                profiles: ["doctor"], licensedUntil: start.advanced(bySeconds: 1_000_000), created: start),
            by: "admin")
        for (id, role) in [("maryam", OfficerRecord.Role.enterer), ("reza", .approver)] {
            try records.register(
                OfficerRecord(id: id, office: "tehran", displayName: id, role: role, created: start), by: "admin")
        }
    }
}

/// 2026-11-21T10:00:00Z.
let start = Instant(rfc3339: "2026-11-21T10:00:00Z")!

func later(_ seconds: Int64) -> Instant { start.advanced(bySeconds: seconds) }

func reference(_ number: Int) -> CertificateReference {
    CertificateReference(
        authority: "health", serial: SerialNumber(unsigned: withUnsafeBytes(of: number.bigEndian) { Array($0) }))
}

/// A TBSCertificate is an opaque SEQUENCE here; what is in it is PKIX's business.
func paper(_ number: Int, name: String? = nil, nationalID: String? = nil, licence: String? = nil) -> IssuanceDraft {
    var writer = DERWriter()
    writer.sequence { $0.integer(number) }
    let tbs = writer.bytes
    return IssuanceDraft(
        tbs: tbs, lintCertificate: signed(tbs, signature: 0xFF),
        subject: SubjectKeys(name: name, nationalID: nationalID, licence: licence),
        validity: Validity(notBefore: start, notAfter: later(86_400 * 365)))
}

func signed(_ tbs: [UInt8], signature: UInt8 = 0) -> [UInt8] {
    var writer = DERWriter()
    writer.sequence {
        $0.raw(tbs)
        $0.bitString([signature])
    }
    return writer.bytes
}

extension Records {
    /// Issues certificate `number` in one go.
    @discardableResult
    func issue(
        _ number: Int, as status: RecordedStatus = .good, draft given: IssuanceDraft? = nil,
        for request: IssuanceRequest = IssuanceRequest(withoutApplicationUnder: "doctor"), at time: Instant = start
    ) throws -> CertificateReference {
        let name = reference(number)
        let draft = given ?? paper(number)
        try recordIntentToSign(name, for: request, draft: draft, by: "ca", at: time)
        try fileCertificate(signed(draft.tbs), of: name, as: status, by: "ca", at: time)
        return name
    }

    /// Takes an application as far as approved.
    func approvedApplication(_ id: String, at time: Instant = start) throws {
        try take(
            ApplicationDraft(
                id: id, office: "tehran", profile: "doctor",
                subject: SubjectFields(["nationalID": "9990000018", "givenName": "سارا"]), request: [0x30, 0x00],
                publicKeySHA256: DigestAlgorithm.sha256.digest(Array(id.utf8))),
            by: "applicant", at: time)
        try submit(application: id, by: "applicant", at: time)
        try enter(application: id, by: "maryam", at: time)
        try approve(application: id, by: "reza", at: time)
    }
}

/// Runs the same thing on many threads at once and collects what came of each.
func onThreads<Value: Sendable>(_ count: Int, _ body: @escaping @Sendable (Int) throws -> Value) -> [Result<
    Value, any Error
>] {
    let box = ThreadBox<Result<Value, any Error>>(count)
    DispatchQueue.concurrentPerform(iterations: 1) { _ in
        let group = DispatchGroup()
        for index in 0..<count {
            group.enter()
            Thread.detachNewThread {
                box[index] = Result { try body(index) }
                group.leave()
            }
        }
        group.wait()
    }
    return box.values.compactMap { $0 }
}

/// One slot a thread.
final class ThreadBox<Value: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private(set) var values: [Value?]
    init(_ count: Int) { values = Array(repeating: nil, count: count) }
    subscript(index: Int) -> Value? {
        get { lock.withLock { values[index] } }
        set { lock.withLock { values[index] = newValue } }
    }
}
