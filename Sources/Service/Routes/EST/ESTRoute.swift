// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import HTTPServer
import PKIX

/// An endpoint of Enrollment over Secure Transport, for offices' own software.
///
/// Whoever asks has come in like any officer: TLS with a certificate that the house's own validator judges by the status
/// of now. Bodies are base64 as RFC 8951 has it; errors are plain text in both languages (RFC 7030 4.2.3).
///
/// - SeeAlso: RFC 7030; RFC 8951.
struct ESTRoute: Route {
    /// What a route answers.
    enum Answer {
        /// Certificates and nothing else, as CMS without signers. RFC 7030 4.1.3 and 4.2.3.
        case certificates([Certificate])
        /// Not yet: the same request later gets the certificate. RFC 7030 4.2.3.
        case later(application: String)
    }

    typealias Act = @Sendable (ESTCall) throws(Problem) -> Answer

    let method: String
    let pattern: String
    let bodyLimit: Int

    private let service: MohrService
    private let act: Act

    /// How long software is asked to wait, in seconds: a second officer is a person.
    private static let retrySeconds = 60

    init(_ method: String, _ operation: String, of service: MohrService, _ act: @escaping Act) {
        self.method = method
        pattern = "/.well-known/est/{label}/\(operation)"
        self.service = service
        self.act = act
        // A request of 16 KB in base64 with its line ends.
        bodyLimit = method == "GET" ? 0 : 24_576
    }

    func answer(_ request: Request, _ parts: [String: String]) -> Handling {
        .work { [self] in
            do throws(Problem) {
                let certificate = try OfficeRoute.certificate(of: request, for: service)
                let call = ESTCall(
                    service: service, certificate: certificate, label: parts["label"] ?? "", request: request)
                return response(try act(call))
            } catch {
                if let fault = error.fault { service.faults.report(fault) }
                return Self.refusal(error)
            }
        }
    }

    private func response(_ answer: Answer) -> Response {
        switch answer {
        case .certificates(let certificates):
            let message = SignedDataDraft(content: nil, certificates: certificates.map(\.encoded), signerInfos: [])
            let type = method == "GET" ? "application/pkcs7-mime" : "application/pkcs7-mime; smime-type=certs-only"
            var response = Response(status: 200, contentType: type, body: Self.lines(message.encoded()))
            response.headers.append(("Content-Transfer-Encoding", "base64"))
            response.headers.append(("Cache-Control", "no-store"))
            return response
        case .later(let application):
            var response = Response(
                status: 202, contentType: "text/plain; charset=utf-8",
                body: Array(
                    Language.allCases.map { Catalogue.sentence("est.later", ["application": application], in: $0) }
                        .joined(separator: "\n").utf8 + [0x0A]))
            response.headers.append(("Retry-After", "\(Self.retrySeconds)"))
            response.headers.append(("Cache-Control", "no-store"))
            return response
        }
    }

    private static func refusal(_ problem: Problem) -> Response {
        let text = Language.allCases.map { problem.statement.sentence(in: $0) }.joined(separator: "\n") + "\n"
        var response = Response(
            status: problem.status, contentType: "text/plain; charset=utf-8", body: Array(text.utf8))
        response.headers.append(("Cache-Control", "no-store"))
        if problem.status == 503 { response.headers.append(("Retry-After", "5")) }
        return response
    }

    /// Base64 in lines of 64: some clients hand it to readers that take no longer ones.
    private static func lines(_ bytes: [UInt8]) -> [UInt8] {
        let text = Array(Base64.encode(bytes).utf8)
        var lines: [UInt8] = []
        for start in stride(from: 0, to: text.count, by: 64) {
            lines += text[start..<min(start + 64, text.count)]
            lines.append(0x0A)
        }
        return lines
    }
}

/// What an EST route is called with.
struct ESTCall {
    let service: MohrService
    /// The certificate that was shown in TLS, judged.
    let certificate: Certificate
    /// The profile that is asked for (RFC 7030 3.2.2).
    let label: String
    let request: Request

    /// The profile of the label.
    func profile() throws(Problem) -> CertificateProfile {
        guard let profile = service.profiles[label], profile.kind == .subscriber || profile.kind == .officer else {
            let allowed = service.profiles.values.filter { $0.kind == .subscriber || $0.kind == .officer }
            throw Problem(
                404, "service", "estLabel",
                ["seen": String(label.prefix(64)), "allowed": allowed.map(\.name).sorted().joined(separator: ", ")])
        }
        return profile
    }

    /// The request in the body, which proves possession of its key: base64 with or without line ends, PEM, or DER where
    /// it says so.
    func certificationRequest() throws(Problem) -> CertificationRequest {
        let type = request.headers["Content-Type"]
        guard type?.split(separator: ";").first?.lowercased() == "application/pkcs10" else {
            throw .mediaType(seen: type, allowed: ["application/pkcs10"])
        }
        let isBinary = request.headers["Content-Transfer-Encoding"]?.lowercased() == "binary"
        var bytes = request.body
        if !isBinary, !PEM.looksLikePEM(bytes) {
            let dense = bytes.filter { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
            guard let decoded = try? Base64.decode(String(decoding: dense, as: UTF8.self)) else {
                throw .member("body", seen: "–", allowed: "base64, RFC 8951 3.1")
            }
            bytes = decoded
        }
        do throws(PKIXError) {
            return try CertificationRequest(derOrPEM: bytes)
        } catch {
            throw Problem(.requestUnreadable(error))
        }
    }
}
