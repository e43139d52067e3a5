// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX

/// A status as it is written, with the places of its time and reason.
///
///     CertStatus ::= CHOICE { good [0] IMPLICIT NULL, revoked [1] IMPLICIT RevokedInfo, unknown [2] IMPLICIT NULL }
///
/// - SeeAlso: RFC 6960 4.2.1.
struct LintedStatus {
    let status: CertificateStatus
    let time: Range<Int>?
    let reason: Range<Int>?

    init(_ node: DERNode) throws(PKIXError) {
        switch node.tag {
        case .context(0), .context(2):
            try read(try node.null(implicit: node.tag))
            status = node.tag == .context(0) ? .good : .unknown
            (time, reason) = (nil, nil)
        case .contextConstructed(1):
            var fields = try read(try node.reader())
            let moment = try read(try fields.read(.generalizedTime))
            let why = try read(try fields.readIfPresent(.contextConstructed(0))?.only(.enumerated))
            try read(try fields.finish())
            var given: RevocationReason?
            if let why {
                let number = try read(try why.enumerated())
                given = RevocationReason(rawValue: number)
                if given == nil {
                    throw .outOfRange(
                        field: "CRLReason", seen: "\(number)", allowed: "0 to 6, 8 to 10", offset: why.offset)
                }
            }
            status = .revoked(at: try read(try moment.generalizedTime()), reason: given)
            (time, reason) = (moment.content.indices, why?.content.indices)
        default:
            throw .unexpected(
                field: "CertStatus", seen: "tag \(node.tag.octet)", allowed: "[0], [1] or [2]", offset: node.offset)
        }
    }
}
