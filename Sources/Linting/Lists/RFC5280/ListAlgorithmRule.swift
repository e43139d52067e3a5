// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX

/// The algorithm inside is the one that the list will be signed with, and the issuer's key computes it.
///
/// Verifiers take what stands outside of the signature only when the signed part names the same.
struct ListAlgorithmRule: ListLintRule {
    let name = "rfc5280.list-signature-algorithm"
    let citation = "RFC 5280 5.1.1.2 and 5.1.2.2"

    func findings(in list: LintedList, context: ListLintContext) -> [Finding] {
        let outside = AlgorithmIdentifier(context.algorithm)
        return demand(
            list.signature == outside, seen: list.signature.algorithm.dotted,
            allowed: "the same as outside, \(outside.algorithm.dotted)")
            + demand(
                context.algorithm.fits(context.keyKind),
                seen: "\(outside.algorithm.dotted) under a key of \(context.keyKind)",
                allowed: "an algorithm of the issuer's kind of key")
    }
}
