// SPDX-License-Identifier: Apache-2.0

/// The one answer that a relying party acts on.
///
/// There is no way to turn ``cannotDecide`` into ``accept``: integrators who fold the two together have let forged
/// prescriptions through.
public enum Decision: String, Sendable, Hashable, CaseIterable {
    /// The signature is valid for the purpose asked about.
    case accept
    /// It must not be relied on, and no further evidence could change that.
    case reject
    /// The evidence is not enough; with more, the answer may be either.
    case cannotDecide

    /// What findings come to: the decisive one's, and the second verdict's where that is worse.
    ///
    /// - Parameters:
    ///   - causes: everything found.
    ///   - decisive: the sub-indication that names the first verdict; `nil` when it passed.
    /// - Returns: what to do.
    static func worst(_ causes: [Cause], _ decisive: SubIndication?) -> Decision {
        let second = causes.lazy.filter { $0.code.subIndication == nil }.compactMap(\.code.decision)
        let all = [decisive?.decision].compactMap { $0 } + second
        return all.contains(.reject) ? .reject : all.first ?? .accept
    }
}
