// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER

/// Files that may be DER or PEM.
///
/// - SeeAlso: RFC 7468.
enum Armour {
    /// The binary objects in a file.
    ///
    /// - Parameters:
    ///   - bytes: the file; DER unless some line begins a PEM block.
    ///   - labels: the labels that the wanted objects may have; blocks with others are passed over.
    /// - Returns: one object or more.
    /// - Throws: ``PKIXError/pem(_:)``, ``PKIXError/noPEMBlock(seen:allowed:)``.
    static func objects(in bytes: [UInt8], labels: [String]) throws(PKIXError) -> [[UInt8]] {
        // A value that fills the file is that value, whatever text it carries inside.
        if (try? DERReader.single(bytes, .sequence, rules: .ber)) != nil { return [bytes] }
        guard PEM.looksLikePEM(bytes) else { return [bytes] }
        let blocks: [PEMBlock]
        do throws(CryptographyError) {
            blocks = try PEM.blocks(in: bytes)
        } catch {
            throw .pem(error)
        }
        let wanted = blocks.filter { labels.contains($0.label) }
        guard !wanted.isEmpty else { throw .noPEMBlock(seen: blocks.map(\.label), allowed: labels) }
        return wanted.map(\.bytes)
    }

    /// The one binary object in a file; the first, when there are more.
    ///
    /// - Parameters:
    ///   - bytes: the file.
    ///   - labels: the labels that it may have.
    /// - Returns: the object.
    /// - Throws: as ``objects(in:labels:)``.
    static func first(in bytes: [UInt8], labels: [String]) throws(PKIXError) -> [UInt8] {
        let found = try objects(in: bytes, labels: labels)
        return found.first ?? bytes
    }
}
