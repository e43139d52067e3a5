// SPDX-License-Identifier: Apache-2.0
import DER
import JSON
import PKIX
import Records
import Service

/// Certificates of other issuers on the console.
enum ImportedLines {
    /// One in a list.
    static func say(_ one: ImportedCertificate, at now: Instant, _ console: Console) {
        let names = HolderNames(ofDER: one.certificate)
        console.say(
            "certificate.imported",
            [
                "serial": one.serial.hex, "state": one.state(at: now).rawValue, "issuer": one.issuer,
                "profile": one.profile, "until": one.validity.notAfter.rfc3339, "name": names.common ?? "–",
                "latin": names.latin ?? "–", "successor": one.successor?.serial.hex ?? "–",
            ])
    }

    /// The one with a serial number, for `mohr certificate show`.
    ///
    /// - Returns: whether there is exactly one.
    static func show(_ serial: SerialNumber, _ records: Records, _ console: Console) throws -> Bool {
        var query = CertificateQuery()
        query.serial = serial
        let now = Instant.now()
        let found = try records.findImported(query, at: now, limit: 2).certificates
        guard let one = found.first, found.count == 1 else { return false }
        say(one, at: now, console)
        console.say(
            "certificate.importedShown",
            [
                "issuer": one.issuer, "asOf": one.standing.asOf.rfc3339, "state": one.standing.status.rawValue,
                "since": one.standing.since.rfc3339,
            ])
        return true
    }
}
