// SPDX-License-Identifier: Apache-2.0
import Cryptography
import JSON

/// The evidence that a signature carries without protection; each piece is judged for itself.
///
/// - SeeAlso: ETSI TS 119 182-1 5.3.
extension JWS {
    /// The names of the unsigned components, in their order.
    public var componentNames: [String] { unsignedComponents.compactMap { $0.members?.first?.name } }

    /// Certificates that were put along, encoded: `x5c` after the signer's, `xVals`.
    public var certificateValues: [[UInt8]] {
        header.certificates.map(\.encoded)
            + vessels("xVals").flatMap { list in
                (list.elements ?? []).compactMap { Self.value($0["x509Cert"]) }
            }
    }

    /// Revocation lists that were put along, encoded.
    public var revocationLists: [[UInt8]] {
        vessels("rVals").flatMap { ($0["crlVals"]?.elements ?? []).compactMap(Self.value) }
    }

    /// Encoded `OCSPResponse`s that were put along.
    public var ocspResponses: [[UInt8]] {
        vessels("rVals").flatMap { ($0["ocspVals"]?.elements ?? []).compactMap(Self.value) }
    }

    /// Time stamps over the payload from before it was signed, each an encoded ContentInfo: `adoTst`.
    ///
    /// - SeeAlso: ETSI TS 119 182-1 5.2.6.
    public var contentTimestamps: [[UInt8]] { Self.tokens(header.value["adoTst"]) }

    /// Counter-signatures, each a JSON Web Signature over ``signature``: `cSig`.
    ///
    /// - SeeAlso: ETSI TS 119 182-1 5.3.2.
    public var counterSignatures: [[UInt8]] {
        unsignedComponents.compactMap { $0["cSig"] }.map { value in
            value.text.map { Array($0.utf8) } ?? JSONWriter.bytes(value)
        }
    }

    /// A component's contents wherever it stands: by itself, and in what was put along to judge time stamps by.
    private func vessels(_ name: String) -> [JSONValue] {
        unsignedComponents.compactMap { $0[name] } + unsignedComponents.compactMap { $0["tstVD"]?[name] }
    }

    /// Octets in base64; what cannot be read stays text and is found unreadable later, for all to see.
    private static func value(_ object: JSONValue?) -> [UInt8]? {
        guard let text = object?["val"]?.text else { return nil }
        return (try? Base64.decode(text)) ?? Array(text.utf8)
    }

    static func tokens(_ container: JSONValue?) -> [[UInt8]] {
        (container?["tstTokens"]?.elements ?? []).compactMap(Self.value)
    }
}
