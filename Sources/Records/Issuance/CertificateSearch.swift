// SPDX-License-Identifier: Apache-2.0
public import DER
import Database
public import PKIX

/// What a certificate is looked for by; each has an index of its own.
public enum CertificateSearch: Sendable, Hashable {
    /// The application it answers.
    case application(String)
    /// SHA-256 of its DER.
    case certificateSHA256([UInt8])
    /// When it was filed: from the first moment, up to before the second.
    case issued(from: Instant, before: Instant)
    /// The holder's licence number, canonical.
    case licence(String)
    /// The holder's name, folded to its search key.
    case name(String)
    /// How the holder's name begins, folded to its search key.
    case namePrefix(String)
    /// The holder's national identifier, canonical.
    case nationalID(String)
    /// The office that enrolled the holder.
    case office(String)
    /// SHA-256 of the key's SubjectPublicKeyInfo.
    case publicKeySHA256([UInt8])
    /// The serial number, whoever issued it.
    case serial(SerialNumber)

    /// The condition and order of the search, from after a certificate that was shown last.
    ///
    /// The `IS NOT NULL` of a column repeats its partial index's condition, so that every engine
    /// knows that the index serves.
    func condition(after last: IssuanceRecord?) -> (sql: String, arguments: [DatabaseValue]) {
        let id = DatabaseValue.integer(Int64(last?.id ?? -1))
        func equal(_ column: String, _ value: DatabaseValue) -> (String, [DatabaseValue]) {
            ("\(column) = ? AND \(column) IS NOT NULL AND id > ? ORDER BY id", [value, id])
        }
        switch self {
        case .application(let application): return equal("application", .text(application))
        case .certificateSHA256(let sha256): return equal("certificate_sha256", .blob(sha256))
        case .licence(let licence): return equal("licence", .text(licence))
        case .name(let key): return equal("name_key", .text(key))
        case .nationalID(let key): return equal("national_id_key", .text(key))
        case .office(let office): return equal("office", .text(office))
        case .publicKeySHA256(let sha256): return equal("public_key_sha256", .blob(sha256))
        case .serial(let serial):
            return (
                "authority IN (SELECT name FROM authorities) AND serial = ? AND id > ? ORDER BY id",
                [.serial(serial), id]
            )
        case .issued(let from, let end):
            return (
                """
                filed_time >= ? AND filed_time < ? AND filed_time IS NOT NULL AND (filed_time, id) > (?, ?)
                ORDER BY filed_time, id
                """,
                [.time(from), .time(end), .integer(last?.filed?.secondsSince1970 ?? Int64.min), id]
            )
        case .namePrefix(let prefix):
            // Everything that begins with the prefix sorts before the prefix and the last code point.
            return (
                """
                name_key >= ? AND name_key < ? AND name_key IS NOT NULL AND (name_key, id) > (?, ?)
                ORDER BY name_key, id
                """,
                [.text(prefix), .text(prefix + "\u{10FFFF}"), .text(last?.subject.name ?? ""), id]
            )
        }
    }
}
