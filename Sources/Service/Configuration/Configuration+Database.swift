// SPDX-License-Identifier: Apache-2.0
public import Database
public import Records

extension Configuration {
    /// Where the records are kept.
    public enum RecordsPlace: Sendable, Hashable {
        /// In a file of the home.
        case sqlite
        /// On a PostgreSQL server; files are relative to the home unless they begin with `/`.
        case postgreSQL(PostgreSQLSettings, readFrom: PostgreSQLSettings?, maximumLagSeconds: Int64)
    }

    /// How far what is read may be behind what is written before nothing is judged by it; nil where it cannot be behind.
    public var maximumLagSeconds: Int64? {
        guard case .postgreSQL(_, .some, let seconds) = database else { return nil }
        return seconds
    }

    /// The database of a house.
    ///
    /// - Parameter home: where the house keeps its things.
    /// - Returns: where the records are.
    public func recordsDatabase(of home: Home) -> RecordsDatabase {
        func settled(_ settings: PostgreSQLSettings) -> PostgreSQLSettings {
            var settings = settings
            settings.passwordFile = settings.passwordFile.map(home.file)
            settings.rootCertificateFile = settings.rootCertificateFile.map(home.file)
            return settings
        }
        switch database {
        case .sqlite: return .sqlite
        case .postgreSQL(let settings, let replica, _):
            return .postgreSQL(settled(settings), readFrom: replica.map(settled))
        }
    }
}

extension Configuration {
    /// The database of a house for work that goes through all of it, such as a copy: no standby, and no hurry.
    ///
    /// - Parameter home: where the house keeps its things.
    /// - Returns: where the records are.
    public func wholeDatabase(of home: Home) -> RecordsDatabase {
        guard case .postgreSQL(var settings, _) = recordsDatabase(of: home) else { return .sqlite }
        settings.statementMilliseconds = max(settings.statementMilliseconds, Self.unhurriedMilliseconds)
        return .postgreSQL(settings)
    }

    /// Going through a table of some million rows takes a server minutes.
    private static let unhurriedMilliseconds = 600_000
}

extension Records {
    /// Opens the records of a house to look at all of them, also when they are locked.
    ///
    /// - Parameters:
    ///   - home: where the house keeps its things.
    ///   - configuration: what the operator set.
    /// - Throws: as ``Records/init(home:database:evenIfLocked:)``.
    public convenience init(lookingAt home: Home, _ configuration: Configuration) throws(RecordsError) {
        try self.init(home: home.path, database: configuration.wholeDatabase(of: home), evenIfLocked: true)
    }

    /// Opens the records of a house where its configuration says that they are.
    ///
    /// - Parameters:
    ///   - home: where the house keeps its things.
    ///   - configuration: what the operator set.
    /// - Throws: as ``Records/init(home:database:)``.
    public convenience init(of home: Home, _ configuration: Configuration) throws(RecordsError) {
        try self.init(home: home.path, database: configuration.recordsDatabase(of: home))
        // Whoever changes something tells its holder, a command as much as a process that serves.
        announce(configuration.announcements)
    }
}

extension ConfigurationReader {
    /// `database`: where the records are; in a file of the home where nothing is said.
    mutating func database() throws(ConfigurationError) -> Configuration.RecordsPlace {
        guard var section = try sectionIfThere("database") else { return .sqlite }
        let kind = try section.text("kind")
        switch kind {
        case "sqlite":
            try section.finish()
            return .sqlite
        case "postgresql": break
        default: throw .value(file: file, path: "database.kind", seen: kind, allowed: "sqlite, postgresql")
        }
        var settings = PostgreSQLSettings(
            host: try section.text("host"), port: Int(try section.number("port", 1...65_535)),
            database: try section.text("name"), user: try section.text("user"), schema: try section.text("schema"))
        settings.passwordFile = try section.textOrNull("passwordFile")
        settings.rootCertificateFile = try section.textOrNull("rootCertificate")
        settings.readers = Int(try section.number("readers", 1...256))
        settings.statementMilliseconds = Int(try section.number("statementMilliseconds", 1_000...600_000))
        try check(settings, at: "database")
        var (replica, lag): (PostgreSQLSettings?, Int64) = (nil, 0)
        if var other = try section.sectionOrNull("readFrom") {
            var standby = settings
            standby.host = try other.text("host")
            standby.port = Int(try other.number("port", 1...65_535))
            lag = try other.number("maximumLagSeconds", 2...3_600)
            try other.finish()
            try check(standby, at: "database.readFrom")
            replica = standby
        }
        try section.finish()
        return .postgreSQL(settings, readFrom: replica, maximumLagSeconds: lag)
    }

    private func check(_ settings: PostgreSQLSettings, at path: String) throws(ConfigurationError) {
        let schema = settings.schema.utf8
        let isPlain = schema.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
        guard isPlain, (1...63).contains(schema.count), schema.first.map({ $0 > 0x39 }) == true else {
            throw .value(file: file, path: "\(path).schema", seen: settings.schema, allowed: "a–z, 0–9, _; 1–63")
        }
        // A password and every query would go over the wire as they are.
        guard settings.host.hasPrefix("/") || settings.rootCertificateFile != nil else {
            throw .value(
                file: file, path: "\(path).host", seen: settings.host,
                allowed: "/folder/of/the/socket, or a host with rootCertificate")
        }
    }
}
