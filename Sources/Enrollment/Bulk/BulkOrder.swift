// SPDX-License-Identifier: Apache-2.0
import Cryptography
public import DER

/// What two officers sign to have a whole file of applications issued.
///
///     mohr bulk order v1 LF
///     file-sha256: <64 hexadecimal digits> LF
///     office: <identifier> LF
///     enterer: <identifier> LF
///     approver: <identifier> LF
///     time: <RFC 3339, UTC> LF
///
/// The file's digest stands for every line of it: not one more can be issued by the order, nor another.
///
/// - SeeAlso: 21 CFR 1311.125; CP/CPS 4.2.
public struct BulkOrder: Sendable, Hashable {
    /// SHA-256 of the file; 32 bytes.
    public let fileSHA256: [UInt8]
    /// The office that enrols.
    public let office: String
    /// The officer who stands for the evidence.
    public let enterer: String
    /// The officer who approves.
    public let approver: String
    /// When it was drawn up.
    public let time: Instant

    /// Draws an order up.
    ///
    /// - Parameters:
    ///   - file: the file's bytes.
    ///   - office: the office that enrols.
    ///   - enterer: the officer who stands for the evidence.
    ///   - approver: the officer who approves.
    ///   - time: now.
    public init(for file: [UInt8], office: String, enterer: String, approver: String, time: Instant) {
        fileSHA256 = DigestAlgorithm.sha256.digest(file)
        self.office = office
        self.enterer = enterer
        self.approver = approver
        self.time = time
    }

    /// What both sign; ASCII.
    public var bytes: [UInt8] {
        let values = [Hex.encode(fileSHA256), office, enterer, approver, time.rfc3339]
        let lines = [Self.title] + zip(Self.names, values).map { "\($0): \($1)" }
        return lines.flatMap { Array($0.utf8) + [0x0A] }
    }

    /// Reads an order; only the very bytes that ``bytes`` gives are one.
    ///
    /// - Parameter bytes: as signed; nil comes of anything else.
    public init?(reading bytes: [UInt8]) {
        guard bytes.count <= 1_024 else { return nil }
        let lines = bytes.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
        guard lines.count == Self.names.count + 1 else { return nil }
        var values: [String] = []
        for (name, line) in zip(Self.names, lines.dropFirst()) {
            guard line.hasPrefix(name + ": ") else { return nil }
            values.append(String(line.dropFirst(name.count + 2)))
        }
        guard let digest = try? Hex.decode(values[0]), digest.count == 32, let time = Instant(rfc3339: values[4]) else {
            return nil
        }
        fileSHA256 = digest
        office = values[1]
        enterer = values[2]
        approver = values[3]
        self.time = time
        guard self.bytes == bytes else { return nil }
    }

    private static let title = "mohr bulk order v1"
    private static let names = ["file-sha256", "office", "enterer", "approver", "time"]
}
