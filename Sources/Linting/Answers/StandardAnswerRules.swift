// SPDX-License-Identifier: Apache-2.0

/// Every rule of the house for OCSP answers, by document.
enum StandardAnswerRules {
    static let all: [any AnswerLintRule] = standards + practice

    private static let standards: [any AnswerLintRule] = [
        AnswerVersionRule(), AnswerResponderRule(), AnswerDelegateRule(), AnswerAlgorithmRule(), AnswerQuestionRule(),
        AnswerIssuerRule(), AnswerCriticalityRule(), AnswerArchiveRule(), AnswerNonceRule(), AnswerCertHashRule(),
        AnswerTimesRule(), AnswerEndRule(), AnswerRevocationRule(),
    ]

    private static let practice: [any AnswerLintRule] = [
        AnswerLifetimeRule(), AnswerSerialRule(), AnswerClosedRule(), AnswerDigestRule(),
    ]
}
