// SPDX-License-Identifier: Apache-2.0
import Cryptography
import PKIX

/// Who holds an authority's key, as `custody/<authority>/<set>/set.json` says it; nothing in it is secret.
///
/// A set belongs to one key file, by its digest. When the key is shared anew it is encrypted anew, so that the shares
/// of an older set open nothing that is still there.
public struct CustodySet: Sendable, Hashable {
    /// The authority.
    public let authority: String
    /// The set's own number, drawn at random; 32 hexadecimal digits.
    public let identifier: String
    /// How many custodians open the key.
    public let threshold: Int
    /// Everybody who holds a share.
    public let holders: [Holder]

    /// SHA-256 of the ceremony's file that made the set.
    let documentSHA256: [UInt8]
    /// SHA-256 of the key file that the set opens.
    let keyFileSHA256: [UInt8]

    /// Somebody who holds a share.
    public struct Holder: Sendable, Hashable {
        /// What options and files call them.
        public let id: String
        /// Their name.
        public let name: String
        /// The share's number.
        let number: UInt8
        /// SHA-256 over the share and 32 random bytes that are kept with it, so that it tells nothing of the share.
        let commitment: [UInt8]
    }

    init(
        authority: String, identifier: String, threshold: Int, holders: [Holder], documentSHA256: [UInt8],
        keyFileSHA256: [UInt8]
    ) {
        self.authority = authority
        self.identifier = identifier
        self.threshold = threshold
        self.holders = holders
        self.documentSHA256 = documentSHA256
        self.keyFileSHA256 = keyFileSHA256
    }

    /// Reads a set's file; nil for anything else.
    init?(reading bytes: [UInt8]) {
        guard let set = try? Self.read(bytes) else { return nil }
        self = set
    }

    var encoded: [UInt8] {
        let people = holders.map { holder in
            """
                { "id": "\(holder.id)", "name": \(Self.quoted(holder.name)), "number": \(holder.number),
                  "commitment": "\(Hex.encode(holder.commitment))" }
            """
        }
        let text = """
            {
              "authority": "\(authority)",
              "set": "\(identifier)",
              "threshold": \(threshold),
              "documentSHA256": "\(Hex.encode(documentSHA256))",
              "keyFileSHA256": "\(Hex.encode(keyFileSHA256))",
              "custodians": [
            \(people.joined(separator: ",\n"))
              ]
            }

            """
        return Array(text.utf8)
    }

    /// What a holder's share is sealed for: it opens nowhere else.
    func context(of id: String, number: UInt8) -> [UInt8] {
        Array("mohr-custody-share|\(authority)|\(identifier)|\(id)|\(number)|\(threshold)".utf8)
    }

    /// What the set says of a share without telling it.
    func commitment(to share: SecretShare, of id: String, salt: [UInt8]) -> [UInt8] {
        DigestAlgorithm.sha256.digest(salt + context(of: id, number: share.number) + share.bytes)
    }

    private static func read(_ bytes: [UInt8]) throws -> CustodySet? {
        var file = try JSON5Object(reading: bytes)
        let authority = try file.string("authority")
        let identifier = try file.string("set")
        let threshold = Int(try file.integer("threshold"))
        let document = try Hex.decode(try file.string("documentSHA256"))
        let keyFile = try Hex.decode(try file.string("keyFileSHA256"))
        var holders: [Holder] = []
        for var object in try file.objects("custodians") {
            guard let number = UInt8(exactly: try object.integer("number")), number > 0 else { return nil }
            holders.append(
                Holder(
                    id: try object.string("id"), name: try object.string("name"), number: number,
                    commitment: try Hex.decode(try object.string("commitment"))))
            try object.finish()
        }
        try file.finish()
        guard SecretSharing.counts.contains(holders.count), (2...holders.count).contains(threshold),
            Set(holders.map(\.id)).count == holders.count, Set(holders.map(\.number)).count == holders.count
        else { return nil }
        return CustodySet(
            authority: authority, identifier: identifier, threshold: threshold, holders: holders,
            documentSHA256: document, keyFileSHA256: keyFile)
    }

    /// A JSON text; what could end it or is no character to look at is escaped.
    static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case _ where scalar.value < 0x20:
                quoted += "\\u00" + Hex.encode([UInt8(truncatingIfNeeded: scalar.value)])
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
