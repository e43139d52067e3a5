// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import MohrValidation
import PKIX

/// A policy as data, so that a verdict can be repeated under it when no program has it any more.
enum PolicyJSON {
    static func value(of policy: ValidationPolicy) -> JSONValue {
        [
            "id": .string(policy.id), "purpose": .string(policy.purpose),
            "professions": value(of: policy.professions),
            "certificatePolicies": value(of: policy.certificatePolicies),
            "maximumStatusAgeSeconds": .integer(policy.maximumStatusAgeSeconds),
            "clockToleranceSeconds": .integer(policy.clockToleranceSeconds),
            "timestampDelaySeconds": policy.timestampDelaySeconds.map { .integer($0) } ?? .null,
            "needsProofOfTime": .boolean(policy.needsProofOfTime),
            "signaturePolicies": .object(
                policy.signaturePolicies.map { .init($0.dotted, .string(Hex.encode($1))) }.sorted { $0.name < $1.name }
            ),
            "professional": [
                "demand": .string(policy.professional.demand.rawValue),
                "scopes": .array(policy.professional.scopes.map(\.rawValue).sorted().map { .string($0) }),
                "acts": .array(policy.professional.acts.words.map { .string($0) }),
            ],
            "documentKinds": policy.documentKinds.map { .array($0.sorted().map { .string($0) }) } ?? .null,
            "algorithms": value(of: policy.algorithms),
        ]
    }

    /// Reads a policy back.
    ///
    /// - Returns: `nil` when it does not come out with the name that it bears: then something was changed, or it asks
    ///   what this program does not know.
    static func policy(in value: JSONValue) -> ValidationPolicy? {
        guard let id = value["id"]?.text, let purpose = value["purpose"]?.text else { return nil }
        let known = StandardPolicies.policy(for: purpose)
        if known.id == id { return known }
        guard let age = value["maximumStatusAgeSeconds"]?.wholeNumber,
            let tolerance = value["clockToleranceSeconds"]?.wholeNumber,
            let needsProof = value["needsProofOfTime"]?.flag, let algorithms = algorithms(value["algorithms"])
        else { return nil }
        var signaturePolicies: [ObjectIdentifier: [UInt8]] = [:]
        for member in value["signaturePolicies"]?.members ?? [] {
            guard let identifier = ObjectIdentifier(member.name),
                let digest = member.value.text.flatMap({ try? Hex.decode($0) })
            else { return nil }
            signaturePolicies[identifier] = digest
        }
        let policy = ValidationPolicy(
            purpose: purpose, professions: identifiers(value["professions"]),
            certificatePolicies: identifiers(value["certificatePolicies"]), maximumStatusAgeSeconds: age,
            clockToleranceSeconds: tolerance, algorithms: algorithms,
            timestampDelaySeconds: value["timestampDelaySeconds"]?.wholeNumber, needsProofOfTime: needsProof,
            signaturePolicies: signaturePolicies, professional: professional(value["professional"]),
            documentKinds: value["documentKinds"]?.elements.map { Set($0.compactMap(\.text)) })
        return policy.id == id ? policy : nil
    }

    /// What is asked of the signer's standing; one that cannot be read gives another policy than the one named.
    private static func professional(_ value: JSONValue?) -> ProfessionalRule {
        let demand = value?["demand"]?.text.flatMap { ProfessionalRule.Demand(rawValue: $0) } ?? .ignored
        let scopes = (value?["scopes"]?.elements ?? []).compactMap { $0.text.flatMap { SuspensionScope(rawValue: $0) } }
        let acts = ProfessionalActs(words: (value?["acts"]?.elements ?? []).compactMap(\.text))
        return ProfessionalRule(demand, scopes: Set(scopes), acts: acts ?? [])
    }

    private static func value(of identifiers: Set<ObjectIdentifier>?) -> JSONValue {
        identifiers.map { .array($0.map(\.dotted).sorted().map { .string($0) }) } ?? .null
    }

    private static func identifiers(_ value: JSONValue?) -> Set<ObjectIdentifier>? {
        value?.elements.map { Set($0.compactMap { $0.text.flatMap { ObjectIdentifier($0) } }) }
    }

    private static func value(of algorithms: AlgorithmPolicy) -> JSONValue {
        func sizes(_ table: [KeySizeLifetime]) -> JSONValue {
            .array(
                table.sorted { $0.minimumBits < $1.minimumBits }.map {
                    ["bits": .integer(Int64($0.minimumBits)), "accepted": text($0.lifetime)]
                })
        }
        func table<Key>(_ table: [Key: AlgorithmLifetime]) -> JSONValue {
            .object(table.map { .init("\($0)", text($1)) }.sorted { $0.name < $1.name })
        }
        return [
            "digests": table(algorithms.digests), "rsa": sizes(algorithms.rsa),
            "rsaPKCS1": text(algorithms.rsaPKCS1), "dsa": sizes(algorithms.dsa), "curves": table(algorithms.curves),
        ]
    }

    private static func algorithms(_ value: JSONValue?) -> AlgorithmPolicy? {
        guard let value, let padding = lifetime(value["rsaPKCS1"]) else { return nil }
        func sizes(_ name: String) -> [KeySizeLifetime] {
            (value[name]?.elements ?? []).compactMap { size in
                guard let bits = size["bits"]?.wholeNumber, let lifetime = lifetime(size["accepted"]) else {
                    return nil
                }
                return KeySizeLifetime(minimumBits: Int(bits), lifetime: lifetime)
            }
        }
        var digests: [DigestAlgorithm: AlgorithmLifetime] = [:]
        for digest in DigestAlgorithm.allCases { digests[digest] = lifetime(value["digests"]?["\(digest)"]) }
        var curves: [KeyKind: AlgorithmLifetime] = [:]
        for curve in AlgorithmPolicy.standard.curves.keys { curves[curve] = lifetime(value["curves"]?["\(curve)"]) }
        return AlgorithmPolicy(
            digests: digests, rsa: sizes("rsa"), rsaPKCS1: padding, dsa: sizes("dsa"), curves: curves)
    }

    private static func text(_ lifetime: AlgorithmLifetime) -> JSONValue {
        switch lifetime {
        case .never: "never"
        case .until(let end): .string(end.rfc3339)
        case .unlimited: "unlimited"
        }
    }

    private static func lifetime(_ value: JSONValue?) -> AlgorithmLifetime? {
        switch value?.text {
        case "never": .never
        case "unlimited": .unlimited
        case .some(let end): Instant(rfc3339: end).map { .until($0) }
        case nil: nil
        }
    }
}
