// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Database

extension Records {
    /// Holds every receipt against its line in the audit log.
    ///
    /// - Returns: how many there are, and the signatures, by SHA-256 in hexadecimal, whose receipt is not the one that
    ///   was given.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func damagedReceipts() throws(RecordsError) -> (count: Int, damaged: [String]) {
        let signatures = try read { reading throws(RecordsError) in
            try reading.rows("SELECT signature_sha256 FROM receipts ORDER BY sequence") {
                row throws(RecordsError) in try row.blob(0)
            }
        }
        var damaged: [String] = []
        for signature in signatures {
            do throws(RecordsError) {
                _ = try receipt(of: signature)
            } catch .damaged {
                damaged.append(Hex.encode(signature))
            }
        }
        return (signatures.count, damaged)
    }
}
