// SPDX-License-Identifier: Apache-2.0
import Enrollment
import HTTPServer
import PKIX

extension Configuration.Registries {
    /// The register that the configuration names.
    func port(in home: Home) throws(ServiceError) -> any RegistryPort {
        if let file { return FileRegistry(path: home.file(file), registries: kinds) }
        let anchorsFile = anchors.map(home.file)
        let pem = try anchorsFile.map { file throws(ServiceError) in try Materials.bytes(file) }
        do throws(HTTPClientError) {
            let client = try HTTPClient(
                anchorsPEM: pem, timeout: .milliseconds(timeoutMilliseconds), bodyLimit: 16_384)
            return HTTPRegistry(url: url ?? "", client: client, registries: kinds)
        } catch {
            throw .unreadable(file: anchorsFile ?? "", cause: CaseWords.of(error))
        }
    }
}
