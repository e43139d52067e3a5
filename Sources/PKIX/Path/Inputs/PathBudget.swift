// SPDX-License-Identifier: Apache-2.0

/// How much work one validation may cost at most.
///
/// Names are free to choose, so a pile of certificates that all bear one name offers more paths than there are atoms;
/// these limits turn that into a prompt refusal.
///
/// - SeeAlso: RFC 4158 2.4.2 (loops), 3.1; CVE-2023-0464, CVE-2023-23524 for what happens without.
public struct PathBudget: Hashable, Sendable {
    /// Certificates in one path, the target counted, the anchor not.
    public var pathLength: Int

    /// Signatures computed, for certificates, lists and answers together; remembered results are free.
    public var signatureChecks: Int

    /// Complete paths examined, those of list issuers and responders counted.
    public var paths: Int

    /// Issuer candidates looked at while searching.
    public var steps: Int

    /// Nodes and edges of the policy graph, and comparisons of a name with a constraint, of one path.
    public var comparisons: Int

    /// Takes all limits.
    public init(pathLength: Int, signatureChecks: Int, paths: Int, steps: Int, comparisons: Int) {
        self.pathLength = pathLength
        self.signatureChecks = signatureChecks
        self.paths = paths
        self.steps = steps
        self.comparisons = comparisons
    }

    /// Enough for every honest tree: ten times what the largest of the PKITS cases takes; about 30 ms of P-256 at worst.
    public static let standard = PathBudget(
        pathLength: 16, signatureChecks: 256, paths: 64, steps: 4096, comparisons: 65_536)
}
