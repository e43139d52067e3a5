// SPDX-License-Identifier: Apache-2.0
import HTTPServer
import PKIX

/// One question to the status responder, about a certificate that the demo left.
enum OCSPProbe {
    /// Whether there was an answer that says something.
    static func ask(_ house: FaultHouse) -> Bool {
        guard let number = house.known, let client = try? HTTPClient(timeout: .seconds(5)),
            let question = try? CertID(serialNumber: number, issuer: house.issuer),
            let answer = try? client.post(
                house.publicURL + "/ocsp", contentType: "application/ocsp-request", body: OCSPRequest.make([question])),
            answer.status == 200, let basic = try? OCSPResponse(der: answer.body).basic,
            let status = basic.responses.first?.status
        else { return false }
        if case .unknown = status { return false }
        return true
    }
}
