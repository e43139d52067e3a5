// SPDX-License-Identifier: Apache-2.0
import DER

/// Certificate policies along the walk.
///
/// - SeeAlso: RFC 5280 6.1.3 (d) to (f), 6.1.4 (a), (b), (h) to (j), 6.1.5 (a), (b), (g); RFC 9618 5.
extension PathWalk {
    /// 6.1.3 (d) to (f).
    mutating func descendPolicies(_ certificate: Certificate, at index: Int) {
        let isSelfIssuedIntermediate = index > 0 && certificate.isSelfIssued
        policyGraph.descend(
            policies: certificate.certificatePolicies?.identifiers,
            anyPolicyCounts: inhibitAnyPolicy > 0 || isSelfIssuedIntermediate)
        if explicitPolicy == 0, policyGraph.isEmpty { failForPolicy(index, .noValidPolicy) }
    }

    /// 6.1.4 (a) and (b).
    mutating func mapPolicies(_ certificate: Certificate, at index: Int) {
        guard !certificate.policyMappings.isEmpty else { return }
        var mappings: [ObjectIdentifier: Set<ObjectIdentifier>] = [:]
        for mapping in certificate.policyMappings {
            if mapping.issuerDomainPolicy == OID.anyPolicy || mapping.subjectDomainPolicy == OID.anyPolicy {
                failForPolicy(index, .anyPolicyMapped)
                continue
            }
            mappings[mapping.issuerDomainPolicy, default: []].insert(mapping.subjectDomainPolicy)
        }
        policyGraph.map(mappings, isAllowed: policyMapping > 0)
    }

    /// 6.1.4 (h) to (j).
    mutating func countDownPolicies(_ certificate: Certificate) {
        if !certificate.isSelfIssued {
            explicitPolicy = max(0, explicitPolicy - 1)
            policyMapping = max(0, policyMapping - 1)
            inhibitAnyPolicy = max(0, inhibitAnyPolicy - 1)
        }
        if let limit = certificate.policyConstraints?.requireExplicitPolicy {
            explicitPolicy = min(explicitPolicy, limit)
        }
        if let limit = certificate.policyConstraints?.inhibitPolicyMapping { policyMapping = min(policyMapping, limit) }
        if let limit = certificate.inhibitAnyPolicy { inhibitAnyPolicy = min(inhibitAnyPolicy, limit) }
    }

    /// 6.1.5 (a), (b) and (g).
    mutating func wrapUpPolicies(_ certificate: Certificate) {
        explicitPolicy = max(0, explicitPolicy - 1)
        if certificate.policyConstraints?.requireExplicitPolicy == 0 { explicitPolicy = 0 }
        let authority = policyGraph.authorityConstrainedPolicies()
        let user = PolicyGraph.userConstrainedPolicies(authority: authority, wanted: policy.userInitialPolicySet)
        policies = ValidPolicies(authorityConstrained: authority, userConstrained: user)
        if explicitPolicy == 0, user.isEmpty {
            failForPolicy(0, .policyNotAcceptable(seen: authority, allowed: policy.userInitialPolicySet))
        }
    }

    /// The first thing wrong with the policies says it all: what follows is the same emptiness further down.
    private mutating func failForPolicy(_ index: Int, _ fact: PathFact) {
        guard !failures.contains(where: { $0.code == .policy }) else { return }
        fail(index, fact)
    }
}
