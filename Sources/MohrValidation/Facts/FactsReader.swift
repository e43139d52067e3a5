// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
public import JSON
import PKIX

/// Reads kept facts back.
///
/// Strict: a member that is missing, unknown or of the wrong kind is an error, since what is read is what someone will
/// be judged by.
public struct FactsReader {
    /// Why a document is not facts.
    public enum Failure: Error, Hashable, Sendable {
        /// A member of the document is not what it has to be; the way to it.
        case member(String)
        /// The document is of another version than 1.
        case version(Int64?)
    }

    /// Reads facts.
    ///
    /// - Parameter value: what ``Facts/json`` gave.
    /// - Returns: the same facts.
    /// - Throws: ``Failure``, with the way to what is wrong.
    public static func read(_ value: JSONValue) throws(Failure) -> Facts {
        // Only facts about signed signatures have that member.
        let counters = value["counterSignatures"] == nil ? [] : ["counterSignatures"]
        let root = try FactsObject(
            value, "facts",
            Set(["version", "signatures", "timestamps", "certificates", "revocations", "proofs"] + counters))
        let version = root["version"].wholeNumber
        guard version == 1 else { throw .version(version) }
        var facts = Facts()
        for item in try root.list("signatures") { facts.signatures.append(try signature(item)) }
        for item in counters.isEmpty ? [] : try root.list("counterSignatures") {
            let counter = try FactsObject(item, "counterSignature", ["of", "signature"])
            facts.counterSignatures.append(
                CounterSignatureFacts(
                    of: try counter.text("of"), signature: try signature(counter["signature"])))
        }
        for item in try root.list("timestamps") {
            let timestamp = try timestamp(item)
            facts.timestamps[timestamp.id] = timestamp
        }
        for item in try root.list("certificates") {
            let certificate = try certificate(item)
            facts.certificates[certificate.id] = certificate
        }
        for item in try root.list("revocations") {
            let revocation = try revocation(item)
            facts.revocations[revocation.id] = revocation
        }
        for item in try root.list("proofs") {
            let proof = try FactsObject(item, "proof", ["object", "time", "source"])
            facts.proofs.append(
                ProofOfExistence(
                    of: try proof.text("object"), at: try proof.time("time"), by: try proof.word("source")))
        }
        return facts
    }

    private static func signature(_ value: JSONValue) throws(Failure) -> SignatureFacts {
        let object = try FactsObject(
            value, "signature", ["id", "signer", "algorithms", "claimedTime", "timestamps", "traits", "causes"],
            mayHave: ["professional"])
        var timestamps: [Facts.ID] = []
        for item in try object.list("timestamps") { timestamps.append(try item.string("signature.timestamps")) }
        return SignatureFacts(
            id: try object.text("id"), signer: object["signer"].text, algorithms: try algorithms(object),
            claimedTime: try object.optionalTime("claimedTime"), timestamps: timestamps,
            traits: object["traits"] == .null ? nil : try traits(object["traits"]), causes: try causes(object),
            professional: object["professional"] == .null ? nil : try ProfessionalFacts(object["professional"]))
    }

    private static func traits(_ value: JSONValue) throws(Failure) -> SignerTraits {
        let object = try FactsObject(
            value, "traits",
            ["keyUsage", "extendedKeyUsage", "professions", "professionName", "policies", "signaturePolicy"],
            mayHave: ["documentKind"])
        var usages: [String]?
        if object["keyUsage"] != .null {
            var names: [String] = []
            for item in try object.list("keyUsage") { names.append(try item.string("traits.keyUsage")) }
            usages = names
        }
        var named: SignerTraits.NamedPolicy?
        if object["signaturePolicy"] != .null {
            let policy = try FactsObject(object["signaturePolicy"], "signaturePolicy", ["identifier", "sha256"])
            named = SignerTraits.NamedPolicy(
                identifier: try policy.identifier("identifier"),
                sha256: try policy["sha256"].text.map { text throws(Failure) in
                    guard let bytes = try? Hex.decode(text) else { throw .member("signaturePolicy.sha256") }
                    return bytes
                })
        }
        return SignerTraits(
            keyUsage: usages,
            extendedKeyUsage: object["extendedKeyUsage"] == .null ? nil : try object.identifiers("extendedKeyUsage"),
            professions: try object.identifiers("professions"), professionName: object["professionName"].text,
            policies: Set(try object.identifiers("policies")), signaturePolicy: named,
            documentKind: object["documentKind"].text)
    }

    private static func timestamp(_ value: JSONValue) throws(Failure) -> TimestampFacts {
        let object = try FactsObject(
            value, "timestamp", ["id", "kind", "time", "signer", "algorithms", "covered", "causes"])
        var covered: [Facts.ID] = []
        for item in try object.list("covered") { covered.append(try item.string("timestamp.covered")) }
        return TimestampFacts(
            id: try object.text("id"), kind: try object.word("kind"), time: try object.time("time"),
            signer: object["signer"].text, algorithms: try algorithms(object), covered: covered,
            causes: try causes(object))
    }

    private static func certificate(_ value: JSONValue) throws(Failure) -> CertificateFacts {
        let object = try FactsObject(
            value, "certificate",
            ["id", "validity", "issuer", "algorithm", "isAnchor", "trusted", "isExemptFromRevocation", "causes"])
        guard let isAnchor = object["isAnchor"].flag, let isExempt = object["isExemptFromRevocation"].flag else {
            throw .member("certificate.isAnchor")
        }
        return CertificateFacts(
            id: try object.text("id"), validity: try validity(object["validity"]), issuer: object["issuer"].text,
            algorithm: try FactsObject.algorithm(object["algorithm"]), isAnchor: isAnchor,
            trusted: object["trusted"] == .null ? nil : try validity(object["trusted"]),
            isExemptFromRevocation: isExempt, causes: try causes(object))
    }

    private static func revocation(_ value: JSONValue) throws(Failure) -> RevocationFacts {
        let object = try FactsObject(
            value, "revocation",
            ["id", "source", "signer", "algorithm", "thisUpdate", "nextUpdate", "keepsExpiredSince", "statements"])
        var statements: [Facts.ID: RevocationStatus] = [:]
        for item in try object.list("statements") {
            let statement = try FactsObject(item, "statement", ["certificate", "status"])
            statements[try statement.text("certificate")] = try status(statement["status"])
        }
        return RevocationFacts(
            id: try object.text("id"), source: try object.word("source"), signer: object["signer"].text,
            algorithm: object["algorithm"] == .null ? nil : try FactsObject.algorithm(object["algorithm"]),
            thisUpdate: try object.time("thisUpdate"), nextUpdate: try object.optionalTime("nextUpdate"),
            keepsExpiredSince: object["keepsExpiredSince"].wholeNumber.map { Instant(secondsSince1970: $0) },
            statements: statements)
    }

    private static func status(_ value: JSONValue) throws(Failure) -> RevocationStatus {
        switch value["is"]?.text {
        case "good": return .good
        case "exempt": return .exempt
        case "unknown": return .unknown
        case "onHold":
            return .onHold(since: try FactsObject(value, "status", ["is", "since"]).time("since"))
        case "revoked":
            let object = try FactsObject(value, "status", ["is", "since", "reason", "invalidity"])
            return .revoked(
                at: try object.time("since"),
                reason: object["reason"].wholeNumber.flatMap { RevocationReason(rawValue: Int($0)) },
                invalidity: try object.optionalTime("invalidity"))
        default: throw .member("status.is")
        }
    }

    private static func validity(_ value: JSONValue) throws(Failure) -> Validity {
        let object = try FactsObject(value, "validity", ["notBefore", "notAfter"])
        return Validity(notBefore: try object.time("notBefore"), notAfter: try object.time("notAfter"))
    }

    private static func algorithms(_ object: FactsObject) throws(Failure) -> [AlgorithmFacts] {
        var algorithms: [AlgorithmFacts] = []
        for item in try object.list("algorithms") { algorithms.append(try FactsObject.algorithm(item)) }
        return algorithms
    }

    private static func causes(_ object: FactsObject) throws(Failure) -> [Cause] {
        var causes: [Cause] = []
        for item in try object.list("causes") {
            let cause = try FactsObject(item, "cause", ["code", "facts"])
            var facts: [String: String] = [:]
            for member in cause["facts"].members ?? [] { facts[member.name] = try member.value.string("cause.facts") }
            causes.append(Cause(try cause.word("code"), facts))
        }
        return causes
    }
}
