// SPDX-License-Identifier: Apache-2.0
import DER
import Enrollment
import Foundation
import PKIX
import Records
import Service

/// A house opened from the console for one command, without keys and without listeners.
///
/// Whoever may read the home's files is its administrator; what they do is in the audit log under their system name.
struct Desk {
    let house: HouseArguments
    let records: Records
    let registration: RegistrationAuthority
    let administrator: Administrator

    init(_ arguments: Arguments) throws {
        house = try HouseArguments(arguments)
        records = try Records(of: house.home, house.configuration)
        let profiles = try MohrService.profiles(of: house.configuration)
        registration = RegistrationAuthority(
            records: records, profiles: profiles.profiles,
            policy: EnrollmentPolicy(house.configuration, profiles), clock: { Instant.now() })
        administrator = .console(NSUserName())
    }

    func close() { records.close() }
}
