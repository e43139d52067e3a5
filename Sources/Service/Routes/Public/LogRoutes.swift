// SPDX-License-Identifier: Apache-2.0
import HTTPServer
import Records
import Transparency

/// `GET /checkpoint`: the audit log's head, signed.
///
/// - SeeAlso: C2SP tlog-tiles, "Checkpoints".
struct CheckpointRoute: Route {
    let method = "GET"
    let pattern = "/checkpoint"
    let records: Records

    func answer(_ request: Request, _ parts: [String: String]) -> Handling {
        .work { [records] in
            do throws(Problem) {
                guard let note = try Problem.onRecord({ () throws(RecordsError) in try records.auditCheckpoint() })
                else { throw .notFound(path: request.path) }
                var response = Response(contentType: "text/plain; charset=utf-8", body: note)
                // A second old at the most; the next one may be asked for then.
                response.headers.append(("Cache-Control", "public, max-age=1"))
                return response
            } catch {
                return error.response
            }
        }
    }
}

/// `GET /tile/…`: a stretch of the audit log's tree, or the lines below it.
///
/// - SeeAlso: C2SP tlog-tiles, "Merkle Tree" and "Log entries".
struct TileRoute: Route {
    let method = "GET"
    let pattern = "/tile/{path...}"
    let records: Records

    func answer(_ request: Request, _ parts: [String: String]) -> Handling {
        guard let (tile, isEntries) = Tile.parse(parts["path"] ?? "") else {
            return .inline(Problem.notFound(path: request.path).response)
        }
        return .work { [records] in
            do throws(Problem) {
                let bytes = try Problem.onRecord { () throws(RecordsError) in
                    isEntries ? try records.auditEntries(tile) : try records.auditTile(tile)
                }
                guard let bytes else { throw .notFound(path: request.path) }
                var response = Response(contentType: "application/octet-stream", body: bytes)
                // What a tile of a width holds never changes.
                response.headers.append(("Cache-Control", "public, max-age=31536000, immutable"))
                return response
            } catch {
                return error.response
            }
        }
    }
}
