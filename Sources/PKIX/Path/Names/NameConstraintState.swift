// SPDX-License-Identifier: Apache-2.0

/// The names that certificates further down a path may bear.
///
/// RFC 5280 intersects permitted subtrees and unites excluded ones. Keeping each authority's permitted subtrees as a
/// group and asking a name to lie in one of every group is the same, and needs no intersection of subtrees.
///
/// - SeeAlso: RFC 5280 4.2.1.10; 6.1.2 (b) and (c), 6.1.3 (b) and (c), 6.1.4 (g).
struct NameConstraintState {
    private var permitted: [[GeneralSubtree]] = []
    private var excluded: [GeneralSubtree] = []
    private var remaining: Int

    /// Whether more comparisons were wanted than the budget allows.
    private(set) var isExhausted = false

    /// Starts without constraints.
    ///
    /// - Parameter budget: comparisons of a name with a subtree at most, whatever kind either is of.
    init(budget: Int) {
        remaining = budget
    }

    /// Adds one authority's constraints.
    mutating func add(_ constraints: NameConstraints) {
        if !constraints.permitted.isEmpty { permitted.append(constraints.permitted) }
        excluded += constraints.excluded
    }

    /// Judges all names of a certificate.
    ///
    /// - Parameter certificate: one whose names are constrained.
    /// - Returns: a fact for each name that must not be there.
    mutating func judge(_ certificate: Certificate) -> [PathFact] {
        guard !permitted.isEmpty || !excluded.isEmpty else { return [] }
        var facts: [PathFact] = []
        for name in Self.names(of: certificate) {
            if let fact = judge(name) { facts.append(fact) }
        }
        return facts
    }

    /// The subject, the alternative names, and the mailboxes in the subject of a certificate that has them nowhere
    /// else.
    private static func names(of certificate: Certificate) -> [GeneralName] {
        var names = certificate.subjectAlternativeName
        let hasMailbox = names.contains { if case .rfc822Name = $0 { true } else { false } }
        let subject = certificate.tbs.subject
        if !hasMailbox {
            // RFC 5280 4.2.1.10: "the rfc822Name constraint MUST be applied to the attribute of type emailAddress".
            names += subject.values(of: OID.emailAddress).map { .rfc822Name($0) }
        }
        if !subject.isEmpty { names.append(.directoryName(subject)) }
        return names
    }

    private mutating func judge(_ name: GeneralName) -> PathFact? {
        guard spend(excluded.count) else { return nil }
        for subtree in excluded where subtree.base.isSameKind(as: name) {
            switch subtree.match(name, excluding: true) {
            case .within: return .nameExcluded(name)
            case .cannotTell: return .nameConstraintUnsupported(name)
            case .outside: continue
            }
        }
        for group in permitted {
            guard spend(group.count) else { return nil }
            if let fact = judge(name, permittedBy: group.filter { $0.base.isSameKind(as: name) }) { return fact }
        }
        return nil
    }

    /// Judges a name by one authority's permitted subtrees of its kind; none permits every name.
    private func judge(_ name: GeneralName, permittedBy subtrees: [GeneralSubtree]) -> PathFact? {
        for subtree in subtrees {
            switch subtree.match(name, excluding: false) {
            case .within: return nil
            case .cannotTell: return .nameConstraintUnsupported(name)
            case .outside: continue
            }
        }
        return subtrees.isEmpty ? nil : .nameNotPermitted(name)
    }

    private mutating func spend(_ count: Int) -> Bool {
        guard count <= remaining else {
            isExhausted = true
            return false
        }
        remaining -= count
        return true
    }
}
