// SPDX-License-Identifier: Apache-2.0
import DER
import Database
import PKIX

extension CertificateQuery {
    /// The ways of a query other than by the name, the surest first; none when nothing of it has an index.
    ///
    /// Each repeats its partial index's condition, so that every engine knows that the index serves.
    func paths(at now: Instant) -> [SearchPath] {
        var paths: [SearchPath] = []
        func equal(_ column: String, _ value: DatabaseValue?, isNarrow: Bool = true) {
            guard let value else { return }
            paths.append(
                .issuances("d.\(column) = ? AND d.\(column) IS NOT NULL", [value], isNarrow: isNarrow))
        }
        equal("certificate_sha256", certificateSHA256.map { .blob($0) })
        if let serial {
            paths.append(
                .issuances(
                    "d.authority IN (SELECT name FROM authorities) AND d.serial = ?", [.serial(serial)],
                    isNarrow: true))
        }
        equal("application", application.map { .text($0) })
        equal("public_key_sha256", publicKeySHA256.map { .blob($0) })
        equal("national_id_key", nationalID.map { .text($0) })
        equal("licence", licence.map { .text($0) })
        equal("office", office.map { .text($0) }, isNarrow: false)
        equal("chip_batch", chipBatch.map { .text($0) }, isNarrow: false)
        if let profile { paths.append(.issuances("d.profile = ?", [.text(profile)])) }
        span("filed_time", issuedFrom, issuedBefore, into: &paths)
        span("not_after", endsFrom, endsBefore, into: &paths)
        switch state {
        case .onHold:
            paths.append(.status("d.status = 'onHold'"))
        case .revoked:
            paths.append(.status("(d.status = 'revoked' OR d.status = 'onHold') AND d.status = 'revoked'"))
        case .pendingAcceptance: paths.append(.status("d.status = 'pendingAcceptance'"))
        case .expired where endsFrom == nil && endsBefore == nil: span("not_after", nil, now, into: &paths)
        case .good, .expired, nil: break
        }
        return paths
    }

    private func span(_ column: String, _ from: Instant?, _ before: Instant?, into paths: inout [SearchPath]) {
        guard from != nil || before != nil else { return }
        paths.append(
            .issuances(
                "d.\(column) >= ? AND d.\(column) < ? AND d.\(column) IS NOT NULL",
                [
                    .integer(from?.secondsSince1970 ?? Int64.min), .integer(before?.secondsSince1970 ?? Int64.max),
                ], order: "d.\(column) DESC"))
    }

    /// Everything that a certificate must be, whichever way it was come upon; the name apart.
    ///
    /// `i` is the issuance, `s` its open interval.
    func conditions(at now: Instant) -> (sql: String, arguments: [DatabaseValue]) {
        var sql: [String] = []
        var arguments: [DatabaseValue] = []
        func require(_ condition: String, _ value: DatabaseValue?) {
            guard let value else { return }
            sql.append(condition)
            arguments.append(value)
        }
        require("i.certificate_sha256 = ?", certificateSHA256.map { .blob($0) })
        require("i.serial = ?", serial.map { .serial($0) })
        require("i.application = ?", application.map { .text($0) })
        require("i.public_key_sha256 = ?", publicKeySHA256.map { .blob($0) })
        require("i.national_id_key = ?", nationalID.map { .text($0) })
        require("i.licence = ?", licence.map { .text($0) })
        require("i.office = ?", office.map { .text($0) })
        require("i.authority = ?", authority.map { .text($0) })
        require("i.profile = ?", profile.map { .text($0) })
        require("i.chip_batch = ?", chipBatch.map { .text($0) })
        require("i.filed_time >= ?", issuedFrom.map { .time($0) })
        require("i.filed_time < ?", issuedBefore.map { .time($0) })
        require("i.not_after >= ?", endsFrom.map { .time($0) })
        require("i.not_after < ?", endsBefore.map { .time($0) })
        if let isAppliedFor { sql.append("i.application IS \(isAppliedFor ? "NOT NULL" : "NULL")") }
        switch state {
        case .revoked: sql.append("s.status = 'revoked'")
        case .expired:
            sql.append("s.status <> 'revoked'")
            require("i.not_after < ?", .time(now))
        case .good, .onHold, .pendingAcceptance:
            require("s.status = ?", state.map { .text($0.rawValue) })
            require("i.not_after >= ?", .time(now))
        case nil: break
        }
        return (sql.isEmpty ? "1 = 1" : sql.joined(separator: " AND "), arguments)
    }
}
