// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Foundation
import HTTPServer
import PKIX
import Service

/// An officer at the office listener: their certificate in TLS, JSON in and out.
struct DemoOffice: Sendable {
    private let client: HTTPClient
    private let base: String

    init(_ officer: DemoPerson, chain: [Certificate], anchor: Certificate, base: String) throws {
        let certificates = ([officer.certificate].compactMap { $0 } + chain).flatMap(\.pem)
        client = try HTTPClient(
            anchorsPEM: anchor.pem,
            identity: .init(certificateChainPEM: certificates, privateKeyPEM: try officer.key.pem()))
        self.base = base
    }

    /// Asks for something.
    func get(_ path: String) throws -> (Int, JSONValue) {
        let response = try client.get(base + path)
        return (response.status, try JSONReader.read(response.body))
    }

    /// Does something, once.
    func post(_ path: String, _ body: JSONValue = .object([])) throws -> (Int, JSONValue) {
        let response = try client.send(
            "POST", base + path,
            headers: [("Content-Type", "application/json"), ("Idempotency-Key", UUID().uuidString)],
            body: JSONWriter.bytes(body))
        return (response.status, try JSONReader.read(response.body))
    }
}
