// SPDX-License-Identifier: Apache-2.0
import Cryptography

extension SignedData {
    /// The signed message in a file: the first block labelled `CMS` or `PKCS7`, or the file itself when it is no PEM.
    ///
    /// - Parameter file: PEM (RFC 7468 9), or anything else.
    /// - Returns: bytes that may be a signed message; `nil` for PEM without such a block.
    public static func bytes(outOf file: [UInt8]) -> [UInt8]? {
        guard PEM.looksLikePEM(file) else { return file }
        return (try? PEM.blocks(in: file))?.first { ["CMS", "PKCS7"].contains($0.label) }?.bytes
    }
}
