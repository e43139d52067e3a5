// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import XCTest

@testable import Database

/// What a server does to those that depend on it: it goes, it comes back, it is set otherwise, it stands still.
final class PostgreSQLServerTests: XCTestCase {
    private func store(_ settings: PostgreSQLSettings) throws -> Store {
        try Store(postgreSQL: settings, migrations: [thingsMigration])
    }

    func testAfterTheServerDiedNothingAcknowledgedIsGoneAndWorkGoesOnByItself() throws {
        let server = try PostgreSQLServer()
        defer { server.stop() }
        let settings = server.settings()
        let store = try store(settings)
        let acknowledged = Shared(Set<Int64>())
        let refused = Shared(0)
        let isOver = Shared(false)
        let group = DispatchGroup()
        for thread in 0..<4 {
            group.enter()
            Thread.detachNewThread {
                var id = Int64(thread)
                while !isOver.now {
                    do throws(DatabaseError) {
                        try store.insert(id)
                        acknowledged.change { _ = $0.insert(id) }
                    } catch {
                        refused.change { $0 += 1 }
                        Thread.sleep(forTimeInterval: 0.01)
                    }
                    id += 4
                }
                group.leave()
            }
        }
        XCTAssertTrue(eventually { acknowledged.now.count > 20 })
        server.halt(immediately: true)
        XCTAssertTrue(eventually { store.writer.refusal != nil })
        XCTAssertThrowsError(try store.ids()) {
            guard case .unreachable = $0 as? DatabaseError else { return XCTFail("\($0)") }
        }
        let before = acknowledged.now.count
        try server.start()
        let back = Date()
        XCTAssertTrue(eventually { acknowledged.now.count > before + 20 })
        print("PostgreSQL back: writes \(Date().timeIntervalSince(back)) s after it answers")
        isOver.change { $0 = true }
        group.wait()
        XCTAssertGreaterThan(refused.now, 0)
        let kept = Set(try store.ids())
        XCTAssertEqual(acknowledged.now.subtracting(kept), [])
        store.close()
    }

    /// The negative control: a server that answers before it has written loses what it acknowledged.
    func testWithoutDurabilityWhatWasAcknowledgedIsGone() throws {
        let server = try PostgreSQLServer()
        defer { server.stop() }
        var settings = server.settings()
        try store(settings).close()
        server.halt()
        try server.start(["synchronous_commit=off", "wal_writer_delay=10s"])
        settings.acceptsLoss = true
        let store = try store(settings)
        try (0..<20).forEach { try store.insert($0) }
        server.halt(immediately: true)
        store.close()
        try server.start()
        settings.acceptsLoss = false
        let again = try self.store(settings)
        defer { again.close() }
        XCTAssertLessThan(try again.ids().count, 20)
    }

    func testASchemaToMeasureInIsGoneAfterwards() throws {
        let server = try PostgreSQLServer.shared()
        let scratch = PostgreSQLScratch(on: server.settings())
        XCTAssertNotEqual(scratch.settings.schema, server.settings().schema)
        XCTAssertGreaterThan(try scratch.commitsPerSecond(0.2), 1)
        func schemas() throws -> String {
            try server.sql("SELECT count(*) FROM pg_namespace WHERE nspname = '\(scratch.settings.schema)'")
        }
        XCTAssertEqual(try schemas(), "1")
        try scratch.remove()
        XCTAssertEqual(try schemas(), "0")
    }

    func testAServerThatWouldLoseWhatItAcknowledgedIsRefused() throws {
        let server = try PostgreSQLServer.shared()
        let settings = server.settings()
        try store(settings).close()
        for (name, value) in [
            ("fsync", "off"), ("full_page_writes", "off"), ("synchronous_commit", "off"),
            ("synchronous_commit", "local"),
        ] {
            try server.sql("ALTER SYSTEM SET \(name) = \(value)")
            try server.sql("SELECT pg_reload_conf()")
            Thread.sleep(forTimeInterval: 0.3)
            XCTAssertThrowsError(try store(settings), name) {
                guard case .setting(name, value, _) = $0 as? DatabaseError else { return XCTFail("\($0)") }
            }
            try server.sql("ALTER SYSTEM RESET \(name)")
            try server.sql("SELECT pg_reload_conf()")
            Thread.sleep(forTimeInterval: 0.3)
        }
        try store(settings).close()
        // Set for the role alone, it is refused all the same.
        try server.sql("ALTER ROLE mohr SET synchronous_commit = off")
        defer { _ = try? server.sql("ALTER ROLE mohr RESET synchronous_commit") }
        XCTAssertThrowsError(try store(settings))
    }

    func testAPasswordComesFromItsFileAlone() throws {
        let server = try PostgreSQLServer.shared()
        let folder = try TemporaryFolder()
        try server.sql("CREATE ROLE keeper LOGIN PASSWORD 'of-the-test'; GRANT CREATE ON DATABASE mohr TO keeper")
        try server.demandPassword(of: "keeper")
        var settings = server.settings()
        settings.user = "keeper"
        XCTAssertThrowsError(try store(settings)) {
            guard case .unreachable = $0 as? DatabaseError else { return XCTFail("\($0)") }
        }
        let file = try folder.write(Array("*:*:*:keeper:of-the-test\n".utf8), to: "pgpass")
        settings.passwordFile = file
        // Others may read it: libpq does not take it.
        XCTAssertThrowsError(try store(settings)) { XCTAssertFalse("\($0)".contains("of-the-test")) }
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
        try store(settings).close()
        setenv("PGPASSWORD", "of-the-test", 1)
        defer { unsetenv("PGPASSWORD") }
        XCTAssertThrowsError(try store(settings)) {
            XCTAssertEqual(
                $0 as? DatabaseError, .setting(name: "PGPASSWORD", seen: "set", allowed: "passwordFile"))
        }
    }

    func testAHostWithoutACertificateToCheckIsRefused() {
        let settings = PostgreSQLSettings(host: "db.example", database: "mohr", user: "mohr")
        XCTAssertThrowsError(try store(settings)) {
            XCTAssertEqual(
                $0 as? DatabaseError, .setting(name: "rootCertificateFile", seen: "null", allowed: "PEM"))
        }
    }

    /// A standby that follows is read; one that stands still shows an old state, and nothing is written to it.
    func testAStandbyIsReadAndShowsHowFarItIs() throws {
        let primary = try PostgreSQLServer.shared()
        let standby = try PostgreSQLServer(following: primary)
        defer { standby.stop() }
        let settings = primary.settings()
        var replica = settings
        replica.host = standby.host
        let store = try Store(postgreSQL: settings, readingFrom: replica, migrations: [thingsMigration])
        defer { store.close() }
        try store.insert(1)
        XCTAssertTrue(eventually { (try? store.ids()) == [1] })
        try standby.sql("SELECT pg_wal_replay_pause()")
        try store.insert(2)
        Thread.sleep(forTimeInterval: 0.3)
        XCTAssertEqual(try store.ids(), [1])
        try standby.sql("SELECT pg_wal_replay_resume()")
        XCTAssertTrue(eventually { (try? store.ids()) == [1, 2] })
        // It takes no writes.
        XCTAssertThrowsError(try self.store(replica))
    }
}
