// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import XCTest

@testable import Database

extension PostgreSQLServer {
    /// A database for one test: a schema that no other has.
    func settings() -> PostgreSQLSettings {
        let schema = "t" + UUID().uuidString.lowercased().filter { $0 != "-" }
        return PostgreSQLSettings(host: host, port: port, database: user, user: user, schema: schema)
    }
}

final class PostgreSQLTests: XCTestCase {
    private func store(_ settings: PostgreSQLSettings? = nil) throws -> Store {
        try Store(
            postgreSQL: settings ?? PostgreSQLServer.shared().settings(), migrations: [thingsMigration])
    }

    func testWhatWasWrittenIsThereAfterReopening() throws {
        let settings = try PostgreSQLServer.shared().settings()
        let store = try store(settings)
        try store.insert(1)
        XCTAssertEqual(try store.ids(), [1])
        store.close()
        XCTAssertEqual(try self.store(settings).ids(), [1])
    }
}
