// SPDX-License-Identifier: Apache-2.0

/// What a handler makes of a request, decided on the event loop and so within microseconds.
public enum Handling: Sendable {
    /// The answer is at hand: it is written at once, on the event loop.
    case inline(Response)

    /// The answer takes computing or waiting: the closure is run by a worker.
    ///
    /// If every worker is busy and the queue is full, it is not run and the client is told 503.
    case work(@Sendable () -> Response)

    /// The answer is made piece by piece, and the request may come so: the closure is run on a thread of its own.
    ///
    /// It may wait, for the client or for workers, without keeping either from anyone else; returning ends the answer.
    /// If there are as many such threads as are allowed (``Limits/streams``), it is not run and the client is told 503.
    case stream(@Sendable (StreamedExchange) -> Void)
}
