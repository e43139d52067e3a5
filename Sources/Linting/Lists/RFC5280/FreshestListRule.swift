// SPDX-License-Identifier: Apache-2.0
import PKIX

/// A complete list may say at plain HTTP addresses where its deltas are; a delta has none of its own.
struct FreshestListRule: ListLintRule {
    let name = "rfc5280.freshest-list"
    let citation = "RFC 5280 5.2.6"

    func findings(in list: LintedList, context: ListLintContext) -> [Finding] {
        guard let freshest = list.freshest else { return [] }
        let wrong = freshest.flatMap(\.uris).filter { !WebAddress.isWellFormed($0, plain: true) }
        return demand(list.deltaBase == nil, seen: "in a delta", allowed: "in complete lists only")
            + demand(
                !freshest.isEmpty && freshest.allSatisfy { !$0.uris.isEmpty }, seen: "no URI",
                allowed: "a full name with a URI")
            + demand(wrong.isEmpty, seen: wrong.joined(separator: ", "), allowed: "plain \(WebAddress.allowed)")
            + demand(
                freshest.allSatisfy { $0.reasons == nil && $0.crlIssuer.isEmpty }, seen: "reasons or a CRL issuer",
                allowed: "neither")
    }
}
