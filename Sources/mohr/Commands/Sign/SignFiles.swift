// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import HTTPServer
import MohrSigning
import PKIX
import Service

/// What `mohr sign` reads: keys, certificates, evidence, and where it fetches the rest.
enum SignFiles {
    /// What a verifier takes, DESIGN §9, less room for what goes around the content.
    static let contentLimit = 16 * 1_048_576 - 65_536

    static func certificates(_ arguments: Arguments) throws -> [Certificate] {
        try InputFiles.certificates(try arguments.required("certificate"))
            + InputFiles.certificates(in: arguments.all("chain"))
    }

    /// What raises signatures with what was named on the command line.
    static func augmenter(_ arguments: Arguments) throws -> SignatureAugmenter {
        SignatureAugmenter(timestamps: try source(arguments), evidence: try evidence(arguments))
    }

    static func source(_ arguments: Arguments) throws -> TimestampClient? {
        guard let url = arguments["timestamps"] else { return nil }
        return TimestampClient { request throws(SigningError) in
            try exchange(url) { client throws(HTTPClientError) in
                try client.post(url, contentType: "application/timestamp-query", body: request)
            }
        }
    }

    private static func evidence(_ arguments: Arguments) throws -> any LongTermEvidenceSource {
        let certificates = try InputFiles.certificates(in: arguments.all("anchor") + arguments.all("chain"))
        let lists = try arguments.all("crl").map { try InputFiles.revocationList($0) }
        let answers = try arguments.all("ocsp").map { try InputFiles.bytes($0, limit: 1_048_576) }
        guard arguments.has("fetch") else {
            return GatheredEvidence(certificates: certificates, lists: lists, ocspResponses: answers)
        }
        return RepositoryEvidence(certificates: certificates, lists: lists, ocspResponses: answers) {
            errand throws(SigningError) in
            switch errand {
            case .get(let url):
                try exchange(url) { client throws(HTTPClientError) in try client.get(url) }
            case .ask(let url, let request):
                try exchange(url) { client throws(HTTPClientError) in
                    try client.post(url, contentType: "application/ocsp-request", body: request)
                }
            }
        }
    }

    private static func exchange(
        _ url: String, _ send: (HTTPClient) throws(HTTPClientError) -> Response
    ) throws(SigningError) -> [UInt8] {
        let response: Response
        do throws(HTTPClientError) {
            response = try send(try HTTPClient(timeout: .seconds(20)))
        } catch {
            throw .unreachable(service: url, cause: CaseWords.of(error))
        }
        guard response.status == 200 else { throw .unreachable(service: url, cause: "HTTP \(response.status)") }
        return response.body
    }
}

extension SigningError {
    /// The error for the terminal.
    var failure: CommandFailure {
        switch self {
        case .noCertificate(let object):
            CommandFailure(.input, "cli.sign.noTokenCertificate", ["object": object])
        case .signatureDoesNotFit, .key: CommandFailure(.fault, "cli.sign.refused", cause: self)
        case .timestampRefused, .timestampUnusable, .unreachable:
            CommandFailure(.unavailable, "cli.sign.refused", cause: self)
        case .noTimestampSource: CommandFailure(.usage, "cli.sign.refused", cause: self)
        default: CommandFailure(.input, "cli.sign.refused", cause: self)
        }
    }
}
