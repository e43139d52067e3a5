// SPDX-License-Identifier: Apache-2.0
import Foundation
import Records
import Service

extension DrillHome {
    /// Gives a copy of a home records of its own, in a file: a drill on a server's would be done on the house itself.
    ///
    /// - Parameters:
    ///   - home: the copy, with the configuration of the house.
    ///   - source: the house.
    /// - Throws: ``CommandFailure``, when the copy would still name the server; what the records throw.
    static func takeRecords(into home: Home, of source: HouseArguments) throws {
        var text = try String(contentsOfFile: home.configuration, encoding: .utf8)
        DatabaseSection.replace(in: &text, with: DatabaseSection.file)
        try Data(text.utf8).write(to: URL(fileURLWithPath: home.configuration))
        guard case .sqlite = try Configuration(reading: home.configuration).database else {
            throw CommandFailure(.usage, "drill.database", ["file": source.home.configuration])
        }
        guard case .postgreSQL = source.configuration.database else { return }
        let folder = home.path + "/records"
        try? FileManager.default.removeItem(atPath: folder)
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let records = try Records(home: source.home.path, database: source.configuration.wholeDatabase(of: source.home))
        defer { records.close() }
        _ = try records.copy(to: folder + "/records.sqlite")
    }
}
