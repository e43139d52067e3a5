// SPDX-License-Identifier: Apache-2.0
import DER

/// The fields of a signed message as they stand in it, byte for byte.
///
/// Archive time-stamps hash them one by one, and a message that is added to must repeat them unchanged.
struct SignedDataParts: Sendable {
    /// Each `DigestAlgorithmIdentifier`.
    let digestAlgorithms: [ArraySlice<UInt8>]

    /// `encapContentInfo`, whole; BER where the message is.
    let encapsulatedContent: ArraySlice<UInt8>

    /// `eContentType`, tag and length included.
    let contentType: ArraySlice<UInt8>

    /// Each `CertificateChoices`, of every kind.
    let certificates: [ArraySlice<UInt8>]

    /// Each `RevocationInfoChoice`, of every kind, its tag included.
    let revocationInformation: [ArraySlice<UInt8>]

    init(
        digestAlgorithms: DERNode, encapsulatedContent: DERNode, certificates: DERNode?, revocationInformation: DERNode?
    ) throws(PKIXError) {
        self.digestAlgorithms = try Self.elements(digestAlgorithms)
        self.encapsulatedContent = encapsulatedContent.encoded
        var fields = try der(encapsulatedContent.reader())
        contentType = try der(fields.read(.objectIdentifier)).encoded
        self.certificates = try Self.elements(certificates)
        self.revocationInformation = try Self.elements(revocationInformation)
    }

    /// The values in a set; their count was checked where they were read.
    private static func elements(_ set: DERNode?) throws(PKIXError) -> [ArraySlice<UInt8>] {
        guard let set else { return [] }
        var reader = try der(set.reader())
        var elements: [ArraySlice<UInt8>] = []
        while !reader.isAtEnd { elements.append(try der(reader.read()).encoded) }
        return elements
    }
}
