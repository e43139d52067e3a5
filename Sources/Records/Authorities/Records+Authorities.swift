// SPDX-License-Identifier: Apache-2.0
import Cryptography
public import DER
import Database

extension Records {
    /// Takes down an authority, with or without its certificate.
    ///
    /// It must be on record before it issues anything, a root's own certificate included.
    ///
    /// - Parameters:
    ///   - authority: whose parent, if any, is on record.
    ///   - actor: who does it.
    /// - Throws: ``RecordsError/authorityExists(name:)``, ``RecordsError/unknownAuthority(name:)`` for the parent.
    public func enter(_ authority: AuthorityRecord, by actor: String) throws(RecordsError) {
        try write { ledger throws(RecordsError) in
            if let parent = authority.parent { try ledger.requireAuthority(parent) }
            try ledger.run(
                "INSERT INTO authorities (name, parent, key_reference, certificate, created) VALUES (?, ?, ?, ?, ?)",
                [
                    .text(authority.name), .text(orNull: authority.parent), .text(authority.keyReference),
                    .blob(orNull: authority.certificate), .time(authority.created),
                ],
                ifTaken: .authorityExists(name: authority.name))
            var details = ["parent": authority.parent ?? ""]
            if let certificate = authority.certificate {
                details["certificateSHA256"] = DigestAlgorithm.sha256.digest(certificate).hex
            }
            try ledger.note(
                AuditAct.authorityEntered, of: "authority:\(authority.name)", by: actor, at: authority.created,
                details: details)
        }
    }

    /// Gives an authority its certificate, once.
    ///
    /// - Parameters:
    ///   - name: the authority's.
    ///   - certificate: DER.
    ///   - actor: who does it.
    ///   - time: when.
    /// - Throws: ``RecordsError/authorityCertified(name:)``, ``RecordsError/unknownAuthority(name:)``.
    public func certify(
        authority name: String, with certificate: [UInt8], by actor: String, at time: Instant
    ) throws(RecordsError) {
        try write { ledger throws(RecordsError) in
            try ledger.requireAuthority(name)
            let changed = try ledger.transaction.run(
                "UPDATE authorities SET certificate = ? WHERE name = ? AND certificate IS NULL",
                [.blob(certificate), .text(name)])
            guard changed == 1 else { throw .authorityCertified(name: name) }
            try ledger.note(
                AuditAct.authorityCertified, of: "authority:\(name)", by: actor, at: time,
                details: ["certificateSHA256": DigestAlgorithm.sha256.digest(certificate).hex])
        }
    }

    /// An authority, by name.
    ///
    /// - Parameter name: as in paths and profiles.
    /// - Returns: the authority.
    /// - Throws: ``RecordsError/unknownAuthority(name:)``.
    public func authority(named name: String) throws(RecordsError) -> AuthorityRecord {
        let found = try read { reading throws(RecordsError) in
            try reading.row(Self.authoritySelection + " WHERE name = ?", [.text(name)]) { row throws(RecordsError) in
                try AuthorityRecord(row)
            }
        }
        guard let found else { throw .unknownAuthority(name: name) }
        return found
    }

    /// All authorities, by name.
    public func authorities() throws(RecordsError) -> [AuthorityRecord] {
        try read { reading throws(RecordsError) in
            try reading.rows(Self.authoritySelection + " ORDER BY name") { row throws(RecordsError) in
                try AuthorityRecord(row)
            }
        }
    }

    private static let authoritySelection =
        "SELECT name, parent, key_reference, certificate, created FROM authorities"
}

extension AuthorityRecord {
    fileprivate init(_ row: borrowing Row<RecordsError>) throws(RecordsError) {
        self.init(
            name: try row.text(0), parent: try row.textOrNil(1), keyReference: try row.text(2),
            certificate: try row.blobOrNil(3), created: try row.time(4))
    }
}

extension Ledger {
    func requireAuthority(_ name: String) throws(RecordsError) {
        let found = try transaction.row("SELECT 1 FROM authorities WHERE name = ?", [.text(name)]) {
            row throws(RecordsError) in try row.integer(0)
        }
        guard found != nil else { throw .unknownAuthority(name: name) }
    }
}

private let hexDigits = Array("0123456789abcdef".utf8)

extension [UInt8] {
    /// Lower-case hexadecimal digits.
    var hex: String {
        let digits = hexDigits
        var text: [UInt8] = []
        text.reserveCapacity(count * 2)
        for byte in self {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
