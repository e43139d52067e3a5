// SPDX-License-Identifier: Apache-2.0
import DER

/// Reads the signed part of a revocation list.
struct CertificateListReader {
    let version: Int
    let signature: AlgorithmIdentifier
    let issuer: Name
    let thisUpdate: Instant
    let nextUpdate: Instant?
    let entries: RevokedEntries
    let extensions: Extensions

    /// Reads `TBSCertList`.
    ///
    /// - Parameters:
    ///   - node: the SEQUENCE.
    ///   - encoded: the buffer it lies in.
    /// - Throws: ``PKIXError``; `extensionsBeforeVersion2` when a list of version 1 has extensions.
    init(_ node: DERNode, encoded: [UInt8]) throws(PKIXError) {
        var fields = try der(node.reader())
        version = try Self.version(&fields)
        signature = try AlgorithmIdentifier(try der(fields.read(.sequence)))
        issuer = try Name(try der(fields.read(.sequence)))
        thisUpdate = try der(fields.read().time())
        if fields.nextTag == .utcTime || fields.nextTag == .generalizedTime {
            nextUpdate = try der(fields.read().time())
        } else {
            nextUpdate = nil
        }
        var scanner = RevokedEntriesScanner(encoded: encoded)
        if let list = try der(fields.readIfPresent(.sequence)) {
            try scanner.scan(list)
        }
        entries = scanner.finished()
        if let wrapped = try der(fields.readIfPresent(.contextConstructed(0))) {
            extensions = try Extensions(try der(wrapped.only(.sequence)))
        } else {
            extensions = .none
        }
        try der(fields.finish())
        guard version == 2 || (extensions.isEmpty && !scanner.hasExtensions) else {
            throw .unexpected(
                field: "TBSCertList.version", seen: "1 with extensions", allowed: "2", offset: node.offset)
        }
    }

    /// Absent means 1; when present it must be 2, encoded as 1 (RFC 5280 5.1.2.1).
    private static func version(_ fields: inout DERReader) throws(PKIXError) -> Int {
        guard let node = try der(fields.readIfPresent(.integer)) else { return 1 }
        let number = try der(node.smallInteger())
        guard number == 1 else {
            throw .unexpected(
                field: "TBSCertList.version", seen: String(number), allowed: "1 or absent", offset: node.offset)
        }
        return 2
    }
}
