// SPDX-License-Identifier: Apache-2.0
import Cryptography

extension [UInt8] {
    /// In hexadecimal, as people compare digests.
    var hexText: String { Hex.encode(self) }

    /// SHA-256 of the bytes.
    var sha256: [UInt8] { DigestAlgorithm.sha256.digest(self) }
}
