// SPDX-License-Identifier: Apache-2.0
public import PKIX

/// One thing that every certificate must be, as one clause of one document says it.
///
/// A rule looks at the lint certificate, which is read back from its bytes: it judges what a relying party will see,
/// not what the draft meant to say.
public protocol LintRule: HouseRule {
    /// Looks at one certificate.
    ///
    /// - Parameters:
    ///   - certificate: the draft, signed by a throw-away key.
    ///   - context: what it is issued under, and by whom.
    /// - Returns: none when the certificate keeps to the rule.
    func findings(in certificate: Certificate, context: LintContext) -> [Finding]
}
