// SPDX-License-Identifier: Apache-2.0
internal import CPostgreSQL

/// The rows of an answer, or what there was instead of rows; columns in binary.
@safe
final class PostgreSQLResult {
    // Owned: cleared in `deinit`.
    private let result: OpaquePointer

    init(adopting result: OpaquePointer) { unsafe self.result = result }

    deinit { unsafe PQclear(result) }

    var status: ExecStatusType { unsafe PQresultStatus(result) }

    var rowCount: Int { Int(unsafe PQntuples(result)) }

    /// How many rows a statement changed.
    var changedCount: Int {
        guard let text = unsafe PQcmdTuples(result) else { return 0 }
        return Int(unsafe String(cString: text)) ?? 0
    }

    /// What the server says that it did, such as `COMMIT`.
    var tag: String {
        guard let text = unsafe PQcmdStatus(result) else { return "" }
        return unsafe String(cString: text)
    }

    /// What went wrong; nil if nothing did.
    var failure: PostgreSQLFailure? {
        switch status {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_PIPELINE_SYNC, PGRES_SINGLE_TUPLE: return nil
        default:
            return PostgreSQLFailure(
                state: field(MOHR_PG_SQLSTATE), message: field(MOHR_PG_MESSAGE), table: field(MOHR_PG_TABLE),
                column: field(MOHR_PG_COLUMN), constraint: field(MOHR_PG_CONSTRAINT))
        }
    }

    private func field(_ code: Int) -> String {
        guard let text = unsafe PQresultErrorField(result, Int32(clamping: code)) else { return "" }
        return unsafe String(cString: text)
    }

    // The types' numbers, as in pg_type.dat; fixed for ever.
    func type(_ row: Int, _ column: Int) -> DatabaseError.ColumnType {
        let (row, column) = (Int32(clamping: row), Int32(clamping: column))
        guard unsafe PQgetisnull(result, row, column) == 0 else { return .null }
        switch unsafe PQftype(result, column) {
        case 16, 20, 21, 23, 1_700: return .integer
        case 700, 701: return .real
        case 17: return .blob
        default: return .text
        }
    }

    /// A number of up to eight bytes, most significant first; as two's complement unless it is a boolean's one byte.
    private func bits(_ row: Int, _ column: Int) -> Int64 {
        unsafe withBytes(row, column) { bytes in
            guard bytes.count <= 8, let first = unsafe bytes.first else { return 0 }
            var number: Int64 = bytes.count > 1 && first >= 0x80 ? -1 : 0
            for index in bytes.indices { number = unsafe number << 8 | Int64(bytes[index]) }
            return number
        }
    }

    func integer(_ row: Int, _ column: Int) -> Int64 {
        guard unsafe PQftype(result, Int32(clamping: column)) == 1_700 else { return bits(row, column) }
        return Self.numeric(bytes(row, column))
    }

    func real(_ row: Int, _ column: Int) -> Double {
        let bits = UInt64(bitPattern: bits(row, column))
        // 700: of four bytes.
        guard unsafe PQftype(result, Int32(clamping: column)) == 700 else { return Double(bitPattern: bits) }
        return Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
    }

    func text(_ row: Int, _ column: Int) -> String {
        unsafe withBytes(row, column) { bytes in unsafe String(decoding: bytes, as: UTF8.self) }
    }

    func appendBytes(_ row: Int, _ column: Int, to array: inout [UInt8]) {
        unsafe withBytes(row, column) { bytes in unsafe array.append(contentsOf: bytes) }
    }

    private func bytes(_ row: Int, _ column: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        appendBytes(row, column, to: &bytes)
        return bytes
    }

    /// Lends the bytes of a column.
    private func withBytes<Value>(_ row: Int, _ column: Int, _ body: (UnsafeRawBufferPointer) -> Value) -> Value {
        let (row, column) = (Int32(clamping: row), Int32(clamping: column))
        let count = Int(unsafe PQgetlength(result, row, column))
        guard count > 0, let start = unsafe PQgetvalue(result, row, column) else {
            return unsafe body(UnsafeRawBufferPointer(start: nil, count: 0))
        }
        return unsafe body(UnsafeRawBufferPointer(start: start, count: count))
    }

    /// A whole number that the server keeps as decimal digits, as sums of numbers are: digits of base 10,000.
    private static func numeric(_ bytes: [UInt8]) -> Int64 {
        func short(_ index: Int) -> Int {
            guard bytes.indices.contains(index * 2 + 1) else { return 0 }
            return Int(Int16(bitPattern: UInt16(bytes[index * 2]) << 8 | UInt16(bytes[index * 2 + 1])))
        }
        let (count, weight, isNegative) = (short(0), short(1), short(2) == 0x4000)
        guard (0...4).contains(weight) else { return 0 }
        var number: Int64 = 0
        for place in 0...weight {
            let (shifted, overflow) = number.multipliedReportingOverflow(by: 10_000)
            guard !overflow else { return isNegative ? .min : .max }
            number = shifted &+ Int64(place < count ? short(4 + place) : 0)
        }
        return isNegative ? -number : number
    }
}

/// Goes through an answer; a large one is fetched piece by piece.
final class PostgreSQLRows: EngineCursor {
    private var result: PostgreSQLResult
    private var row = -1
    // Gives the next piece, or nil after the last.
    private let more: (() throws(DatabaseError) -> PostgreSQLResult?)?
    private let ended: () -> Void

    init(
        _ result: PostgreSQLResult, more: (() throws(DatabaseError) -> PostgreSQLResult?)? = nil,
        ended: @escaping () -> Void = {}
    ) {
        self.result = result
        self.more = more
        self.ended = ended
    }

    func next() throws(DatabaseError) -> Bool {
        row += 1
        if row < result.rowCount { return true }
        guard let more, result.rowCount > 0, let piece = try more() else { return false }
        result = piece
        row = 0
        return piece.rowCount > 0
    }

    func close() { ended() }

    func type(at column: Int) -> DatabaseError.ColumnType { result.type(row, column) }

    func integer(at column: Int) -> Int64 { result.integer(row, column) }

    func real(at column: Int) -> Double { result.real(row, column) }

    func text(at column: Int) -> String { result.text(row, column) }

    func appendBlob(at column: Int, to bytes: inout [UInt8]) { result.appendBytes(row, column, to: &bytes) }
}
