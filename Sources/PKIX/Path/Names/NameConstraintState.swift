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
    /// - Parameter budget: comparisons of a name with a subtree at most.
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
        for subtree in excluded where subtree.base.isSameKind(as: name) {
            guard spend() else { return nil }
            switch subtree.match(name, excluding: true) {
            case .within: return .nameExcluded(name)
            case .cannotTell: return .nameConstraintUnsupported(name)
            case .outside: continue
            }
        }
        for group in permitted {
            let relevant = group.filter { $0.base.isSameKind(as: name) }
            if relevant.isEmpty { continue }
            var isWithin = false
            for subtree in relevant where !isWithin {
                guard spend() else { return nil }
                switch subtree.match(name, excluding: false) {
                case .within: isWithin = true
                case .cannotTell: return .nameConstraintUnsupported(name)
                case .outside: continue
                }
            }
            if !isWithin { return .nameNotPermitted(name) }
        }
        return nil
    }

    private mutating func spend() -> Bool {
        guard remaining > 0 else {
            isExhausted = true
            return false
        }
        remaining -= 1
        return true
    }
}
