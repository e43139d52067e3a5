// SPDX-License-Identifier: Apache-2.0

/// What a handler makes of a request, decided on the event loop and so within microseconds.
///
/// Streamed answers will be a third case: an answer whose length is not known when it begins has its own rules for
/// waiting and for failing, and is not a ``Response`` with a longer body.
public enum Handling: Sendable {
    /// The answer is at hand: it is written at once, on the event loop.
    case inline(Response)

    /// The answer takes computing or waiting: the closure is run by a worker.
    ///
    /// If every worker is busy and the queue is full, it is not run and the client is told 503.
    case work(@Sendable () -> Response)
}
