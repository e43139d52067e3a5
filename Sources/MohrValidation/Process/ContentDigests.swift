// SPDX-License-Identifier: Apache-2.0
import Cryptography

/// The content of a message and its digests, each computed once however many signers use it.
struct ContentDigests {
    private let bytes: ArraySlice<UInt8>?
    private var known: [DigestAlgorithm: [UInt8]] = [:]

    /// Whether the content given is another than the one in the message.
    let differs: Bool

    init(embedded: ArraySlice<UInt8>?, given: SignedContent) {
        switch given {
        case .embedded:
            bytes = embedded
            differs = false
        case .bytes(let outside):
            bytes = embedded ?? outside[...]
            differs = embedded.map { $0 != outside[...] } ?? false
        case .digest(let algorithm, let digest):
            bytes = embedded
            if let embedded {
                differs = algorithm.digest(embedded) != digest
            } else {
                known[algorithm] = digest
                differs = false
            }
        }
    }

    /// The content's digest; `nil` when neither the content nor this digest of it is at hand.
    mutating func digest(_ algorithm: DigestAlgorithm) -> [UInt8]? {
        if let digest = known[algorithm] { return digest }
        guard let bytes else { return nil }
        let digest = algorithm.digest(bytes)
        known[algorithm] = digest
        return digest
    }
}
