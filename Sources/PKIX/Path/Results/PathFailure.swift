// SPDX-License-Identifier: Apache-2.0

/// One thing that is wrong with a certification path.
///
/// A path is examined to its end, so several may be reported; each stands for itself.
public struct PathFailure: Error, Equatable, Sendable {
    /// Which certificate it is about: 0 is the target, 1 its issuer, and so on up to the one below the anchor.
    ///
    /// For a missing path it is the certificate whose issuer is not to be found.
    public let index: Int

    /// What was seen and what is allowed.
    public let fact: PathFact

    /// Takes a fact and where it was found.
    public init(index: Int, fact: PathFact) {
        self.index = index
        self.fact = fact
    }

    /// The kind of failure, for programs to branch on.
    public var code: PathFailureCode { fact.code }

    /// The clause that is broken: `RFC 5280 6.1.3 (a)(2)`.
    public var clause: String { fact.clause }
}
