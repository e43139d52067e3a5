// SPDX-License-Identifier: Apache-2.0
import HTTPServer
import JSON

extension Request {
    /// The body of a request that has to be JSON.
    ///
    /// - Throws: ``Problem``: 415 for another media type, 400 with the place for what is no JSON.
    func jsonBody() throws(Problem) -> JSONValue {
        let type = headers["Content-Type"]
        guard type?.split(separator: ";").first?.lowercased() == "application/json" else {
            throw .mediaType(seen: type, allowed: ["application/json"])
        }
        do throws(JSONError) {
            return try JSONReader.read(body)
        } catch {
            throw .json(error)
        }
    }
}
