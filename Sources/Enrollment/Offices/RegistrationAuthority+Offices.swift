// SPDX-License-Identifier: Apache-2.0
public import DER
import Identity
public import Records

extension RegistrationAuthority {
    /// Sets up an office.
    ///
    /// - Parameters:
    ///   - office: as it is to be.
    ///   - administrator: who does it.
    /// - Returns: the office on record.
    /// - Throws: ``EnrollmentError``.
    /// - SeeAlso: regulation under article 32 of the Electronic Commerce Law, article 14.
    @discardableResult
    public func addOffice(
        _ office: OfficeRegistration, by administrator: Administrator
    ) throws(EnrollmentError) -> OfficeRecord {
        let time = clock()
        try authorise(administrator)
        try Self.check(identifier: office.id)
        try check(names: office)
        guard !office.profiles.isEmpty else {
            throw .value(field: "profiles", seen: "none", allowed: profileNames.joined(separator: ", "))
        }
        for profile in office.profiles { _ = try self.profile(profile) }
        try check(licence: office.licensedUntil, at: time)
        let details = try checked(office.details)
        let record = OfficeRecord(
            id: office.id, kind: office.kind.rawValue, persianName: PersianText.display(office.persianName),
            englishName: office.englishName, profiles: Array(Set(office.profiles)),
            licensedUntil: office.licensedUntil, details: details, created: time)
        try told(try records.register(record, by: administrator.actor))
        return record
    }

    /// Renews an office's licence, lapsed or not.
    ///
    /// - Parameters:
    ///   - id: the office's.
    ///   - end: the last second that it covers: three years from now at most.
    ///   - administrator: who does it.
    /// - Throws: ``EnrollmentError/officeLicence(until:from:longest:)``, ``EnrollmentError/unknownOffice(id:)``.
    public func license(
        office id: String, until end: Instant, by administrator: Administrator
    ) throws(EnrollmentError) {
        let time = clock()
        try authorise(administrator)
        try check(licence: end, at: time)
        try told(try records.license(office: id, until: end, by: administrator.actor, at: time))
    }

    /// Changes where an office is, whom it may enrol, when it is open and how much it may do in a day.
    ///
    /// - Parameters:
    ///   - id: the office's.
    ///   - details: all of them.
    ///   - profiles: what it may enrol for; nil leaves that as it is.
    ///   - administrator: who does it.
    /// - Returns: the office on record.
    /// - Throws: ``EnrollmentError``.
    @discardableResult
    public func change(
        office id: String, to details: OfficeDetails, profiles: [String]? = nil, by administrator: Administrator
    ) throws(EnrollmentError) -> OfficeRecord {
        try authorise(administrator)
        for profile in profiles ?? [] { _ = try self.profile(profile) }
        guard profiles != [] else {
            throw .value(field: "profiles", seen: "none", allowed: profileNames.joined(separator: ", "))
        }
        let canonical = try checked(details)
        try told(
            try records.change(
                office: id, to: canonical, profiles: profiles.map { Array(Set($0)) },
                by: administrator.actor, at: clock()))
        return try told(try records.office(id))
    }

    /// Lets an office and all its officers work no more, until it is resumed; no other office is touched.
    ///
    /// - Parameters:
    ///   - id: the office's.
    ///   - administrator: who does it.
    /// - Throws: ``EnrollmentError``.
    public func suspend(office id: String, by administrator: Administrator) throws(EnrollmentError) {
        try authorise(administrator)
        try told(try records.suspend(office: id, by: administrator.actor, at: clock()))
    }

    /// Lets an office work again.
    ///
    /// - Parameters:
    ///   - id: the office's.
    ///   - administrator: who does it.
    /// - Throws: ``EnrollmentError``.
    public func resume(office id: String, by administrator: Administrator) throws(EnrollmentError) {
        try authorise(administrator)
        try told(try records.resume(office: id, by: administrator.actor, at: clock()))
    }

    /// Makes sure that who sets things up is an administrator.
    func authorise(_ administrator: Administrator) throws(EnrollmentError) {
        guard case .officer(let officer) = administrator else { return }
        let record = try told(try records.officer(officer.id))
        guard record.status == .active else { throw .officerSuspended(id: record.id) }
        guard record.role == .administrator else {
            throw .role(officer: record.id, seen: record.role, allowed: [.administrator])
        }
        let office = try told(try records.office(record.office))
        guard office.status == .active else { throw .officeSuspended(id: office.id) }
    }

    static func check(identifier: String) throws(EnrollmentError) {
        let isLawful = identifier.utf8.allSatisfy {
            (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-")
        }
        guard isLawful, (1...64).contains(identifier.utf8.count), identifier.first?.isLetter == true else {
            throw .value(
                field: "id", seen: String(identifier.prefix(64)), allowed: "a-z, 0-9 and -, a letter first, at most 64")
        }
    }

    /// Details that may go on record, in canonical form.
    private func checked(_ details: OfficeDetails) throws(EnrollmentError) -> OfficeDetails {
        let place = PersianText.display(details.place)
        let isPlain = place.unicodeScalars.allSatisfy { !$0.properties.isBidiControl && $0.value >= 0x20 }
        guard place.unicodeScalars.count <= 200, isPlain else {
            throw .value(field: "place", seen: "\(place.unicodeScalars.count) characters", allowed: "200, on one line")
        }
        for profession in details.professions where policy.professions[profession] == nil {
            throw .value(
                field: "professions", seen: String(profession.prefix(64)),
                allowed: policy.professions.keys.sorted().joined(separator: ", "))
        }
        if let quota = details.dailyQuota, !(1...100_000).contains(quota) {
            throw .value(field: "dailyQuota", seen: "\(quota)", allowed: "1–100000")
        }
        return OfficeDetails(
            place: place, professions: Array(Set(details.professions)),
            hours: try OpeningHours(checking: details.hours).text, dailyQuota: details.dailyQuota)
    }

    private func check(licence end: Instant, at time: Instant) throws(EnrollmentError) {
        let longest = time.advanced(bySeconds: policy.officeLicenceSeconds)
        guard time < end, end <= longest else { throw .officeLicence(until: end, from: time, longest: longest) }
    }

    private func check(names office: OfficeRegistration) throws(EnrollmentError) {
        do throws(IdentityError) {
            _ = try PersianName(checking: office.persianName)
        } catch {
            throw .identity(.organization, error)
        }
        let english = office.englishName.utf8
        guard (1...128).contains(english.count), english.allSatisfy({ (0x20...0x7E).contains($0) }) else {
            throw .value(
                field: "englishName", seen: "\(english.count) bytes", allowed: "1 to 128 printable ASCII characters")
        }
    }
}
