// SPDX-License-Identifier: Apache-2.0

/// Every rule of the house for revocation lists, by document.
enum StandardListRules {
    static let all: [any ListLintRule] = lists + entries + practice

    private static let lists: [any ListLintRule] = [
        ListVersionRule(), ListAlgorithmRule(), ListIssuerRule(), ListSignerRule(), ListTimeFormRule(),
        ListOrderOfTimesRule(), ListKeyIdentifierRule(), ListNumberRule(), ListDeltaRule(),
        ListDistributionPointRule(), ListCriticalityRule(), FreshestListRule(), ExpiredCertificatesRule(),
    ]

    private static let entries: [any ListLintRule] = [
        ListEntriesRule(), EntryNumberRule(), EntryDateRule(), EntryReasonRule(), EntryInvalidityRule(),
        EntryExtensionRule(),
    ]

    private static let practice: [any ListLintRule] = [
        ListScopeRule(), ListLifetimeRule(), ListTimeRule(), ListDigestRule(), EntryOrderRule(), EntryClosedRule(),
        ListClosedRule(),
    ]
}
