// SPDX-License-Identifier: Apache-2.0
public import DER
public import PKIX

/// What an answer says of one certificate, as it is written.
public struct LintedResponse: Sendable {
    /// Which certificate.
    public let certID: CertID

    /// Its status.
    public let status: CertificateStatus

    /// When the status was known to be right.
    public let thisUpdate: Instant

    /// When newer information is there at the latest; `nil` when it is not said.
    public let nextUpdate: Instant?

    /// The extensions of this answer.
    public let extensions: Extensions

    /// The digest of the certificate, if it is given.
    public let certHash: CertHash?

    /// Since when the status of expired certificates is kept, if it is said and a GeneralizedTime.
    public let archiveCutoff: LintedTime?

    /// Where what differs from answer to answer stands in the bytes.
    let places: Places

    /// Where values stand, from the start of what was read.
    struct Places: Sendable, Hashable {
        var serialNumber: Range<Int>
        var thisUpdate: Range<Int>
        var nextUpdate: Range<Int>?
        var revocationTime: Range<Int>?
        var reason: Range<Int>?
        var certHash: Range<Int>?
    }

    /// What the value rules look at.
    func values(producedAt: Instant) -> AnswerValues {
        AnswerValues(
            producedAt: producedAt, thisUpdate: thisUpdate, nextUpdate: nextUpdate, status: status,
            serialLength: certID.serialNumber.bytes.count, serialFirst: certID.serialNumber.bytes.first ?? 0)
    }

    init(_ node: DERNode) throws(PKIXError) {
        var fields = try read(try node.reader())
        let identifier = try read(try fields.read(.sequence))
        certID = try CertID(identifier)
        let statusNode = try read(try fields.read())
        let said = try LintedStatus(statusNode)
        status = said.status
        let times = try read(try fields.read(.generalizedTime))
        thisUpdate = try read(try times.generalizedTime())
        let next = try read(try fields.readIfPresent(.contextConstructed(0))?.only(.generalizedTime))
        nextUpdate = try read(try next?.generalizedTime())
        if let wrapped = try read(try fields.readIfPresent(.contextConstructed(1))) {
            extensions = try Extensions(try read(try wrapped.only(.sequence)))
        } else {
            extensions = .none
        }
        try read(try fields.finish())
        let hash = try LintedCertHash(extensions)
        certHash = hash.value
        archiveCutoff = try Self.cutoff(extensions)
        places = Places(
            serialNumber: try Self.serialNumber(in: identifier), thisUpdate: times.content.indices,
            nextUpdate: next?.content.indices, revocationTime: said.time, reason: said.reason, certHash: hash.place)
    }

    private static func serialNumber(in node: DERNode) throws(PKIXError) -> Range<Int> {
        var fields = try read(try node.reader())
        for tag in [Tag.sequence, .octetString, .octetString] { _ = try read(try fields.read(tag)) }
        return try read(try fields.read(.integer)).content.indices
    }

    private static func cutoff(_ extensions: Extensions) throws(PKIXError) -> LintedTime? {
        guard let item = extensions[OID.ocspArchiveCutoff] else { return nil }
        var reader = DERReader(item.value)
        return LintedTime(try read(try reader.read()))
    }
}
