// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import HTTPServer
import Issuance
import JSON
import MohrSigning
import PKIX
import Records
import Service

/// A certificate that a drill follows, and a document signed by it before anything happened.
struct DrillSample: Sendable {
    let key: PrivateKey
    let certificate: Certificate
    let issuer: Certificate
    let reference: CertificateReference
    let signature: [UInt8]
    private let token: FileToken

    /// Issues and accepts a certificate by the house's own authority, and signs a document with it.
    ///
    /// - Parameters:
    ///   - service: the house, opened with its keys.
    ///   - number: makes another person of each.
    ///   - authority: who issues.
    /// - Throws: what any room throws, or ``CommandFailure``.
    init(_ service: MohrService, number: Int, authority: String = "health") throws {
        guard let issuing = service.issuers.first(where: { $0.name == authority }),
            let profile = service.profiles["doctor-signing"]
        else { throw CommandFailure(.fault, "cli.fault", ["detail": "no \(authority)"]) }
        key = try PrivateKey.generate(.p256)
        issuer = issuing.certificate
        let nationalID = DrillStaff.nationalID(5_000 + number)
        let licence = String(8_000_000 + number)
        let request = ApprovedRequest(
            withoutApplication: CertificateContent(
                subject: [
                    (OID.surname, "نمونه"), (OID.givenName, "پزشک"), (OID.name, "Pezeshk Nemouneh"),
                    (OID.serialNumber, "PNOIR-\(nationalID)"), (OID.commonName, "پزشک نمونه"),
                ], publicKey: key.publicKey, licenceNumber: licence), office: DrillStaff.office,
            searchKeys: SubjectKeys(name: "پزشکنمونه", nationalID: nationalID, licence: licence))
        certificate = try issuing.issue(request, under: profile)
        reference = CertificateReference(authority: authority, serial: certificate.serialNumber)
        try service.records.accept(reference, by: "drill", at: .now())
        token = try FileToken(key: key, certificate: certificate, path: [issuer])
        signature = try DocumentSigner().sign(
            Array("{\"prescription\":\(number)}".utf8), with: token, signingTime: .now())
    }

    /// A document that nobody has seen before, signed just now.
    func document(_ number: Int) throws -> [UInt8] {
        try DocumentSigner().sign(Array("{\"prescription\":\(number)}".utf8), with: token, signingTime: .now())
    }

    /// What OCSP says; nil when it says nothing.
    func ocsp(at url: String, _ client: HTTPClient) -> CertificateStatus? {
        guard let certID = try? CertID(serialNumber: certificate.serialNumber, issuer: issuer),
            let answer = try? client.post(
                url + "/ocsp", contentType: "application/ocsp-request", body: OCSPRequest.make([certID])),
            answer.status == 200, let response = try? OCSPResponse(der: answer.body), let basic = response.basic
        else { return nil }
        return basic.responses.first?.status
    }

    /// Whether OCSP says that it is revoked.
    func isRevoked(at url: String, _ client: HTTPClient) -> Bool {
        if case .revoked? = ocsp(at: url, client) { return true }
        return false
    }

    /// The verdict on a document signed just now, of which no receipt can be there; nil when there is none.
    ///
    /// At a time in the past, that on the document of then.
    func verdict(at url: String, _ client: HTTPClient, time: Instant? = nil) -> String? {
        let at = time.map { "&at=\($0.rfc3339)" } ?? ""
        let fresh = try? DocumentSigner().sign(Array("{}".utf8), with: token, signingTime: .now())
        guard let document = time == nil ? fresh : signature,
            let answer = try? client.post(
                url + "/v1/verifications?purpose=prescription\(at)", contentType: "application/cms", body: document),
            answer.status == 200, let report = try? JSONReader.read(answer.body)
        else { return nil }
        return report["decision"]?.text
    }

    /// A request over and over that must never go back from revoked to good.
    static func ocspProbe(_ samples: [DrillSample], at url: String) throws -> @Sendable () -> DrillProbes.Outcome {
        let (client, memory) = (try HTTPClient(), ProbeMemory())
        return {
            guard let sample = samples.randomElement() else { return .unanswered }
            let wasRevoked = memory.has(sample.reference.description)
            switch sample.ocsp(at: url, client) {
            case .good?: return wasRevoked ? .wrong("\(sample.reference) good after revoked") : .answered
            case .revoked?:
                memory.keep(sample.reference.description)
                return .answered
            case .unknown?: return .wrong("\(sample.reference) unknown")
            case nil: return .unanswered
            }
        }
    }

    /// The same of the verdict: what was not accepted once is never accepted again.
    static func verdictProbe(_ samples: [DrillSample], at url: String) throws -> @Sendable () -> DrillProbes.Outcome {
        let (client, memory) = (try HTTPClient(), ProbeMemory())
        return {
            guard let sample = samples.randomElement() else { return .unanswered }
            let wasRefused = memory.has(sample.reference.description)
            switch sample.verdict(at: url, client) {
            case "accept"?: return wasRefused ? .wrong("\(sample.reference) accepted again") : .answered
            case nil: return .unanswered
            default:
                memory.keep(sample.reference.description)
                return .answered
            }
        }
    }

    /// A list over and over: there, readable, and never with a number below one that was seen.
    static func listProbe(_ path: String, at url: String) throws -> @Sendable () -> DrillProbes.Outcome {
        let (client, memory) = (try HTTPClient(), ProbeMemory())
        return {
            guard let answer = try? client.get("\(url)/crls/\(path)"), answer.status == 200 else { return .unanswered }
            guard let list = try? CertificateList(der: answer.body) else { return .wrong("\(path) unreadable") }
            guard memory.grows(list.thisUpdate.secondsSince1970) else { return .wrong("\(path) went backwards") }
            guard let end = list.nextUpdate, end > .now() else { return .wrong("\(path) out of date") }
            return .answered
        }
    }
}

/// What a probe saw before.
private final class ProbeMemory: @unchecked Sendable {
    private let lock = NSLock()
    private var seen: Set<String> = []
    private var newest = Int64.min

    func has(_ name: String) -> Bool { lock.withLock { seen.contains(name) } }

    func keep(_ name: String) { lock.withLock { _ = seen.insert(name) } }

    func grows(_ number: Int64) -> Bool {
        lock.withLock {
            defer { newest = max(newest, number) }
            return number >= newest
        }
    }
}
