// SPDX-License-Identifier: Apache-2.0
public import DER

/// What a responder says of one certificate.
///
///     CertStatus ::= CHOICE { good [0] IMPLICIT NULL, revoked [1] IMPLICIT RevokedInfo, unknown [2] IMPLICIT NULL }
///
/// - SeeAlso: RFC 6960 2.2 and 4.2.1.
public enum CertificateStatus: Sendable, Hashable {
    /// Not revoked; by itself it does not say that the certificate was ever issued.
    case good
    /// Revoked, or on hold, since a time, for a reason if one is given.
    case revoked(at: Instant, reason: RevocationReason?)
    /// The responder does not know the certificate.
    case unknown

    /// Reads a status.
    ///
    /// - Parameter node: the value under the CHOICE's own tag.
    /// - Throws: ``PKIXError``; `unexpected` for a tag that is none of the three.
    init(_ node: DERNode) throws(PKIXError) {
        switch node.tag {
        case .context(0):
            try der(node.null(implicit: .context(0)))
            self = .good
        case .contextConstructed(1):
            var fields = try der(node.reader())
            let time = try der(fields.read().generalizedTime())
            var reason: RevocationReason?
            if let wrapped = try der(fields.readIfPresent(.contextConstructed(0))) {
                reason = try RevocationReason(try der(wrapped.only(.enumerated)))
            }
            try der(fields.finish())
            self = .revoked(at: time, reason: reason)
        case .context(2):
            try der(node.null(implicit: .context(2)))
            self = .unknown
        default:
            throw .unexpected(
                field: "CertStatus", seen: "tag \(node.tag.octet)", allowed: "[0], [1] or [2]", offset: node.offset)
        }
    }

    func encode(into writer: inout DERWriter) {
        switch self {
        case .good:
            writer.primitive(.context(0), [])
        case .revoked(let time, let reason):
            writer.constructed(.contextConstructed(1)) { writer in
                writer.generalizedTime(time)
                if let reason, reason != .unspecified { writer.explicit(0) { $0.enumerated(reason.rawValue) } }
            }
        case .unknown:
            writer.primitive(.context(2), [])
        }
    }
}
