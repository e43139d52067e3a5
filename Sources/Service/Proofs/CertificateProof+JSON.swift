// SPDX-License-Identifier: Apache-2.0
import Cryptography
import HTTPServer
public import JSON
public import Records
import Transparency

extension CertificateProof {
    /// As it stands in answers: `{"line":…,"entry":base64,"proof":text}`; `proof` is a whole `.tlog-proof` file, or null
    /// while the head was not signed since.
    public var json: JSONValue {
        [
            "line": .integer(Int64(line)), "entry": .string(Cryptography.Base64.encode(entry)),
            "proof": JSONValue(proof.map { String(decoding: $0.encoded, as: UTF8.self) }),
        ]
    }
}

extension MohrService {
    /// The proof that goes with a certificate in an answer; null where there is none.
    ///
    /// Whoever collects a certificate must get it even when the proof cannot be made at that moment: it can be asked
    /// for again.
    func proofJSON(of reference: CertificateReference?) -> JSONValue {
        guard let reference, let proof = try? records.certificateProof(of: reference) else { return .null }
        return proof.json
    }

    /// The same, of the certificate that answers an application.
    func proofJSON(ofApplication id: String) -> JSONValue {
        let found = try? records.certificates(matching: .application(id), limit: 16)
        return proofJSON(of: found?.last { $0.state == .issued }?.reference)
    }
}
