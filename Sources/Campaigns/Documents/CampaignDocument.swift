// SPDX-License-Identifier: Apache-2.0
import Cryptography
public import PKIX
public import Records

/// A campaign as its file says it, checked: one act on many certificates, reviewed before anybody meets.
///
/// The file is JSON5 with a closed set of names, described in `PKI/README.md`.
///
/// - SeeAlso: CP/CPS 5.7; BR 5.7.1.2.
public struct CampaignDocument: Sendable, Hashable {
    /// A sentence in both languages.
    public struct Text: Sendable, Hashable {
        /// In English.
        public let english: String
        /// In Persian.
        public let persian: String
    }

    /// What weakness keys are chosen by.
    public enum KeyTest: String, Sendable, Hashable, CaseIterable {
        /// Infineon's weak generator, CVE-2017-15361.
        case roca
        /// Anything that the house would refuse today.
        case weak
    }

    /// The campaign's name.
    public let name: String

    /// What it is called.
    public let title: Text

    /// Why; goes on record with each certificate and to the holders, and so holds nothing personal.
    public let cause: Text

    /// Which certificates, as far as the records know them by columns.
    public let cohort: CampaignCohort

    /// Serial numbers of which a member must have one; nil for any.
    public let serials: Set<SerialNumber>?

    /// What a member's key must be found to be; nil for no test.
    public let keyTest: KeyTest?

    /// What is done.
    public let act: CampaignAct

    /// Who comes first, in order; `others` last.
    public let lanes: [CampaignLane]

    /// How fast at the most; nil for as fast as it goes.
    public let rate: CampaignRate?

    /// How many holders an office can see to in a working day; nil if offices have no part in it.
    public let officePerDay: Int?

    /// Whether holders and offices are told.
    public let writesNotices: Bool

    /// The file.
    public let bytes: [UInt8]

    /// SHA-256 of the file and of the lists that it names.
    public let sha256: [UInt8]

    /// Reads and checks a campaign's file.
    ///
    /// - Parameters:
    ///   - bytes: JSON5, UTF-8.
    ///   - file: reads a list that the file names; licences or serial numbers, one a line.
    /// - Throws: ``CampaignError``, naming the line or the path.
    public init(
        reading bytes: [UInt8], file: (String) throws(CampaignError) -> [UInt8]
    ) throws(CampaignError) {
        var fields: CampaignFields
        do throws(JSON5Error) {
            fields = try CampaignFields(bytes)
        } catch {
            throw .document(error)
        }
        self.bytes = bytes
        var digested = bytes
        let checks = CampaignWords()
        name = try checks.name(fields.name, path: "campaign")
        title = try checks.text(fields.title, path: "title")
        cause = try checks.text(fields.cause, path: "cause")
        var serials = fields.serials
        if let list = fields.serialsFile {
            let text = try file(list)
            digested += text
            serials = (serials ?? []) + checks.lines(text)
        }
        self.serials = try serials.map { all throws(CampaignError) in
            try checks.serials(all, file: fields.serialsFile ?? "cohort.serials")
        }
        cohort = try checks.cohort(fields)
        keyTest = try checks.keyTest(fields.keyTest)
        guard cohort != CampaignCohort() || keyTest != nil || self.serials != nil else {
            // Everything that was ever issued is never what was meant.
            throw .value(path: "cohort", seen: "nothing", allowed: ["one condition or more"])
        }
        act = try checks.act(fields.action)
        var lanes: [CampaignLane] = []
        for lane in fields.lanes {
            var licences = lane.licences
            if let list = lane.licencesFile {
                let text = try file(list)
                digested += text
                licences += checks.lines(text)
            }
            lanes.append(try checks.lane(lane, licences: licences, after: lanes))
        }
        self.lanes = lanes + [.others]
        rate = try checks.rate(fields.rate)
        officePerDay = try fields.officePerDay.map { count throws(CampaignError) in
            try checks.number(count, 1...100_000, path: "capacity.perOfficePerDay")
        }
        writesNotices = fields.notices
        sha256 = DigestAlgorithm.sha256.digest(digested)
    }

    /// What a turn of it does.
    ///
    /// - Parameter limit: how many members at the most.
    /// - Returns: the turn.
    public func turn(limit: Int) -> CampaignTurn {
        CampaignTurn(act: act, cause: cause.english, rate: rate, limit: limit, writesNotices: writesNotices)
    }
}

extension CampaignDocument {
    /// Reads the file of a campaign on record.
    ///
    /// The lists that it names are not needed any more: the members are frozen.
    ///
    /// - Parameter campaign: as on record.
    /// - Throws: ``CampaignError``.
    public init(of campaign: CampaignRecord) throws(CampaignError) {
        try self.init(reading: campaign.document) { _ in [] }
    }
}
