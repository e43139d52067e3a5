// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport

/// A disk that fails where it is told to: the part that stands between the program and its files.
final class FaultDisk: @unchecked Sendable {
    enum Kind: UInt32, CaseIterable { case noSpace = 1, ioError, interrupted, short, kill }

    /// Calls that count; the numbers are disk.c's.
    struct Calls: OptionSet, Sendable {
        let rawValue: UInt32
        static let write = Calls(rawValue: 1)
        static let sync = Calls(rawValue: 2)
        /// Of the database's files.
        static let records = Calls(rawValue: 256)
        static let changing = Calls(rawValue: 127)
        static let all = Calls(rawValue: 255)
    }

    private let library: String
    private let control: String
    private let words: UnsafeMutablePointer<UInt32>
    private let house: FaultHouse
    /// Where changes are written down; nil when they are not.
    private(set) var log: String?

    init(_ house: FaultHouse, records: Bool = false) throws {
        self.house = house
        library = try Tools.disk(in: house.folder)
        control = house.folder.path("control")
        _ = FileManager.default.createFile(atPath: control, contents: Data(count: 4_096))
        let file = open(control, O_RDWR)
        let map = mmap(nil, 4_096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0)
        close(file)
        guard let map, map != MAP_FAILED else { throw Tools.Missing(description: "no shared memory") }
        words = map.assumingMemoryBound(to: UInt32.self)
        if records { log = house.folder.path("disk.log") }
    }

    private var starts = 0

    /// What the next process finds there.
    var environment: [String: String] {
        starts += 1
        var found = ["LD_PRELOAD": library, "MOHR_DISK_HOME": house.home, "MOHR_DISK_CONTROL": control]
        found["MOHR_DISK_LOG"] = log
        found["MOHR_DISK_FIRST"] = "\(starts * 4_096)"
        return found
    }

    /// Orders a fault.
    ///
    /// - Parameters:
    ///   - kind: what happens.
    ///   - calls: which calls count.
    ///   - number: the first that fails, from 1.
    ///   - lasts: whether all after it fail too.
    func order(_ kind: Kind, of calls: Calls, at number: Int = 1, lasts: Bool = false) {
        words[0] = 0
        words[1] = kind.rawValue
        words[2] = calls.rawValue
        words[3] = lasts ? 1 : 0
        words[4] = UInt32(number)
        words[5] = 0
        words[6] = 0
        words[7] = 0
        words[0] = 1
    }

    /// Takes the order back.
    func calm() { words[0] = 0 }

    var hits: Int { Int(words[5]) }
    /// Which call failed last; a number of disk.c's.
    var lastCall: Calls { Calls(rawValue: words[7]) }
    var isArmed: Bool { words[0] != 0 }

    /// Writes down that somebody was told that something is done.
    func tell(_ text: String) {
        guard let log else { return }
        let data = Array(text.utf8)
        // struct record of log.h.
        var record = Data()
        func add<Value>(_ value: Value) { withUnsafeBytes(of: value) { record.append(contentsOf: $0) } }
        add(UInt32(9))
        add(UInt32(0))
        add(UInt64(0))
        add(UInt32(data.count))
        add(UInt32(0))
        add(UInt32(0))
        add(UInt32(0x4d4f_4852))
        record.append(contentsOf: data)
        let file = open(log, O_WRONLY | O_APPEND)
        defer { close(file) }
        _ = record.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
    }
}
