// SPDX-License-Identifier: Apache-2.0
public import DER

/// The answer for one certificate.
///
///     SingleResponse ::= SEQUENCE { certID, certStatus, thisUpdate GeneralizedTime,
///         nextUpdate [0] EXPLICIT GeneralizedTime OPTIONAL, singleExtensions [1] EXPLICIT Extensions OPTIONAL }
///
/// - SeeAlso: RFC 6960 4.2.1.
public struct SingleResponse: Sendable, Hashable {
    /// Which certificate.
    public let certID: CertID

    /// Its status.
    public let status: CertificateStatus

    /// When the status was known to be right.
    public let thisUpdate: Instant

    /// When newer information is there at the latest; `nil` for "at any time".
    public let nextUpdate: Instant?

    /// The extensions of this answer.
    public let extensions: Extensions

    /// The digest of the certificate that the responder speaks of, if it gives one.
    public let certHash: CertHash?

    /// Since when the responder keeps the status of expired certificates, if it says.
    ///
    /// - SeeAlso: RFC 6960 4.4.4.
    public let archiveCutoff: Instant?

    /// The critical extensions of this answer that Mohr does not know; if there is one, it must not be used.
    public var unknownCriticalExtensions: [ObjectIdentifier] {
        extensions.criticalExtensions(besides: [OID.ocspCertHash, OID.ocspArchiveCutoff])
    }

    /// Draws up an answer.
    ///
    /// - Parameters:
    ///   - certID: which certificate, as it was asked.
    ///   - status: its status.
    ///   - thisUpdate: when the status was known to be right.
    ///   - nextUpdate: when newer information is there at the latest.
    ///   - certHash: the digest of the certificate.
    ///   - archiveCutoff: since when the status of expired certificates is kept.
    public init(
        certID: CertID, status: CertificateStatus, thisUpdate: Instant, nextUpdate: Instant?,
        certHash: CertHash? = nil, archiveCutoff: Instant? = nil
    ) {
        self.certID = certID
        self.status = status
        self.thisUpdate = thisUpdate
        self.nextUpdate = nextUpdate
        self.certHash = certHash
        self.archiveCutoff = archiveCutoff
        var extensions: [Extension] = []
        if let certHash { extensions.append(certHash.extension) }
        if let archiveCutoff {
            extensions.append(
                Extension(oid: OID.ocspArchiveCutoff, isCritical: false) { $0.generalizedTime(archiveCutoff) })
        }
        self.extensions = Extensions(uncheckedUnique: extensions)
    }

    /// Reads an answer.
    ///
    /// - Parameter node: the SEQUENCE.
    /// - Throws: ``PKIXError``.
    init(_ node: DERNode) throws(PKIXError) {
        var fields = try der(node.reader())
        certID = try CertID(try der(fields.read(.sequence)))
        status = try CertificateStatus(try der(fields.read()))
        thisUpdate = try der(fields.read().generalizedTime())
        nextUpdate = try der(fields.readIfPresent(.contextConstructed(0))?.only(.generalizedTime).generalizedTime())
        if let wrapped = try der(fields.readIfPresent(.contextConstructed(1))) {
            extensions = try Extensions(try der(wrapped.only(.sequence)))
        } else {
            extensions = .none
        }
        try der(fields.finish())
        certHash = try Self.read(OID.ocspCertHash, in: extensions) { item throws(PKIXError) in try CertHash(item) }
        archiveCutoff = try Self.read(OID.ocspArchiveCutoff, in: extensions) { item throws(PKIXError) in
            try der(DERReader.single(item.value, .generalizedTime).generalizedTime())
        }
    }

    func encode(into writer: inout DERWriter) {
        writer.sequence { writer in
            certID.encode(into: &writer)
            status.encode(into: &writer)
            writer.generalizedTime(thisUpdate)
            if let nextUpdate { writer.explicit(0) { $0.generalizedTime(nextUpdate) } }
            if !extensions.isEmpty { writer.explicit(1) { extensions.encode(into: &$0) } }
        }
    }

    private static func read<Value>(
        _ identifier: ObjectIdentifier, in extensions: Extensions, _ body: (Extension) throws(PKIXError) -> Value
    ) throws(PKIXError) -> Value? {
        guard let item = extensions[identifier] else { return nil }
        do throws(PKIXError) {
            return try body(item)
        } catch {
            throw .malformedExtension(identifier, error)
        }
    }
}
