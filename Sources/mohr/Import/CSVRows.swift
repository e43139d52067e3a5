// SPDX-License-Identifier: Apache-2.0

/// A CSV file's records: commas between cells, quotes around those that hold commas, quotes or line ends, two quotes for
/// one (RFC 4180 2).
struct CSVRows {
    /// Why a file cannot be read at all.
    enum Fault: Error, Equatable {
        /// Not UTF-8 from this byte on.
        case encoding(at: Int)
        /// A quote that is opened in this row and never closed.
        case quote(row: Int)
    }

    /// Each record with the number that spreadsheets give it, from 1; records of nothing are left out.
    let rows: [(number: Int, cells: [String])]

    init(_ file: [UInt8]) throws(Fault) {
        // Spreadsheets begin their files with a mark of the byte order.
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let bytes = file.starts(with: mark) ? file.dropFirst(3) : file[...]
        var reader = Reader()
        for byte in bytes { reader.take(byte) }
        guard reader.isClosed else { throw .quote(row: reader.number) }
        reader.endRow()
        var rows: [(number: Int, cells: [String])] = []
        rows.reserveCapacity(reader.rows.count)
        for row in reader.rows {
            var cells: [String] = []
            for cell in row.cells {
                guard let text = String(validating: cell, as: UTF8.self) else {
                    throw .encoding(at: Self.firstBad(in: file))
                }
                cells.append(text)
            }
            rows.append((row.number, cells))
        }
        self.rows = rows
    }

    /// The place of the first byte that is no UTF-8.
    private static func firstBad(in file: [UInt8]) -> Int {
        var decoder = UTF8()
        var iterator = file.makeIterator()
        var place = 0
        while true {
            switch decoder.decode(&iterator) {
            case .scalarValue(let scalar): place += UTF8.width(scalar)
            case .emptyInput, .error: return place
            }
        }
    }

    /// Takes a file byte by byte; every byte that it tells apart is ASCII.
    private struct Reader {
        var rows: [(number: Int, cells: [[UInt8]])] = []
        var number = 1
        private var isQuoted = false
        private var cells: [[UInt8]] = []
        private var cell: [UInt8] = []
        /// Whether the last byte was a quote within quotes: the end of them, or the first of two.
        private var isPending = false

        /// Whether no quote is open; one that was the last byte closes.
        var isClosed: Bool { !isQuoted || isPending }

        mutating func take(_ byte: UInt8) {
            if isPending {
                isPending = false
                if byte == UInt8(ascii: "\"") {
                    cell.append(byte)
                    return
                }
                isQuoted = false
            }
            switch byte {
            case UInt8(ascii: "\""):
                if isQuoted { isPending = true } else if cell.isEmpty { isQuoted = true } else { cell.append(byte) }
            case UInt8(ascii: ",") where !isQuoted:
                cells.append(cell)
                cell = []
            case 0x0A where !isQuoted: endRow()
            case 0x0D where !isQuoted: break
            default: cell.append(byte)
            }
        }

        mutating func endRow() {
            if isPending { (isPending, isQuoted) = (false, false) }
            if !cells.isEmpty || !cell.allSatisfy({ $0 == 0x20 }) { rows.append((number, cells + [cell])) }
            (cells, cell) = ([], [])
            number += 1
        }
    }
}

extension UTF8 {
    fileprivate static func width(_ scalar: Unicode.Scalar) -> Int { String(scalar).utf8.count }
}
