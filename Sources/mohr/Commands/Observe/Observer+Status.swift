// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import HTTPServer
import PKIX

extension Observer {
    /// A list: whether it reads, is its authority's, and is of today.
    func list(at path: String, of issuer: Certificate, _ observation: inout Observation) -> CertificateList? {
        guard let answer = fetch(path, &observation) else { return nil }
        guard answer.response.status == 200, let list = try? CertificateList(derOrPEM: answer.response.body) else {
            observation.check(false, .listUnreadable, path)
            return nil
        }
        observation.check(true, .listUnreadable, path)
        let key = try? issuer.publicKey()
        let isSigned = list.issuer == issuer.subject && (key.map { list.isSigned(by: $0) } ?? false)
        observation.check(isSigned, .listWrongSigner, path)
        guard isSigned else { return nil }
        let now = observation.time
        let isCurrent = list.nextUpdate.map { $0 >= now } ?? false
        let isStarted = list.thisUpdate.seconds(since: now) <= toleratedSkew
        observation.check(isCurrent && isStarted, .listStale, path)
        if isCurrent, let next = list.nextUpdate {
            let life = next.seconds(since: list.thisUpdate)
            // Renewed at a quarter of its life or sooner; three quarters through, somebody should look.
            if now.seconds(since: list.thisUpdate) * 4 > life * 3 { observation.find(.listLate, path, .warning) }
        }
        observation.lists.append(
            .init(
                path: path, number: Hex.encode(list.crlNumber ?? []), thisUpdate: list.thisUpdate,
                nextUpdate: list.nextUpdate, entries: list.entries.count))
        return list
    }

    /// Asks for the status of a number that nobody can have issued, of one that is on a list, and of those that are known.
    func ask(about issuer: Certificate, _ lists: [CertificateList], _ observation: inout Observation) {
        if let random = try? SecureRandom.bytes(17) {
            // The first octet keeps the number positive and without a leading zero.
            let serial = SerialNumber(unsigned: [0x7e] + random.dropFirst())
            if let answer = status(of: serial, issuer, &observation) {
                observation.check(answer != .good, .ocspGoodUnknown, serial.hex)
            }
        }
        let full = lists.first { $0.deltaBase == nil && $0.issuingDistributionPoint?.name == nil }
        let revoked = full?.entries.filter { $0.reason != .certificateHold && $0.certificateIssuer == nil }
        if let entry = revoked?.randomElement(), let answer = status(of: entry.serialNumber, issuer, &observation) {
            if case .revoked = answer {
                observation.check(true, .ocspDisagrees, entry.serialNumber.hex)
            } else {
                observation.check(false, .ocspDisagrees, entry.serialNumber.hex)
            }
        }
        for certificate in known where certificate.issuer == issuer.subject {
            guard let answer = status(of: certificate.serialNumber, issuer, &observation) else { continue }
            let entry = full?.entry(for: certificate.serialNumber, issuer: certificate.issuer)
            // OCSP may know of a revocation that the list will bring; never the other way.
            observation.check(
                answer != .unknown && (entry == nil || answer != .good), .ocspDisagrees, certificate.serialNumber.hex)
        }
    }

    /// What OCSP says, if it is to be believed.
    private func status(
        of serial: SerialNumber, _ issuer: Certificate, _ observation: inout Observation
    ) -> CertificateStatus? {
        guard let certID = try? CertID(serialNumber: serial, issuer: issuer) else { return nil }
        let body = OCSPRequest.make([certID])
        guard
            let answer = send(
                "POST", "/ocsp", type: "application/ocsp-request", body: body, observation: &observation)
        else { return nil }
        observation.ocspSeconds.append(answer.seconds)
        guard answer.response.status == 200, let response = try? OCSPResponse(der: answer.response.body) else {
            observation.check(false, .ocspUnreadable, serial.hex)
            return nil
        }
        guard let basic = response.basic else {
            // An error answer is no answer; nobody is misled by it.
            observation.find(.ocspRefused, "\(response.status)", .warning)
            return nil
        }
        observation.check(Self.isEntitled(basic, issuer, at: observation.time), .ocspWrongSigner, serial.hex)
        guard let single = basic.responses(for: serial, issuer: issuer).first else {
            observation.check(false, .ocspUnreadable, serial.hex)
            return nil
        }
        let isFresh =
            single.thisUpdate.seconds(since: observation.time) <= toleratedSkew
            && (single.nextUpdate.map { $0 >= observation.time } ?? true)
        observation.check(isFresh, .ocspStale, serial.hex)
        return single.status
    }

    /// Whether the signer is the issuer, or one whom the issuer itself certified for that and whose time it is.
    ///
    /// - SeeAlso: RFC 6960 4.2.2.2.
    static func isEntitled(_ response: BasicOCSPResponse, _ issuer: Certificate, at time: Instant) -> Bool {
        guard let issuerKey = try? issuer.publicKey() else { return false }
        let delegates = response.certificates.filter { candidate in
            candidate.issuer == issuer.subject && candidate.isSigned(by: issuerKey) && candidate.validity.contains(time)
                && candidate.extendedKeyUsage?.contains(OID.ocspSigning) ?? false
        }
        return ([issuer] + delegates).contains { signer in
            guard response.responderID.matches(signer), let key = try? signer.publicKey() else { return false }
            return response.isSigned(by: key)
        }
    }
}
