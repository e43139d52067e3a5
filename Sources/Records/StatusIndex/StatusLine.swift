// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX

/// The leaf of the line by which a status interval was opened, rebuilt from the interval's row alone.
///
/// A row whose leaf is not the one in the log was changed by somebody: whoever can write into the database can change
/// a row, but not what the log's signed heads say of it. One hash a row.
///
/// A line names the invalidity date since statuses are held against their lines. Homes of before that exist only where
/// Mohr was developed, since nothing was released by then; a revocation with such a date in one of them reads as altered,
/// and stays so: a rule that lets a row have a date which its line does not name would let anybody write one.
///
/// - SeeAlso: ``AuditLine``, whose canonical bytes these are; RFC 6962 2.1.
struct StatusLine {
    private var bytes: [UInt8] = []
    private var names: [String: [UInt8]] = [:]

    init() { bytes.reserveCapacity(512) }

    /// What a row says.
    struct Row {
        let interval: StatusInterval
        let authority: String
        let serial: ArraySlice<UInt8>
        /// In the first interval of a certificate that was filed.
        let certificateSHA256: ArraySlice<UInt8>?
        let ordinal: Int64
        let actor: String
        let sequence: Int64
        /// The line's; the interval may have begun later, behind another.
        let time: Int64
    }

    /// The leaf that the row asks for; 32 bytes.
    mutating func leaf(of row: Row) -> [UInt8] {
        bytes.removeAll(keepingCapacity: true)
        bytes.append(0x00)
        if row.ordinal > 0 {
            bytes += Self.status
            CanonicalJSON.write(row.actor, to: &bytes)
            writeStatus(row.interval)
        } else if let sha256 = row.certificateSHA256 {
            bytes += Self.filed
            CanonicalJSON.write(row.actor, to: &bytes)
            bytes += Self.certificate
            Self.write(hex: sha256, to: &bytes)
            bytes += Self.statusValue
            bytes += Array(row.interval.status.rawValue.utf8)
            bytes += Self.detailsEnd
        } else {
            bytes += Self.abandoned
            CanonicalJSON.write(row.actor, to: &bytes)
            bytes += Self.givenUp
        }
        Self.write(row.sequence, to: &bytes)
        bytes += subject(row.authority)
        Self.write(hex: row.serial, to: &bytes)
        bytes += Self.timeName
        let isStatus = row.ordinal > 0
        Self.write(isStatus ? row.time : row.interval.since.secondsSince1970, to: &bytes)
        bytes.append(UInt8(ascii: "}"))
        return DigestAlgorithm.sha256.digest(bytes)
    }

    private mutating func writeStatus(_ interval: StatusInterval) {
        bytes += Self.detailsName
        if let invalidity = interval.invalidityDate {
            bytes += Array("\"invalidityDate\":\"\(invalidity.rfc3339)\",".utf8)
        }
        if let reason = interval.reason { bytes += Array("\"reason\":\"\(reason.rawValue)\",".utf8) }
        bytes += Array("\"since\":\"\(interval.since.rfc3339)\",\"status\":\"\(interval.status.rawValue)".utf8)
        bytes += Self.detailsEnd
    }

    /// The house has a handful of authorities.
    private mutating func subject(_ authority: String) -> [UInt8] {
        if let known = names[authority] { return known }
        var quoted: [UInt8] = []
        CanonicalJSON.write("certificate:\(authority)/", to: &quoted)
        let made = Array(",\"subject\":".utf8) + quoted.dropLast()
        names[authority] = made
        return made
    }

    private static func write(hex octets: ArraySlice<UInt8>, to bytes: inout [UInt8]) {
        for octet in octets {
            bytes.append(digits[Int(octet >> 4)])
            bytes.append(digits[Int(octet & 15)])
        }
    }

    private static func write(_ number: Int64, to bytes: inout [UInt8]) {
        bytes += Array("\(number)".utf8)
    }

    private static let digits = Array("0123456789abcdef".utf8)
    private static let status = Array("{\"act\":\"certificate.status\",\"actor\":".utf8)
    private static let filed = Array("{\"act\":\"certificate.filed\",\"actor\":".utf8)
    private static let abandoned = Array("{\"act\":\"certificate.abandoned\",\"actor\":".utf8)
    private static let certificate = Array(",\"details\":{\"certificateSHA256\":\"".utf8)
    private static let statusValue = Array("\",\"status\":\"".utf8)
    private static let givenUp = Array(",\"details\":{\"at\":\"signing\",\"revoked\":\"yes\"},\"sequence\":".utf8)
    private static let detailsName = Array(",\"details\":{".utf8)
    private static let detailsEnd = Array("\"},\"sequence\":".utf8)
    private static let timeName = Array("\",\"time\":".utf8)
}
