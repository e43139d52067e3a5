// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
public import JSON
import PKIX

extension Facts {
    /// The facts as a document to be kept: no key and no content is in it, only what was found out.
    ///
    /// The same facts give the same bytes: objects are sorted by name.
    public var json: JSONValue {
        let counters: [JSONValue.Member] =
            counterSignatures.isEmpty
            ? [] : [.init("counterSignatures", .array(counterSignatures.map { $0.json }))]
        return .object((everythingElse.members ?? []) + counters)
    }

    private var everythingElse: JSONValue {
        [
            "version": 1,
            "signatures": .array(signatures.map { $0.json }),
            "timestamps": .array(timestamps.values.sorted { $0.id < $1.id }.map { $0.json }),
            "certificates": .array(certificates.values.sorted { $0.id < $1.id }.map { $0.json }),
            "revocations": .array(revocations.values.sorted { $0.id < $1.id }.map { $0.json }),
            "proofs": .array(proofs.map { $0.json }),
        ]
    }
}

extension SignatureFacts {
    var json: JSONValue {
        let members: [JSONValue.Member] = [
            .init("id", .string(id)), .init("signer", JSONValue(signer)),
            .init("algorithms", .array(algorithms.map { $0.json })),
            .init("claimedTime", JSONValue(claimedTime?.rfc3339)),
            .init("timestamps", .array(timestamps.map { .string($0) })), .init("traits", traits?.json ?? .null),
            .init("causes", .array(causes.map { $0.json })),
        ]
        // Left out where there is nothing to say: facts kept before there was a second verdict stay readable.
        return .object(members + (professional.map { [.init("professional", $0.json)] } ?? []))
    }
}

extension CounterSignatureFacts {
    var json: JSONValue { ["of": .string(of), "signature": signature.json] }
}

extension SignerTraits {
    var json: JSONValue {
        let members: [JSONValue.Member] = [
            .init("keyUsage", keyUsage.map { .array($0.map { .string($0) }) } ?? .null),
            .init("extendedKeyUsage", extendedKeyUsage.map { .array($0.map { .string($0.dotted) }) } ?? .null),
            .init("professions", .array(professions.map { .string($0.dotted) })),
            .init("professionName", JSONValue(professionName)),
            .init("policies", .array(policies.map(\.dotted).sorted().map { .string($0) })),
            .init(
                "signaturePolicy",
                signaturePolicy.map { named in
                    [
                        "identifier": .string(named.identifier.dotted),
                        "sha256": JSONValue(named.sha256.map { Hex.encode($0) }),
                    ]
                } ?? .null),
        ]
        return .object(members + (documentKind.map { [.init("documentKind", .string($0))] } ?? []))
    }
}

extension TimestampFacts {
    var json: JSONValue {
        [
            "id": .string(id), "kind": .string(kind.rawValue), "time": .string(time.rfc3339),
            "signer": JSONValue(signer), "algorithms": .array(algorithms.map { $0.json }),
            "covered": .array(covered.map { .string($0) }), "causes": .array(causes.map { $0.json }),
        ]
    }
}

extension CertificateFacts {
    var json: JSONValue {
        [
            "id": .string(id), "validity": validity.json, "issuer": JSONValue(issuer), "algorithm": algorithm.json,
            "isAnchor": .boolean(isAnchor), "trusted": trusted?.json ?? .null,
            "isExemptFromRevocation": .boolean(isExemptFromRevocation), "causes": .array(causes.map { $0.json }),
        ]
    }
}

extension RevocationFacts {
    var json: JSONValue {
        [
            "id": .string(id), "source": .string(source.rawValue), "signer": JSONValue(signer),
            "algorithm": algorithm?.json ?? .null, "thisUpdate": .string(thisUpdate.rfc3339),
            "nextUpdate": JSONValue(nextUpdate?.rfc3339),
            "keepsExpiredSince": keepsExpiredSince.map { .integer($0.secondsSince1970) } ?? .null,
            "statements": .array(
                statements.sorted { $0.key < $1.key }.map { about, status in
                    ["certificate": .string(about), "status": status.json]
                }),
        ]
    }
}

extension RevocationStatus {
    fileprivate var json: JSONValue {
        switch self {
        case .good: ["is": "good"]
        case .onHold(let since): ["is": "onHold", "since": .string(since.rfc3339)]
        case .revoked(let date, let reason, let invalidity):
            [
                "is": "revoked", "since": .string(date.rfc3339),
                "reason": reason.map { .integer(Int64($0.rawValue)) } ?? .null,
                "invalidity": JSONValue(invalidity?.rfc3339),
            ]
        case .exempt: ["is": "exempt"]
        case .unknown, .notChecked: ["is": "unknown"]
        }
    }
}

extension ProofOfExistence {
    var json: JSONValue {
        ["object": .string(object), "time": .string(time.rfc3339), "source": .string(source.rawValue)]
    }
}

extension Cause {
    var json: JSONValue {
        let members = facts.sorted { $0.key < $1.key }.map { JSONValue.Member($0.key, .string($0.value)) }
        return ["code": .string(code.rawValue), "facts": .object(members)]
    }
}

extension Validity {
    fileprivate var json: JSONValue {
        ["notBefore": .string(notBefore.rfc3339), "notAfter": .string(notAfter.rfc3339)]
    }
}

extension AlgorithmFacts {
    var json: JSONValue {
        switch self {
        case .unknown(let name): ["unknown": .string(name)]
        case .digest(let digest): ["digest": .string("\(digest)")]
        case .signature(let algorithm, let key):
            switch algorithm {
            case .rsaPKCS1(let digest): Self.json("rsa-pkcs1", digest, key)
            case .rsaPSS(let digest, let mask, let salt):
                [
                    "scheme": "rsa-pss", "digest": .string("\(digest)"), "mask": .string("\(mask)"),
                    "salt": .integer(Int64(salt)), "key": .string("\(key)"),
                ]
            case .ecdsa(let digest): Self.json("ecdsa", digest, key)
            case .dsa(let digest): Self.json("dsa", digest, key)
            case .ed25519: ["scheme": "ed25519", "key": .string("\(key)")]
            }
        }
    }

    private static func json(_ scheme: String, _ digest: DigestAlgorithm, _ key: KeyKind) -> JSONValue {
        ["scheme": .string(scheme), "digest": .string("\(digest)"), "key": .string("\(key)")]
    }
}
