// SPDX-License-Identifier: Apache-2.0
import DER
import Database
import PKIX

// How the records' own values stand in columns.

extension DatabaseValue {
    static func time(_ instant: Instant) -> DatabaseValue { .integer(instant.secondsSince1970) }

    static func time(orNull instant: Instant?) -> DatabaseValue { .integer(orNull: instant?.secondsSince1970) }

    static func serial(_ serial: SerialNumber) -> DatabaseValue { .blob(serial.bytes) }

    static func text(_ value: some RawRepresentable<String>) -> DatabaseValue { .text(value.rawValue) }
}

extension Row where Failure == RecordsError {
    func time(_ column: Int) throws(RecordsError) -> Instant {
        Instant(secondsSince1970: try integer(column))
    }

    func timeOrNil(_ column: Int) throws(RecordsError) -> Instant? {
        try integerOrNil(column).map { Instant(secondsSince1970: $0) }
    }

    // Only natural numbers are ever reserved, so reading as one gives the same octets back.
    func serial(_ column: Int) throws(RecordsError) -> SerialNumber {
        SerialNumber(unsigned: try blob(column))
    }

    func reasonOrNil(_ column: Int) throws(RecordsError) -> RevocationReason? {
        guard let code = try integerOrNil(column) else { return nil }
        guard let reason = RevocationReason(rawValue: Int(code)) else {
            throw .damaged(table: "status_intervals", column: "reason")
        }
        return reason
    }

    func value<Value: RawRepresentable<String>>(
        _ column: Int, of table: String, _ name: String
    ) throws(RecordsError) -> Value {
        guard let value = Value(rawValue: try text(column)) else { throw .damaged(table: table, column: name) }
        return value
    }
}
