// SPDX-License-Identifier: Apache-2.0
import Cryptography
import PKIX

/// What a signed message holds besides proofs: its content and its signatures' values, whatever its format.
struct SignedMessage {
    /// Nil if it travels apart.
    let content: [UInt8]?
    /// In the message's order.
    let values: [[UInt8]]

    /// Reads a message that was judged before; nil for bytes that are none.
    init?(_ bytes: [UInt8]) {
        if JWSDocument.isMeant(by: bytes) {
            guard let document = try? JWSDocument(bytes) else { return nil }
            let signatures = document.signatures.compactMap { try? $0.get() }
            content = signatures.first?.payload
            values = signatures.map(\.signature)
        } else {
            guard let message = try? SignedData(der: bytes) else { return nil }
            content = message.content.map { Array($0) }
            values = message.signerInfos.map { Array($0.signature) }
        }
    }

    /// The values' digests: what receipts name signatures by.
    var names: [[UInt8]] { values.map { DigestAlgorithm.sha256.digest($0) } }

    /// One name for all signatures together, in whatever order; what is added to a message later does not change it.
    var name: [UInt8] {
        DigestAlgorithm.sha256.digest(names.sorted { $0.lexicographicallyPrecedes($1) }.flatMap { $0 })
    }
}
