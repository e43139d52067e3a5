// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import PKIX
import Records
import Revocation
import Service
import TestSupport

/// Holds a house against every invariant that its files show.
enum Judgement {
    /// Looks at a home, whether or not somebody serves it.
    ///
    /// - Returns: what is broken.
    static func breaches(of home: String) throws -> [String] {
        let records = try Records(home: home)
        defer { records.close() }
        var found = try records.invariantBreaches()
        found += try lists(of: home, records)
        return found.map(\.description)
    }

    /// I5, I7 and I9: every list that lies in the house is whole, signed, on record, and lists what it should.
    private static func lists(of home: String, _ records: Records) throws -> [InvariantBreach] {
        var found: [InvariantBreach] = []
        let folder = URL(fileURLWithPath: home + "/lists")
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        while let file = files?.nextObject() as? URL {
            guard file.pathExtension == "crl" else { continue }
            let name = "list:" + String(file.path.dropFirst(folder.path.count + 1))
            guard let list = try? CertificateList(der: [UInt8](try Data(contentsOf: file))) else {
                found.append(InvariantBreach(.listFilesWhole, name, "unreadable"))
                continue
            }
            do {
                let check = try RecordedListCheck(of: list, in: records)
                if !check.isOnRecord { found.append(InvariantBreach(.listFilesWhole, name, "notOnRecord")) }
                let odd =
                    [("missing", check.missing), ("unexpected", check.unexpected)]
                    + [("different", check.different.map(\.new))]
                for (fact, entries) in odd {
                    for entry in entries where try isSettled(entry, check.authority, at: list.thisUpdate, records) {
                        found.append(InvariantBreach(.revocationListed, name, "\(fact) \(entry.serialNumber.hex)"))
                    }
                }
                let scope = try records.newestList(of: check.authority, scope: check.scope)
                if let scope, let newest = try? CertificateList(der: scope.encoded), newest.encoded != list.encoded {
                    let objections = ListDifference(from: list, to: newest).objections
                    for one in objections { found.append(InvariantBreach(.listsGrow, name, one.rawValue)) }
                }
            } catch {
                found.append(InvariantBreach(.listFilesWhole, name, "\(error)"))
            }
        }
        return found
    }

    /// Whether a certificate's status stood still around a list's moment: lists count in seconds, and the crowd acts many
    /// times in one.
    private static func isSettled(
        _ entry: RevokedEntry, _ authority: String, at time: Instant, _ records: Records
    ) throws -> Bool {
        let name = CertificateReference(authority: authority, serial: entry.serialNumber)
        return try records.statusHistory(of: name).allSatisfy { abs($0.interval.since.seconds(since: time)) > 90 }
    }

    /// I11: no private key of the house lies anywhere but among the keys, where it is encrypted.
    static func secretsOutside(_ home: String, and others: [String] = []) throws -> [String] {
        let passphrase = Passphrase(
            fileContents: [UInt8](try Data(contentsOf: URL(fileURLWithPath: home + "/passphrase"))))
        let keys = try FileManager.default.contentsOfDirectory(atPath: home + "/keys").filter {
            $0.hasSuffix(".key.pem")
        }
        var secrets: [(name: String, bytes: Data)] = []
        for name in keys {
            let pem = [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(home)/keys/\(name)")))
            guard let key = try? PrivateKey(pem: pem, passphrase: passphrase),
                let scalar = try Self.scalar(of: key)
            else { continue }
            secrets.append((name, Data(scalar)))
        }
        var found: [String] = []
        for path in [home] + others {
            let files = FileManager.default.enumerator(atPath: path)
            while let file = files?.nextObject() as? String {
                guard let bytes = FileManager.default.contents(atPath: "\(path)/\(file)") else { continue }
                for secret in secrets where bytes.range(of: secret.bytes) != nil {
                    found.append("I11 \(file) keyOf \(secret.name)")
                }
                if !file.hasPrefix("keys/"), bytes.range(of: Data("-----BEGIN PRIVATE KEY".utf8)) != nil {
                    found.append("I11 \(file) openKey")
                }
            }
        }
        if secrets.isEmpty { found.append("I11 keys noneRead") }
        return found
    }

    /// The number that a key of a curve is: ECPrivateKey's octets.
    private static func scalar(of key: PrivateKey) throws -> [UInt8]? {
        let text = String(decoding: try key.pem(), as: UTF8.self)
        let body = text.split(separator: "\n").filter { !$0.hasPrefix("-----") }.joined()
        guard let der = Data(base64Encoded: body) else { return nil }
        var outer = try DERReader.single([UInt8](der), .sequence).reader()
        _ = try outer.read(.integer)
        _ = try outer.read(.sequence)
        let inner = try outer.read(.octetString)
        guard var fields = try? DERReader.single(Array(inner.content), .sequence).reader() else { return nil }
        _ = try fields.read(.integer)
        return Array(try fields.read(.octetString).content)
    }
}
