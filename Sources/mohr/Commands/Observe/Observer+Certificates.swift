// SPDX-License-Identifier: Apache-2.0
import DER
import Foundation
import HTTPServer
import JSON
import PKIX

extension Observer {
    /// Who issues there: those that the service names and those that have to be there.
    func authorities(_ observation: inout Observation) -> [Authority] {
        var found: [Authority] = []
        if let answer = fetch("/v1/authorities", &observation), answer.response.status == 200,
            let value = try? JSONReader.read(answer.response.body)
        {
            for entry in (value["authorities"]?.elements ?? []).prefix(256) {
                guard let name = entry["name"]?.text, let certificate = entry["certificate"]?.text else { continue }
                let lists = (entry["lists"]?.elements ?? []).compactMap(\.text)
                found.append(
                    Authority(
                        name: name, certificate: certificate, lists: lists, hasAnswers: entry["ocsp"]?.text != nil))
            }
        }
        for name in wanted where !found.contains(where: { $0.name == name }) {
            found.append(
                Authority(
                    name: name, certificate: "/certificates/\(name).cer", lists: ["/crls/\(name).crl"],
                    hasAnswers: false))
        }
        if found.isEmpty { observation.find(.notAnswered, "/v1/authorities", .undecided) }
        return found
    }

    /// An authority's certificate.
    func certificate(of authority: Authority, _ observation: inout Observation) -> Certificate? {
        guard let answer = fetch(authority.certificate, &observation) else { return nil }
        guard answer.response.status == 200, let certificate = try? Certificate(der: answer.response.body) else {
            observation.check(false, .certificateUnreadable, authority.certificate)
            return nil
        }
        observation.check(true, .certificateUnreadable, authority.certificate)
        let left = certificate.validity.notAfter.seconds(since: observation.time)
        if left < endingSeconds { observation.find(.certificateEnding, authority.certificate, .warning) }
        return certificate
    }

    /// Whether each certificate leads to an anchor, through the others.
    func trust(_ certificates: [(path: String, certificate: Certificate)], _ observation: inout Observation) {
        let known = anchors.compactMap { try? TrustAnchor(certificate: $0) }
        var policy = PathPolicy(time: observation.time)
        // The lists are looked at for themselves.
        policy.revocation = .notChecked
        for (path, certificate) in certificates {
            let isAnchor = anchors.contains(certificate)
            let result = PathValidator().validate(
                target: certificate, anchors: known, intermediates: certificates.map(\.certificate), crls: [], ocsp: [],
                policy: policy)
            observation.check(isAnchor || result.path != nil, .certificateUntrusted, path)
        }
    }
}
