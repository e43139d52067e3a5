// SPDX-License-Identifier: Apache-2.0
public import Enrollment
public import HTTPServer
import Identity
import JSON
import PKIX

/// A register behind HTTP: `POST` of `{"registry", "number", "profile"}`, answered by 200 and the entry, or by 404.
///
/// The whole exchange has one deadline, an answer is at most 16 KB and has nothing in it that is not known.
public struct HTTPRegistry: RegistryPort {
    /// Which registers it speaks for.
    public let registries: Set<RegistryKind>
    private let url: String
    private let client: HTTPClient

    /// Names a server.
    ///
    /// - Parameters:
    ///   - url: `http://` or `https://`.
    ///   - client: with the anchors that the server's certificate leads to, and the deadline.
    ///   - registries: which registers it speaks for.
    public init(url: String, client: HTTPClient, registries: Set<RegistryKind>) {
        self.url = url
        self.client = client
        self.registries = registries
    }

    /// Asks the server.
    ///
    /// - Parameter question: what is asked.
    /// - Returns: the entry; nil for 404.
    /// - Throws: ``RegistryFailure``.
    public func entry(for question: RegistryQuestion) throws(RegistryFailure) -> RegistryEntry? {
        let body = JSONWriter.bytes([
            "registry": .string(question.registry.rawValue), "number": .string(question.number.revealed),
            "profile": .string(question.profile),
        ])
        let response: Response
        do throws(HTTPClientError) {
            response = try client.post(url, contentType: "application/json", body: body)
        } catch .tooSlow(let allowed) {
            throw .timedOut(allowed: allowed)
        } catch {
            throw .unavailable(CaseWords.of(error))
        }
        if response.status == 404 { return nil }
        guard response.status == 200 else { throw .unavailable("status \(response.status)") }
        guard let value = try? JSONReader.read(response.body) else { throw .unavailable("answer is no JSON") }
        return try RegistryAnswer.entry(value, bytes: response.body)
    }
}
