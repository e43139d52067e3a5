// SPDX-License-Identifier: Apache-2.0
import DER
import Foundation
import HTTPServer
import PKIX

/// What OCSP said of certificates, and when somebody was told that one is revoked.
///
/// Two rules: from one second after the acknowledgement on, OCSP says revoked; and what it once called revoked it never
/// calls anything else.
final class Sightings: @unchecked Sendable {
    /// One answer of the responder.
    struct Sighting: Sendable {
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

    /// Asks about a certificate.
    func look(at serial: String, _ house: FaultHouse) {
        guard let number = SerialNumber(hex: serial), let client,
            let question = try? CertID(serialNumber: number, issuer: house.issuer)
        else { return }
        let asked = Self.now
        guard
            let answer = try? client.post(
                house.publicURL + "/ocsp", contentType: "application/ocsp-request", body: OCSPRequest.make([question])),
            answer.status == 200, let basic = try? OCSPResponse(der: answer.body).basic,
            let response = basic.responses.first
        else { return }
        // A hold is told as revoked with a reason, and can be lifted.
        var isRevoked = false
        if case .revoked(_, let reason) = response.status, reason != .certificateHold { isRevoked = true }
        let sighting = Sighting(
            serial: serial, asked: asked, answered: Self.now, isRevoked: isRevoked,
            words: "\(response.status), this update \(response.thisUpdate.rfc3339), signed \(basic.producedAt.rfc3339)")
        lock.withLock { seen.append(sighting) }
    }

    var count: Int { lock.withLock { seen.count } }

    /// What cannot have been.
    var violations: [String] {
        let (all, told) = lock.withLock { (seen, acknowledged) }
        var found: [String] = []
        for (serial, list) in Dictionary(grouping: all, by: \.serial).sorted(by: { $0.key < $1.key }) {
            let first = list.filter(\.isRevoked).map(\.answered).min() ?? .infinity
            for one in list where !one.isRevoked {
                if one.asked > first { found.append("OCSP: revoked and then not: \(serial): \(one.words)") }
                if let told = told[serial], one.asked > told + Self.promised {
                    let late = String(format: "%.1f", one.asked - told)
                    found.append("OCSP: not revoked \(late) s after it was acknowledged: \(serial): \(one.words)")
                }
            }
        }
        return found
    }

    /// The same with a lie in it for each rule.
    static var lies: [Sightings] {
        let good = Sighting(serial: "a", asked: 5, answered: 6, isRevoked: false)
        return [
            Sightings([good], acknowledged: ["a": 3.5]),
            Sightings([Sighting(serial: "a", asked: 1, answered: 2, isRevoked: true), good]),
        ]
    }
}
