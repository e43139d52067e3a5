// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX
import Service

/// `mohr path`: validates a certification path by RFC 5280, with what it is given and nothing else.
enum PathCommand: Command {
    static let name = "path"
    static let synopsis = [
        "CERT [--anchor F]… [--intermediate F]… [--crl F]… [--at T] [--policy OID]…",
        "     [--require-explicit-policy] [--inhibit-policy-mapping] [--inhibit-any-policy] [--json]",
    ]
    static let examples = [
        "mohr path doctor.pem --anchor root.pem --intermediate health-intermediate.pem --crl root.crl --crl health.crl"
    ]
    static let shape = Arguments.Shape(
        operands: 1...1, single: ["at"], repeated: ["anchor", "intermediate", "crl", "ocsp", "policy"],
        flags: ["require-explicit-policy", "inhibit-policy-mapping", "inhibit-any-policy", "json"])

    static func run(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let certificates = try InputFiles.certificates(arguments.operands[0])
        guard let target = certificates.first else {
            throw CommandFailure(.input, "cli.file.certificate", ["file": arguments.operands[0], "cause": "–"])
        }
        var anchors: [TrustAnchor] = []
        for path in arguments.all("anchor") {
            for certificate in try InputFiles.certificates(path) {
                guard let anchor = try? TrustAnchor(certificate: certificate) else {
                    throw CommandFailure(.input, "cli.file.certificate", ["file": path, "cause": "key"])
                }
                anchors.append(anchor)
            }
        }
        let result = PathValidator().validate(
            target: target, anchors: anchors,
            intermediates: try InputFiles.certificates(in: arguments.all("intermediate")) + certificates.dropFirst(),
            crls: try arguments.all("crl").map { try InputFiles.revocationList($0) },
            ocsp: try arguments.all("ocsp").map { try InputFiles.response($0) },
            policy: try policy(arguments))
        if arguments.has("json") {
            console.write(JSONWriter.bytes(PathJSON.value(of: result), .indented))
        } else {
            say(result, console)
        }
        return result.path == nil ? .rejected : .done
    }

    private static func policy(_ arguments: Arguments) throws -> PathPolicy {
        var policy = PathPolicy(time: try arguments.instant("at") ?? .now())
        let identifiers = try arguments.objectIdentifiers("policy")
        if !identifiers.isEmpty { policy.userInitialPolicySet = Set(identifiers) }
        policy.requireExplicitPolicy = arguments.has("require-explicit-policy")
        policy.inhibitPolicyMapping = arguments.has("inhibit-policy-mapping")
        policy.inhibitAnyPolicy = arguments.has("inhibit-any-policy")
        return policy
    }

    private static func say(_ result: PathResult, _ console: Console) {
        if let path = result.path {
            console.say("cli.path.valid", ["count": "\(path.certificates.count)"])
            for certificate in path.certificates { console.say("  \(certificate.subject)") }
            return
        }
        console.say("cli.path.invalid", [:])
        for failure in result.failures {
            console.say(
                "cli.path.failure",
                [
                    "index": "\(failure.index)", "code": failure.code.rawValue, "clause": failure.clause,
                    "detail": CaseWords.of(failure.fact),
                ])
        }
    }
}
