// SPDX-License-Identifier: Apache-2.0
import Cryptography
public import DER
import Database
import PKIX

extension Records {
    /// A page of the certificates that a selection holds.
    ///
    /// - Parameters:
    ///   - selection: which.
    ///   - last: goes on after this one; nil begins.
    ///   - limit: how many at most.
    /// - Returns: at most `limit`, in the selection's order; fewer only at its end.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    /// - Complexity: O(page), through an index; for an officer's O(what that officer did).
    public func certificates(
        in selection: CertificateSelection, after last: SelectedCertificate? = nil, limit: Int
    ) throws(RecordsError) -> [SelectedCertificate] {
        try read { reading throws(RecordsError) in
            guard let serials = selection.serials else {
                let page = SelectionQuery(selection.criteria).page(after: last?.id ?? -1, limit: limit)
                return try reading.rows(page.sql, page.arguments) { row throws(RecordsError) in
                    try SelectedCertificate(row)
                }
            }
            var found: [SelectedCertificate] = []
            let start = last.map { last in
                serials.firstIndex { $0 >= last.reference.serial } ?? serials.endIndex
            }
            for serial in serials[(start ?? 0)...] {
                guard found.count < limit else { break }
                // Two authorities might have drawn one number: the second of them is on the page too, or the next.
                let isLast = serial == last?.reference.serial
                let page = SelectionQuery(selection.criteria, serial: .serial(serial))
                    .page(after: isLast ? last?.id ?? -1 : -1, limit: limit - found.count)
                try reading.forEach(page.sql, page.arguments) { row throws(RecordsError) in
                    found.append(try SelectedCertificate(row))
                }
            }
            return found
        }
    }

    /// How many certificates a selection holds; none is read.
    ///
    /// - Parameter selection: which.
    /// - Returns: how many.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func count(of selection: CertificateSelection) throws(RecordsError) -> Int {
        try read { reading throws(RecordsError) in
            var count = 0
            let serials = selection.serials?.map { DatabaseValue.serial($0) }
            for query in serials?.map({ SelectionQuery(selection.criteria, serial: $0) })
                ?? [SelectionQuery(selection.criteria)]
            {
                count +=
                    try reading.row(query.count, query.arguments) { row throws(RecordsError) in
                        Int(try row.integer(0))
                    } ?? 0
            }
            return count
        }
    }

    /// Goes through a selection once, at one state of the records, and tells what is in it.
    ///
    /// - Parameters:
    ///   - selection: which.
    ///   - time: the moment at which certificates are expired or not.
    ///   - sample: how many are told by name.
    /// - Returns: counts, a sample, and the digest by which a plan is held to what was shown.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    /// - Complexity: O(n), some microseconds each; keeps only the sample.
    public func survey(
        of selection: CertificateSelection, at time: Instant, sample: Int = 10
    ) throws(RecordsError) -> SelectionSurvey {
        try read { reading throws(RecordsError) in
            var surveyor = Surveyor(time: time, sampleSize: sample)
            guard let serials = selection.serials else {
                let query = SelectionQuery(selection.criteria)
                try reading.forEach(query.survey, query.arguments) { row throws(RecordsError) in
                    try surveyor.take(row)
                }
                return surveyor.survey()
            }
            for serial in serials {
                let before = surveyor.count
                let query = SelectionQuery(selection.criteria, serial: .serial(serial))
                try reading.forEach(query.survey, query.arguments) { row throws(RecordsError) in
                    try surveyor.take(row)
                }
                if surveyor.count == before { surveyor.miss(serial.hex) }
            }
            return surveyor.survey()
        }
    }
}

extension SelectedCertificate {
    fileprivate init(_ row: borrowing Row<RecordsError>) throws(RecordsError) {
        self.init(
            id: Int(try row.integer(0)),
            reference: CertificateReference(authority: try row.text(1), serial: try row.serial(2)))
    }
}

/// Counts rows as they pass.
private struct Surveyor {
    let time: Instant
    let sampleSize: Int
    private(set) var count = 0
    private var groups: [SelectionSurvey.Group: Int] = [:]
    private var sample: [SelectedCertificate] = []
    private var missing: [String] = []
    private var missingCount = 0
    private let digest = DigestContext(.sha256)

    init(time: Instant, sampleSize: Int) {
        self.time = time
        self.sampleSize = sampleSize
    }

    mutating func take(_ row: borrowing Row<RecordsError>) throws(RecordsError) {
        let certificate = try SelectedCertificate(row)
        if sample.count < sampleSize { sample.append(certificate) }
        certificate.add(to: digest)
        count += 1
        let group = SelectionSurvey.Group(
            authority: certificate.reference.authority, office: try row.textOrNil(3), profile: try row.text(4),
            status: try row.value(6, of: "status_intervals", "status"),
            isExpired: try row.timeOrNil(5).map { $0 < time } ?? false)
        groups[group, default: 0] += 1
    }

    mutating func miss(_ serial: String) {
        missingCount += 1
        if missing.count < sampleSize { missing.append(serial) }
    }

    func survey() -> SelectionSurvey {
        SelectionSurvey(
            count: count, groups: groups, sample: sample, missing: missing, missingCount: missingCount,
            digest: digest.finish())
    }
}
