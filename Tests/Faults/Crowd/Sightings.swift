// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import HTTPServer
import JSON
import PKIX
import TestSupport

/// What was said of certificates, and when somebody was told that one is revoked.
///
/// Two rules: from one second after the acknowledgement on, everybody is told that it is revoked; and what was once called
/// revoked is never called anything else. By OCSP, whether the answer was signed ahead or is signed now, and by the
/// records' word that verdicts are given by.
final class Sightings: @unchecked Sendable {
    /// Who is asked.
    enum Source: String, CaseIterable {
        case ocsp = "OCSP"
        case status
    }

    /// One answer.
    struct Sighting: Sendable {
        var source = Source.ocsp
        let serial: String
        let asked: TimeInterval
        let answered: TimeInterval
        let isRevoked: Bool
        /// What was said, and in which answer.
        var words = ""
    }

    /// How long it may take until a revocation is seen.
    static let promised: TimeInterval = 1

    private let lock = NSLock()
    private var seen: [Sighting] = []
    private var acknowledged: [String: TimeInterval] = [:]
    /// SHA-256 of certificates, as OCSP says it of good ones.
    private var names: [String: String] = [:]
    private let client = try? HTTPClient(timeout: .seconds(5))

    init(_ seen: [Sighting] = [], acknowledged: [String: TimeInterval] = [:]) {
        self.seen = seen
        self.acknowledged = acknowledged
    }

    private static var now: TimeInterval { ProcessInfo.processInfo.systemUptime }

    /// Somebody was told that it is revoked.
    func revoked(_ serial: String) {
        lock.withLock { acknowledged[serial] = min(acknowledged[serial] ?? .infinity, Self.now) }
    }

    /// Asks about a certificate, in one of the ways that there are.
    func look(at serial: String, _ house: FaultHouse, _ random: inout SeededRandom) {
        let way = Int.random(in: 0..<5, using: &random)
        if way == 0, let name = lock.withLock({ names[serial] }) { return askStatus(of: serial, name, house) }
        askResponder(serial, house, isNew: way == 1, hash: way == 2 ? .sha256 : .sha1)
    }

    private func askStatus(of serial: String, _ name: String, _ house: FaultHouse) {
        let asked = Self.now
        guard let answer = try? client?.get(house.publicURL + "/v1/status/" + name), answer.status == 200,
            let word = (try? JSONReader.read(answer.body))?["certificateStatus"]?["status"]?.text
        else { return }
        let sighting = Sighting(
            source: .status, serial: serial, asked: asked, answered: Self.now, isRevoked: word == "revoked", words: word
        )
        lock.withLock { seen.append(sighting) }
    }

    private func askResponder(_ serial: String, _ house: FaultHouse, isNew: Bool, hash: DigestAlgorithm) {
        guard let number = SerialNumber(hex: serial), let client,
            let question = try? CertID(serialNumber: number, issuer: house.issuer, hashAlgorithm: hash)
        else { return }
        // Nobody has signed an answer with this nonce before.
        let nonce = isNew ? try? SecureRandom.bytes(16) : nil
        let asked = Self.now
        guard
            let answer = try? client.post(
                house.publicURL + "/ocsp", contentType: "application/ocsp-request",
                body: OCSPRequest.make([question], nonce: nonce)),
            answer.status == 200, let basic = try? OCSPResponse(der: answer.body).basic,
            let response = basic.responses.first
        else { return }
        // A hold is told as revoked with a reason, and can be lifted.
        var isRevoked = false
        if case .revoked(_, let reason) = response.status, reason != .certificateHold { isRevoked = true }
        let sighting = Sighting(
            serial: serial, asked: asked, answered: Self.now, isRevoked: isRevoked,
            words: "\(response.status), this update \(response.thisUpdate.rfc3339), signed \(basic.producedAt.rfc3339)"
                + (isNew ? ", nonce" : ", \(hash)"))
        lock.withLock {
            seen.append(sighting)
            if let hash = response.certHash { names[serial] = Hex.encode(hash.certificateHash) }
        }
    }

    var count: Int { lock.withLock { seen.count } }

    /// What cannot have been.
    var violations: [String] {
        let (all, told) = lock.withLock { (seen, acknowledged) }
        var found: [String] = []
        for source in Source.allCases {
            let asked = all.filter { $0.source == source }
            for (serial, list) in Dictionary(grouping: asked, by: \.serial).sorted(by: { $0.key < $1.key }) {
                found += Self.violations(in: list, toldAt: told[serial]).map { "\(source.rawValue): \($0)" }
            }
        }
        return found
    }

    private static func violations(in list: [Sighting], toldAt told: TimeInterval?) -> [String] {
        var found: [String] = []
        let first = list.filter(\.isRevoked).map(\.answered).min() ?? .infinity
        for one in list where !one.isRevoked {
            if one.asked > first { found.append("revoked and then not: \(one.serial): \(one.words)") }
            if let told, one.asked > told + promised {
                let late = String(format: "%.1f", one.asked - told)
                found.append("not revoked \(late) s after it was acknowledged: \(one.serial): \(one.words)")
            }
        }
        return found
    }

    /// The same with a lie in it for each rule and whoever is asked.
    static var lies: [Sightings] {
        Source.allCases.flatMap { source in
            let good = Sighting(source: source, serial: "a", asked: 5, answered: 6, isRevoked: false)
            let revoked = Sighting(source: source, serial: "a", asked: 1, answered: 2, isRevoked: true)
            return [Sightings([good], acknowledged: ["a": 3.5]), Sightings([revoked, good])]
        }
    }
}
