// SPDX-License-Identifier: Apache-2.0
internal import CPostgreSQL
internal import Dispatch
internal import Glibc

/// A connection to a PostgreSQL server, closed when nobody holds it any more.
///
/// It speaks in pipelines: everything asked at once costs one way there and back. Nothing is waited for without end:
/// a server that stands still is one that is gone.
///
/// - SeeAlso: PostgreSQL manual, 34.5 (pipeline mode).
@safe
final class PostgreSQLHandle {
    // Owned: made in `init`, finished in `deinit`.
    private let connection: OpaquePointer
    private let patienceMilliseconds: Int
    /// Whether the connection can be used no more.
    private(set) var isBroken = false
    // How many pipelines were sent whose answers nobody took yet.
    private var unread = 0

    init(_ settings: PostgreSQLSettings) throws(DatabaseError) {
        let keywords = try settings.keywords()
        guard let connection = unsafe Self.connect(keywords.map(\.name), keywords.map(\.value)) else {
            throw .unreachable("no memory")
        }
        unsafe self.connection = connection
        // A little more than the server itself allows, so that its own word on it comes first.
        patienceMilliseconds = settings.statementMilliseconds + settings.lockMilliseconds + 2_000
        unsafe mohr_pg_drop_notices(connection)
        guard unsafe PQstatus(connection) == CONNECTION_OK else { throw .unreachable(lastWords) }
        // So that a server that stands still is noticed: no call of the library waits by itself.
        guard unsafe PQsetnonblocking(connection, 1) == 0, unsafe PQenterPipelineMode(connection) == 1 else {
            throw .unreachable(lastWords)
        }
    }

    deinit { unsafe PQfinish(connection) }

    private static func connect(_ names: [String], _ values: [String]) -> OpaquePointer? {
        let copies = unsafe (names + values).map { unsafe strdup($0) }
        defer { for index in unsafe copies.indices { unsafe free(copies[index]) } }
        let split = names.count
        let first: [UnsafePointer<CChar>?] = unsafe copies[..<split].map { unsafe UnsafePointer($0) } + [nil]
        let second: [UnsafePointer<CChar>?] = unsafe copies[split...].map { unsafe UnsafePointer($0) } + [nil]
        return unsafe PQconnectdbParams(first, second, 0)
    }

    /// Whether the server is still at the other end, as far as this side knows; asks nothing of it.
    func isThere() -> Bool {
        // A server that goes says so, and closes: both can be read without waiting.
        for _ in 0..<4 where !isBroken {
            var looked = pollfd(fd: unsafe PQsocket(connection), events: Int16(POLLIN), revents: 0)
            guard unsafe poll(&looked, 1, 0) > 0 else { break }
            isBroken = unsafe PQconsumeInput(connection) == 0 || PQstatus(connection) != CONNECTION_OK
        }
        return !isBroken
    }

    /// Whether a transaction is open at the server.
    var isInTransaction: Bool {
        guard !isBroken else { return false }
        let status = unsafe PQtransactionStatus(connection)
        return status == PQTRANS_INTRANS || status == PQTRANS_INERROR || status == PQTRANS_ACTIVE
    }

    /// Asks, and waits for every answer.
    ///
    /// - Returns: the answer to the last message.
    /// - Throws: the first error; what was asked after it was not done.
    func exchange(_ messages: [PostgreSQLMessage]) throws(DatabaseError) -> PostgreSQLResult {
        try send(messages)
        let deadline = deadline
        while unread > 1 { _ = try receive(until: deadline) }
        let answers = try receive(until: deadline)
        for (answer, message) in zip(answers, messages) {
            if let failure = answer.failure { throw failed(failure, message.statement) }
        }
        guard answers.count == messages.count, let last = answers.last else { throw broken("answers missing") }
        return last
    }

    /// Asks, and leaves the answer to whoever asks next; for what may fail.
    func post(_ messages: [PostgreSQLMessage]) {
        do throws(DatabaseError) { try send(messages) } catch { isBroken = true }
    }

    private func failed(_ failure: PostgreSQLFailure, _ statement: String) -> DatabaseError {
        if unsafe PQstatus(connection) != CONNECTION_OK { return broken("\(failure.state) \(failure.message)") }
        return failure.error(in: statement)
    }

    private func broken(_ words: String) -> DatabaseError {
        isBroken = true
        return .unreachable(words)
    }

    /// What the library says of the connection; it knows no values.
    private var lastWords: String {
        guard let text = unsafe PQerrorMessage(connection) else { return "" }
        return unsafe String(cString: text).split(separator: "\n").joined(separator: " ")
    }

    // MARK: Sending

    private func send(_ messages: [PostgreSQLMessage]) throws(DatabaseError) {
        guard !isBroken else { throw .unreachable("connection lost") }
        for message in messages {
            guard put(message) == 1 else { throw broken(lastWords) }
        }
        guard unsafe PQpipelineSync(connection) == 1 else { throw broken(lastWords) }
        unread += 1
        let deadline = deadline
        while true {
            let left = unsafe PQflush(connection)
            if left == 0 { return }
            guard left == 1 else { throw broken(lastWords) }
            // What the server sends meanwhile is taken in, or both would wait for each other.
            try wait(for: Int16(POLLIN | POLLOUT), until: deadline)
            guard unsafe PQconsumeInput(connection) == 1 else { throw broken(lastWords) }
        }
    }

    private func put(_ message: PostgreSQLMessage) -> Int32 {
        switch message {
        case .prepare(let name, let sql, let types):
            return unsafe PQsendPrepare(connection, name, sql, Int32(clamping: types.count), types)
        case .once(let sql, let values):
            return unsafe withPointers(to: values) { pointers, lengths, formats in
                unsafe PQsendQueryParams(
                    connection, sql, Int32(clamping: values.places.count), values.types, pointers, lengths, formats, 1)
            }
        case .execute(let name, let values, _):
            return unsafe withPointers(to: values) { pointers, lengths, formats in
                unsafe PQsendQueryPrepared(
                    connection, name, Int32(clamping: values.places.count), pointers, lengths, formats, 1)
            }
        }
    }

    private func withPointers(
        to values: PostgreSQLValues, _ body: ([UnsafePointer<CChar>?], [Int32], [Int32]) -> Int32
    ) -> Int32 {
        unsafe values.bytes.withUnsafeBufferPointer { buffer in
            unsafe buffer.withMemoryRebound(to: CChar.self) { characters in
                guard let start = characters.baseAddress else { return 0 }
                let pointers = unsafe values.places.map { place in unsafe place.map { unsafe start + $0.lowerBound } }
                let lengths = values.places.map { Int32(clamping: $0?.count ?? 0) }
                return unsafe body(pointers, lengths, [Int32](repeating: 1, count: lengths.count))
            }
        }
    }

    // MARK: Receiving

    /// The answers of one pipeline, up to its end.
    private func receive(until deadline: UInt64) throws(DatabaseError) -> [PostgreSQLResult] {
        var answers: [PostgreSQLResult] = []
        var misses = 0
        while true {
            while unsafe PQisBusy(connection) == 1 {
                try wait(for: Int16(POLLIN), until: deadline)
                guard unsafe PQconsumeInput(connection) == 1 else { throw broken(lastWords) }
            }
            // Nil ends one message's answers; two in a row, and the connection is gone.
            guard let pointer = unsafe PQgetResult(connection) else {
                misses += 1
                guard misses < 2, unsafe PQstatus(connection) == CONNECTION_OK else { throw broken(lastWords) }
                continue
            }
            misses = 0
            let answer = unsafe PostgreSQLResult(adopting: pointer)
            if answer.status == PGRES_PIPELINE_SYNC {
                unread -= 1
                return answers
            }
            answers.append(answer)
            if unsafe PQstatus(connection) != CONNECTION_OK {
                throw broken(answer.failure.map { "\($0.state) \($0.message)" } ?? lastWords)
            }
        }
    }

    private var deadline: UInt64 {
        DispatchTime.now().uptimeNanoseconds &+ UInt64(patienceMilliseconds) &* 1_000_000
    }

    private func wait(for events: Int16, until deadline: UInt64) throws(DatabaseError) {
        var waited = pollfd(fd: unsafe PQsocket(connection), events: events, revents: 0)
        while true {
            let now = DispatchTime.now().uptimeNanoseconds
            guard now < deadline else { throw broken("no answer in \(patienceMilliseconds) ms") }
            let ready = unsafe poll(&waited, 1, Int32(clamping: (deadline - now) / 1_000_000 + 1))
            if ready > 0 { return }
            guard ready == 0 || errno == EINTR else { throw broken("poll \(errno)") }
        }
    }
}
