// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
public import PKIX
public import Records

/// The audit log's head as it rides in revocation lists.
///
///     LogCheckpoint ::= UTF8String      -- "<lines> <base64 of the root hash>"
///
/// Every relying party that keeps lists, keeps with them what the house has said of its log: a line that is changed or
/// taken out afterwards no longer fits. The extension is ``MohrOID/logCheckpoint``, never critical; size and hash are
/// those of a C2SP tlog-checkpoint, which signs them in a form of its own.
public enum LogCheckpoint {
    /// The text of a head: `1204 FyTd…=`.
    ///
    /// - Parameter head: size and root hash.
    /// - Returns: a decimal number, a space and 44 characters of base64.
    public static func text(of head: AuditHead) -> String {
        "\(head.size) \(Base64.encode(head.rootHash))"
    }

    /// The head that a list carries; nil if it has none or the text is not of this form.
    ///
    /// - Parameter list: any list.
    /// - Returns: size and root hash.
    public static func read(from list: CertificateList) -> AuditHead? {
        guard let item = list.extensions[MohrOID.logCheckpoint] else { return nil }
        do {
            let parts = try DERReader.single(item.value, .utf8String).string().split(separator: " ")
            guard parts.count == 2, let size = Int(parts[0]), size >= 0 else { return nil }
            let hash = try Base64.decode(String(parts[1]))
            return hash.count == 32 ? AuditHead(size: size, rootHash: hash) : nil
        } catch {
            return nil
        }
    }

    static func `extension`(_ head: AuditHead) -> Extension {
        Extension(oid: MohrOID.logCheckpoint, isCritical: false) { $0.utf8String(text(of: head)) }
    }
}
