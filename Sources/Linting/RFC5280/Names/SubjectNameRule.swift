// SPDX-License-Identifier: Apache-2.0
import PKIX

/// The subject has a name, and it is not the issuer's.
///
/// A certificate whose subject is named as its issuer would count as self-issued (RFC 5280 3.2), which weakens path
/// length and name constraints.
struct SubjectNameRule: LintRule {
    let name = "rfc5280.subject"
    let citation = "RFC 5280 4.1.2.6 and 3.2"

    func findings(in certificate: Certificate, context: LintContext) -> [Finding] {
        demand(!certificate.subject.isEmpty, seen: "empty", allowed: "a name")
            + demand(
                context.issuer == nil || !certificate.isSelfIssued, seen: "the issuer's own name",
                allowed: "a name of its own")
    }
}
