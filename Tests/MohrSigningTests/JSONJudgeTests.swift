// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Foundation
import MohrSigning
import PKIX
import TestSupport
import XCTest

/// JAdES signatures before libraries that no one here wrote: jwcrypto, joserfc and pyca/cryptography.
final class JSONJudgeTests: XCTestCase {
    /// Verifies `signature` by the certificate in it; prints what each library says.
    private static let script = """
        import base64, json, sys
        from cryptography import x509
        from cryptography.hazmat.primitives import serialization as s
        from jwcrypto import jws, jwk
        from joserfc import jws as jj, jwk as jk
        t = open('signature').read().strip()
        o = json.loads(t) if t.startswith('{') else None
        p, y, g = (o['protected'], o.get('payload', ''), o['signature']) if o else t.split('.')
        d = lambda x: base64.urlsafe_b64decode(x + '=' * (-len(x) % 4))
        h = json.loads(d(p))
        c = x509.load_der_x509_certificate(base64.b64decode(h['x5c'][0]))
        pem = c.public_key().public_bytes(s.Encoding.PEM, s.PublicFormat.SubjectPublicKeyInfo)
        algs = ['ES256', 'ES384', 'ES512', 'RS256', 'PS256', 'EdDSA']
        w = jws.JWS(); w.allowed_algs = algs
        w.deserialize(json.dumps({'protected': p, 'payload': y, 'signature': g})); w.verify(jwk.JWK.from_pem(pem))
        r = jj.JWSRegistry(algorithms=algs, strict_check_header=False)
        r.max_header_length = r.max_payload_length = r.max_signature_length = 1 << 20
        kind = {'E': 'OKP' if h['alg'] == 'EdDSA' else 'EC'}.get(h['alg'][0], 'RSA')
        jj.deserialize_compact(f'{p}.{y}.{g}'.encode(), jk.import_key(pem, kind), registry=r)
        print('ok')
        """

    func testLibrariesVerifyEveryAlgorithm() throws {
        guard let judges = ProcessInfo.processInfo.environment["MOHR_JUDGES"],
            let python = Shell.find(judges + "/bin/python")
        else { throw XCTSkip("jwcrypto: MOHR_JUDGES names no Python environment") }
        guard try Shell.run(python, ["-c", "import jwcrypto, joserfc"]).isSuccess else {
            throw XCTSkip("jwcrypto, joserfc: not in the Python environment of MOHR_JUDGES")
        }
        let house = try EvidenceHouse()
        let keys: [(KeyKind, SignatureAlgorithm?)] = [
            (.p256, nil), (.p384, nil), (.p521, nil), (.rsa(bits: 2048), nil),
            (.rsa(bits: 2048), .rsaPSS(.sha256, mgf1: .sha256, saltLength: 32)), (.ed25519, nil),
        ]
        var count = 0
        for (kind, algorithm) in keys {
            let person = try house.health.signer("Doctor", key: kind) { $0.validity = EvidenceHouse.long }
            let bytes = try JSONSigner().sign(
                .enclosed(EvidenceHouse.content), with: try house.token(person, algorithm), terms: EvidenceHouse.terms)
            let folder = try TemporaryFolder()
            for form in [bytes, try JSONSigner().timestamped(bytes, by: house.source)] {
                try folder.write(form, to: "signature")
                let good = try Shell.run(python, ["-c", Self.script], in: folder)
                XCTAssertTrue(good.isSuccess, "\(kind): \(good.errors)")
                count += 1
            }
            var changed = bytes
            let place = changed.count / 2
            changed[place] = changed[place] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
            try folder.write(changed, to: "signature")
            XCTAssertFalse(try Shell.run(python, ["-c", Self.script], in: folder).isSuccess)
        }
        print("  cases: JAdES signatures judged by jwcrypto and joserfc \(count)")
    }
}
