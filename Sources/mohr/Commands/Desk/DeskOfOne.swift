// SPDX-License-Identifier: Apache-2.0
import Enrollment
import JSON
import Records
import Service

/// A house opened for one step of an application, with the key of its papers and the registers that are asked, and
/// without any authority's key.
struct DeskOfOne {
    let service: MohrService

    var registration: RegistrationAuthority { service.registration }

    init(_ arguments: Arguments, _ console: Console) throws {
        let house = try HouseArguments(arguments)
        // Papers lie under the home's passphrase; nothing else here needs it.
        let needsSecret = !arguments.all("evidence").isEmpty
        service = try MohrService(
            home: house.home, configuration: house.configuration,
            passphrase: needsSecret ? try house.passphrase(console) : nil, roles: [.registrationAuthority],
            opening: .forOneCommand)
    }

    func close() { service.records.close() }

    /// Says where an application is now.
    func say(_ application: Application, _ arguments: Arguments, _ console: Console) {
        guard !arguments.has("json") else {
            console.write(
                JSONWriter.bytes([
                    "application": .string(application.id), "office": .string(application.office),
                    "profile": .string(application.profile), "state": .string(application.state.rawValue),
                    "version": .integer(Int64(application.record.version)),
                    "claimedBy": JSONValue(application.record.claim?.officer),
                    "warnings": .array(application.warnings.map { .string($0) }),
                ]) + [0x0A])
            return
        }
        console.say(
            "apply.state",
            [
                "id": application.id,
                "state": Catalogue.sentence("state.\(application.state.rawValue)", in: console.language),
                "warnings": application.warnings.isEmpty ? "–" : application.warnings.joined(separator: ", "),
            ])
    }
}
