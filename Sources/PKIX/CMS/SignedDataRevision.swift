// SPDX-License-Identifier: Apache-2.0
import DER

/// A signed message to which evidence or signatures are added.
///
/// What is there stays byte for byte what it was: content, signed attributes, signatures, certificates, lists, and the
/// attributes that earlier time-stamps cover. Only the wrappers around them are written anew, in DER.
///
/// - SeeAlso: RFC 5652 5; ETSI EN 319 122-1 5.3 to 5.5.
public struct SignedDataRevision: Sendable {
    private let message: SignedData
    private var certificates: [ArraySlice<UInt8>] = []
    private var revocationInformation: [ArraySlice<UInt8>] = []
    private var hasOCSPResponses = false
    private var digestAlgorithms: [ArraySlice<UInt8>] = []
    private var attributes: [Int: [CMSAttribute]] = [:]
    private var signers: [[UInt8]] = []
    private var signatures: [Int: [UInt8]] = [:]
    private var replacements: [Int: [ArraySlice<UInt8>: CMSAttribute]] = [:]
    private var detaches = false

    /// Starts from a message as it is.
    public init(_ message: SignedData) {
        self.message = message
    }

    /// Adds a certificate, unless it is there.
    ///
    /// - Parameter certificate: DER.
    public mutating func add(certificate: [UInt8]) {
        Self.add(certificate[...], to: &certificates, unlessIn: message.parts.certificates)
    }

    /// Adds a revocation list, unless it is there.
    ///
    /// - Parameter crl: DER.
    public mutating func add(crl: [UInt8]) {
        Self.add(crl[...], to: &revocationInformation, unlessIn: message.parts.revocationInformation)
    }

    /// Adds an OCSP response, unless it is there.
    ///
    /// - Parameter ocspResponse: a successful `OCSPResponse` in DER (RFC 5940 2.1).
    public mutating func add(ocspResponse: [UInt8]) {
        guard !message.ocspResponses.contains(ocspResponse[...]) else { return }
        hasOCSPResponses = true
        let choice = SignedDataDraft.otherRevocationInformation(ocspResponse)
        Self.add(choice[...], to: &revocationInformation, unlessIn: message.parts.revocationInformation)
    }

    /// Announces a digest algorithm, unless it is announced.
    ///
    /// - Parameter digestAlgorithm: the algorithm.
    public mutating func announce(_ digestAlgorithm: AlgorithmIdentifier) {
        guard !message.digestAlgorithms.contains(where: { $0.means(digestAlgorithm) }) else { return }
        let encoded = DERWriter.bytes { digestAlgorithm.encode(into: &$0) }
        Self.add(encoded[...], to: &digestAlgorithms, unlessIn: message.parts.digestAlgorithms)
    }

    /// Adds an unsigned attribute to a signature.
    ///
    /// - Parameters:
    ///   - attribute: the attribute.
    ///   - index: which of the message's `signerInfos`, from 0; another is not there, and nothing is added.
    public mutating func add(_ attribute: CMSAttribute, toSigner index: Int) {
        attributes[index, default: []].append(attribute)
    }

    /// Adds a signature beside those that are there.
    ///
    /// - Parameter signer: the signature.
    public mutating func add(_ signer: SignerInfoDraft) {
        announce(signer.digestAlgorithm)
        signers.append(DERWriter.bytes { signer.encode(into: &$0) })
    }

    /// Puts the value into a signature that was drawn up without one.
    ///
    /// - Parameters:
    ///   - signature: the value.
    ///   - index: which of the message's `signerInfos`; one that has a value keeps it.
    public mutating func fill(_ signature: [UInt8], intoSigner index: Int) {
        guard message.signerInfos.indices.contains(index), message.signerInfos[index].signature.isEmpty else { return }
        signatures[index] = signature
    }

    /// Puts another unsigned attribute in the place of one: a counter-signature that has its value now.
    ///
    /// - Parameters:
    ///   - old: the attribute as it stands in the message.
    ///   - new: what comes in its place.
    ///   - index: which of the message's `signerInfos`.
    public mutating func replace(_ old: CMSAttribute, by new: CMSAttribute, ofSigner index: Int) {
        replacements[index, default: [:]][old.encoded] = new
    }

    /// Leaves the content out; it travels by another way from now on.
    public mutating func detachContent() { detaches = true }

    /// Writes the message.
    ///
    /// - Returns: the ContentInfo; DER unless the content or another part that is repeated was BER.
    public func encoded() -> [UInt8] {
        var writer = DERWriter(reservingCapacity: message.encoded.count + 4_096)
        writer.sequence { writer in
            writer.objectIdentifier(OID.cmsSignedData)
            writer.explicit(0) { writer in
                writer.sequence { encodeSignedData(into: &$0) }
            }
        }
        return writer.bytes
    }

    private func encodeSignedData(into writer: inout DERWriter) {
        // RFC 5652 5.1: revocation information of another format makes it 5; nothing signs or time-stamps the number.
        writer.integer(hasOCSPResponses ? max(5, message.version) : message.version)
        Self.set(message.parts.digestAlgorithms, digestAlgorithms, .set, into: &writer)
        if detaches {
            writer.sequence { $0.raw(message.parts.contentType) }
        } else {
            writer.raw(message.parts.encapsulatedContent)
        }
        Self.set(message.parts.certificates, certificates, .contextConstructed(0), into: &writer)
        Self.set(message.parts.revocationInformation, revocationInformation, .contextConstructed(1), into: &writer)
        let revised = message.signerInfos.indices.map { revisedSigner($0)[...] }
        Self.set(
            revised, signers.map { $0[...] }, .set, into: &writer,
            wasSorted: Self.isSorted(message.signerInfos.map(\.encoded)))
    }

    /// A signature with its unsigned attributes, old and new; one that nothing is added to is repeated as it is.
    private func revisedSigner(_ index: Int) -> [UInt8] {
        let signer = message.signerInfos[index]
        let added = attributes[index] ?? []
        let replaced = replacements[index] ?? [:]
        guard !added.isEmpty || !replaced.isEmpty || signatures[index] != nil else { return Array(signer.encoded) }
        return DERWriter.bytes { writer in
            writer.sequence { writer in
                if let signature = signatures[index] {
                    // The empty OCTET STRING that stands last is two octets.
                    writer.raw(signer.signedFieldsEncoded.dropLast(2))
                    writer.octetString(signature)
                } else {
                    writer.raw(signer.signedFieldsEncoded)
                }
                Self.set(
                    signer.unsignedAttributes.map { replaced[$0.encoded]?.encoded ?? $0.encoded }, added.map(\.encoded),
                    .contextConstructed(1),
                    into: &writer)
            }
        }
    }

    /// Writes a SET OF: sorted as DER wants it if it was so, else what is new after what was there.
    ///
    /// Time-stamps of the second version cover unsigned attributes in the order they stand in, so an order that is not
    /// DER's must not be mended.
    private static func set(
        _ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>], _ tag: Tag, into writer: inout DERWriter,
        wasSorted: Bool? = nil
    ) {
        let all = old + new
        guard !all.isEmpty || tag == .set else { return }
        if wasSorted ?? isSorted(old) {
            writer.setOf(all.map { Array($0) }, tag: tag)
        } else {
            writer.constructed(tag) { writer in
                for element in all { writer.raw(element) }
            }
        }
    }

    private static func isSorted(_ elements: [ArraySlice<UInt8>]) -> Bool {
        zip(elements, elements.dropFirst()).allSatisfy { !$1.lexicographicallyPrecedes($0) }
    }

    private static func add(
        _ element: ArraySlice<UInt8>, to list: inout [ArraySlice<UInt8>], unlessIn present: [ArraySlice<UInt8>]
    ) {
        if !present.contains(element), !list.contains(element) { list.append(element) }
    }
}
