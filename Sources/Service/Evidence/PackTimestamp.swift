// SPDX-License-Identifier: Apache-2.0
import Cryptography
import MohrValidation
import PKIX

/// A timestamp of a signature with what it was put on, for `openssl ts`.
struct PackTimestamp {
    /// Its file, without an ending: `timestamps/1-2-archive`.
    let name: String
    let kind: TimestampFacts.Kind
    let encoded: [UInt8]
    /// The bytes that it is over; `nil` when they are not at hand, as a content that stayed at home.
    let data: [UInt8]?

    var token: TimestampToken? { try? TimestampToken(der: encoded[...]) }

    /// Its name among the facts.
    var id: Facts.ID { Hex.encode(DigestAlgorithm.sha256.digest(encoded)) }

    var files: [PackFile] {
        [PackFile(name + ".tst", encoded)] + (data.map { [PackFile(name + ".data", $0)] } ?? [])
    }

    /// The timestamps of a message, signature by signature.
    static func all(in message: SignedData, content: SignedContent) -> [PackTimestamp] {
        var all: [PackTimestamp] = []
        for (index, signer) in message.signerInfos.enumerated() {
            var found: [(TimestampFacts.Kind, ArraySlice<UInt8>, [UInt8]?)] = []
            for token in signer.signedAttributes?.contentTimestamps ?? [] {
                found.append((.content, token, bytes(of: content, message)))
            }
            for token in signer.signatureTimestamps { found.append((.signature, token, Array(signer.signature))) }
            for token in signer.archiveTimestamps {
                found.append((.archive, token, archived(token, signer, message, content)))
            }
            for (number, timestamp) in found.enumerated() {
                all.append(
                    PackTimestamp(
                        name: "timestamps/\(index + 1)-\(number + 1)-\(timestamp.0.rawValue)", kind: timestamp.0,
                        encoded: Array(timestamp.1), data: timestamp.2))
            }
        }
        return all
    }

    /// The timestamps of a signature in JSON; what a content timestamp is over, its own digest says.
    static func all(in jws: JWS) -> [PackTimestamp] {
        let content = jws.contentTimestamps.map { (TimestampFacts.Kind.content, $0, [UInt8]?.none) }
        let found = content + jws.signatureTimestamps.map { (.signature, $0, jws.timestampInput) }
        return found.enumerated().map { number, timestamp in
            PackTimestamp(
                name: "timestamps/1-\(number + 1)-\(timestamp.0.rawValue)", kind: timestamp.0, encoded: timestamp.1,
                data: timestamp.2)
        }
    }

    /// The content's bytes, when they are at hand.
    static func bytes(of content: SignedContent, _ message: SignedData) -> [UInt8]? {
        if case .bytes(let bytes) = content { return bytes }
        return message.content.map { Array($0) }
    }

    private static func archived(
        _ token: ArraySlice<UInt8>, _ signer: SignerInfo, _ message: SignedData, _ content: SignedContent
    ) -> [UInt8]? {
        guard let archive = try? ArchiveTimestamp(der: token), let algorithm = archive.hashAlgorithm else { return nil }
        let digest: [UInt8]
        if let bytes = bytes(of: content, message) {
            digest = algorithm.digest(bytes)
        } else if case .digest(algorithm, let given) = content {
            digest = given
        } else {
            return nil
        }
        return ArchiveTimestamp.imprintInput(for: signer, in: message, contentDigest: digest, index: archive.index)
    }
}
