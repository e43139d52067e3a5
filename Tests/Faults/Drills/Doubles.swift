// SPDX-License-Identifier: Apache-2.0
import Records

/// I8 and I10: a call that was made again did nothing twice.
enum Doubles {
    /// People with more than one application or certificate, though each asked for one.
    static func found(_ crowd: Crowd) throws -> [String] {
        let records = try Records(home: crowd.house.home)
        defer { records.close() }
        var found: [String] = []
        for person in crowd.people {
            let certificates = try records.certificates(matching: .nationalID(person.nationalID))
            let issued = certificates.filter { $0.state == .issued }
            if issued.count > 1 { found.append("I8 person \(person.nationalID): \(issued.count) certificates") }
            let applications = try records.applications(matching: .nationalID(person.nationalID))
            if applications.count > 1 {
                found.append("I8 person \(person.nationalID): \(applications.count) applications")
            }
            // What was accepted is on record; what was told to be filed is there.
            if person.stage == .accepted, issued.isEmpty { found.append("I1 person \(person.nationalID): lost") }
            if let id = person.application, !applications.contains(where: { $0.id == id }) {
                found.append("I1 application \(id): lost")
            }
        }
        return found
    }
}
