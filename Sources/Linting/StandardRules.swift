// SPDX-License-Identifier: Apache-2.0

/// Every rule of the house, by document.
enum StandardRules {
    static let all: [any LintRule] = rfc5280 + rfc6960 + etsi + practice

    private static let rfc5280: [any LintRule] = [
        VersionRule(), SerialNumberRule(), SignatureAlgorithmRule(), ValidityRule(),
        IssuerNameRule(), SubjectNameRule(), AttributeLengthRule(), AttributeTypeRule(),
        CriticalityRule(), AuthorityKeyIdentifierRule(), SubjectKeyIdentifierRule(), KeyUsageRule(), PoliciesRule(),
        SubjectAlternativeNameRule(), BasicConstraintsRule(), ExtendedKeyUsageRule(), DistributionPointsRule(),
        AuthorityInformationRule(), IssuerPoliciesRule(),
    ]

    private static let rfc6960: [any LintRule] = [ResponderRule()]

    private static let etsi: [any LintRule] = [
        PersonNameRule(), PersonIdentifierRule(), CommitmentRule(), StatementsRule(),
    ]

    private static let practice: [any LintRule] = [
        SerialEntropyRule(), ProfileAlgorithmRule(), IssuerLifetimeRule(), ValidityLengthRule(), VisibleNamesRule(),
        CanonicalNamesRule(), SubjectShapeRule(), SubjectKeyRule(), KeyStrengthRule(), ClosedExtensionsRule(),
        AuthorityRule(), ExactUsageRule(), ExactPoliciesRule(), ProfessionRule(), RepositoryRule(),
    ]
}
