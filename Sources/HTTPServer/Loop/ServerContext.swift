// SPDX-License-Identifier: Apache-2.0

/// What all loops of a server share; all of it safe to share.
struct ServerContext: Sendable {
    let configuration: ServerConfiguration
    let handler: @Sendable (Request) -> Handling
    let pool: WorkerPool
    let streams: StreamPool
    let ledger: ConnectionLedger

    /// Microseconds between two looks at the deadlines: a second, or a quarter of the shortest one.
    let sweepInterval: Int64

    init(
        configuration: ServerConfiguration, handler: @escaping @Sendable (Request) -> Handling, pool: WorkerPool
    ) {
        self.configuration = configuration
        self.handler = handler
        self.pool = pool
        ledger = ConnectionLedger(limits: configuration.limits)
        let deadlines = configuration.deadlines
        let shortest = min(
            deadlines.head, deadlines.body, deadlines.response, deadlines.idle, deadlines.stream, deadlines.wholeStream
        ).microseconds
        streams = StreamPool(limits: configuration.limits)
        sweepInterval = min(max(shortest / 4, 10_000), 1_000_000)
    }

    /// What a client is told that is refused.
    func response(to refusal: HTTPServerRefusal) -> Response {
        var response = configuration.refusalResponse(refusal)
        if case .overloaded(let seconds) = refusal, response.header("Retry-After") == nil {
            response.headers.append(("Retry-After", String(seconds)))
        }
        if case .tooManyConnections = refusal, response.header("Retry-After") == nil {
            response.headers.append(("Retry-After", "1"))
        }
        return response
    }
}
