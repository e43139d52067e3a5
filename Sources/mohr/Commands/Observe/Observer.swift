// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import HTTPServer
import JSON
import PKIX
import Service

/// A relying party who believes nothing but anchors, and asks a service everything that one may be asked.
///
/// What the service says of itself decides nothing here: lists, answers and certificates are judged by their signatures and
/// times, and by what was seen before.
struct Observer {
    let url: String
    let anchors: [Certificate]
    /// Authorities that have to be there; those that the service names are looked at too.
    var wanted: [String] = []
    /// Subscribers' certificates whose answers are known to have to be given.
    var known: [Certificate] = []
    /// Documents with the verdict that is expected.
    var documents: [(name: String, bytes: [UInt8], purpose: String, expected: String)] = []
    /// How far the service's clock may be off; seconds.
    var toleratedSkew: Int64 = 60
    /// How long before a certificate's end a warning begins; seconds.
    var endingSeconds: Int64 = 30 * 86_400
    let client: HTTPClient

    init(_ url: String, anchors: [Certificate]) throws {
        self.url = url.hasSuffix("/") ? String(url.dropLast()) : url
        self.anchors = anchors
        client = try HTTPClient(timeout: .seconds(10), bodyLimit: 128 * 1_048_576)
    }

    /// An authority as the service tells of it.
    struct Authority {
        let name: String
        var certificate: String
        var lists: [String]
        var hasAnswers: Bool
    }

    /// Looks at everything once.
    func look(_ memory: inout ObservedMemory, at time: Instant) -> Observation {
        var observation = Observation(of: url, at: time)
        let authorities = authorities(&observation)
        var certificates: [(authority: Authority, certificate: Certificate)] = []
        for authority in authorities {
            guard let certificate = certificate(of: authority, &observation) else { continue }
            certificates.append((authority, certificate))
        }
        trust(certificates.map { ($0.authority.certificate, $0.certificate) }, &observation)
        for (authority, certificate) in certificates {
            let lists = authority.lists.compactMap { path -> CertificateList? in
                guard let list = list(at: path, of: certificate, &observation) else { return nil }
                memory.take(list, at: path, in: &observation)
                return list
            }
            guard authority.hasAnswers else { continue }
            ask(about: certificate, lists, &observation)
        }
        judge(&observation)
        log(&memory, &observation)
        health(&observation)
        return observation
    }

    /// Fetches something; tells when there is no answer.
    func fetch(
        _ path: String, _ observation: inout Observation, silent: Bool = false
    ) -> (response: Response, seconds: Double)? {
        send("GET", path, observation: &observation, silent: silent)
    }

    /// Asks something; tells when there is no answer.
    func send(
        _ method: String, _ path: String, type: String? = nil, body: [UInt8] = [],
        observation: inout Observation, silent: Bool = false
    ) -> (response: Response, seconds: Double)? {
        let start = DispatchTime.now().uptimeNanoseconds
        let headers = type.map { [("Content-Type", $0)] } ?? []
        guard let response = try? client.send(method, url + path, headers: headers, body: body) else {
            if !silent { observation.find(.notAnswered, path, .undecided) }
            return nil
        }
        observation.answers += 1
        if response.status >= 500, !silent {
            // It may be over in a minute; nobody was told anything wrong.
            observation.find(.notAnswered, "\(path): \(response.status)", .undecided)
            return nil
        }
        let seconds = Double(DispatchTime.now().uptimeNanoseconds - start) / 1_000_000_000
        if observation.clockSkewSeconds == nil, let text = response.header("Date"),
            let date = Self.seconds(ofDate: text)
        {
            let skew = date - Instant.now().secondsSince1970
            observation.clockSkewSeconds = skew
            observation.check(abs(skew) <= toleratedSkew, .clockOff, "\(skew) s")
        }
        return (response, seconds)
    }

    /// `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 5.6.7).
    static func seconds(ofDate text: String) -> Int64? {
        let parts = text.split(whereSeparator: { " :".contains($0) }).map(String.init)
        guard parts.count == 8, let month = months.firstIndex(of: parts[2]) else { return nil }
        let number = month + 1 < 10 ? "0\(month + 1)" : "\(month + 1)"
        let written = "\(parts[3])-\(number)-\(parts[1])T\(parts[4]):\(parts[5]):\(parts[6])Z"
        return Instant(rfc3339: written)?.secondsSince1970
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
