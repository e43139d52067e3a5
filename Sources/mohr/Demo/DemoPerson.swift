// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX

/// Someone in the story, with the key that never leaves their side.
struct DemoPerson: Sendable {
    let key: PrivateKey
    let request: CertificationRequest
    var certificate: Certificate?

    /// Makes a P-256 key and a request for it.
    init(latinName: String) throws {
        key = try PrivateKey.generate(.p256)
        request = try CertificationRequest.make(
            subject: try Name([(OID.countryName, "IR"), (OID.commonName, latinName)]), key: key)
    }
}
