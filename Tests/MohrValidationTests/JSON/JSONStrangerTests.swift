// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Foundation
import PKIX
import TestSupport
import XCTest

/// Signatures that a library no one here wrote has made, judged here.
final class JSONStrangerTests: XCTestCase {
    /// Signs `payload` under `header` with `key`; prints the compact, the flattened and the general form.
    private static let script = """
        import json
        from jwcrypto import jws, jwk
        k = jwk.JWK.from_pem(open('key', 'rb').read())
        h = json.loads(open('header').read())
        def token():
            t = jws.JWS(open('payload', 'rb').read()); t.allowed_algs = [h['alg']]
            t.add_signature(k, alg=h['alg'], protected=json.dumps(h)); return t
        c = token().serialize(compact=True)
        f = json.loads(token().serialize())
        print(c); print(json.dumps(f))
        print(json.dumps({'payload': f['payload'], 'signatures': [{x: f[x] for x in ('protected', 'signature')}]}))
        """

    func testWhatAnotherLibrarySignedIsAccepted() throws {
        guard let judges = ProcessInfo.processInfo.environment["MOHR_JUDGES"],
            let python = Shell.find(judges + "/bin/python")
        else { throw XCTSkip("jwcrypto: MOHR_JUDGES names no Python environment") }
        guard try Shell.run(python, ["-c", "import jwcrypto"]).isSuccess else {
            throw XCTSkip("jwcrypto: not in the Python environment of MOHR_JUDGES")
        }
        let kinds: [(KeyKind, String)] = [
            (.p256, "ES256"), (.p384, "ES384"), (.p521, "ES512"), (.rsa(bits: 2048), "RS256"),
            (.rsa(bits: 2048), "PS256"), (.rsa(bits: 2048), "PS512"), (.ed25519, "EdDSA"),
        ]
        var count = 0
        for (kind, name) in kinds {
            let person = try Scene.health.signer("Doctor", key: kind)
            let header: [String: Any] = [
                "alg": name, "x5c": [Base64.encode(person.certificate.encoded)],
                "x5t#S256": Base64.encode(person.certificate.sha256, .url), "iat": Scene.now.secondsSince1970,
            ]
            let folder = try TemporaryFolder()
            try folder.write(try person.key.pem(), to: "key")
            try folder.write([UInt8](try JSONSerialization.data(withJSONObject: header)), to: "header")
            try folder.write(Scene.content, to: "payload")
            let made = try Shell.run(python, ["-c", Self.script], in: folder)
            XCTAssertTrue(made.isSuccess, "\(name): \(made.errors)")
            for form in made.text.split(separator: "\n") {
                let report = try Scene.judge(Array(form.utf8))
                assertAccepted(report)
                XCTAssertEqual(report.contentSHA256, DigestAlgorithm.sha256.digest(Scene.content))
                // With one letter of the payload another.
                let payload = Base64.encode(Scene.content, .url)
                let changed = form.replacing(payload, with: "f" + payload.dropFirst())
                XCTAssertEqual(try Scene.judge(Array(changed.utf8)).subIndication, .sigCryptoFailure)
                count += 1
            }
        }
        XCTAssertEqual(count, kinds.count * 3)
        print("  cases: JSON Web Signatures by jwcrypto \(count)")
    }
}
