// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import JSON
import PKIX
import Service

/// What an observer has seen before, so that it notices what goes backwards.
///
///     {"lists": {"<path>": {"number": "…hex", "sha256": "…", "thisUpdate": "…Z"}}, "log": <size>}
struct ObservedMemory {
    /// A list as it was last seen.
    struct List {
        var number: [UInt8]
        var sha256: [UInt8]
        var thisUpdate: Instant
        /// The serial numbers on it that nothing takes off again; only within one run.
        var lasting: Set<SerialNumber>?
    }

    var lists: [String: List] = [:]
    var logSize: Int64?

    init() {}

    /// Reads what another run has written; a file that is not there is none.
    init(reading path: String) throws {
        guard FileManager.default.fileExists(atPath: path) else { return }
        let value: JSONValue
        do {
            value = try JSONReader.read(try InputFiles.bytes(path))
        } catch let failure as CommandFailure {
            throw failure
        } catch {
            throw CommandFailure(.input, "cli.file.unreadable", ["file": path, "cause": "JSON"])
        }
        logSize = value["log"]?.wholeNumber
        for member in value["lists"]?.members ?? [] {
            guard let number = try? Hex.decode(member.value["number"]?.text ?? "-"),
                let digest = try? Hex.decode(member.value["sha256"]?.text ?? "-"),
                let time = member.value["thisUpdate"]?.text.flatMap({ Instant(rfc3339: $0) })
            else { throw CommandFailure(.input, "cli.file.unreadable", ["file": path, "cause": member.name]) }
            lists[member.name] = List(number: number, sha256: digest, thisUpdate: time)
        }
    }

    /// Writes it for the next run, whole or not at all.
    func write(to path: String) throws {
        let seen = lists.sorted { $0.key < $1.key }.map { name, list in
            JSONValue.Member(
                name,
                [
                    "number": .string(Hex.encode(list.number)), "sha256": .string(Hex.encode(list.sha256)),
                    "thisUpdate": .string(list.thisUpdate.rfc3339),
                ])
        }
        let value: JSONValue = ["lists": .object(seen), "log": logSize.map { .integer($0) } ?? .null]
        try OutputFiles.write(JSONWriter.bytes(value, .indented), to: path)
    }

    /// Holds a list against the one seen before it, and remembers it.
    mutating func take(_ list: CertificateList, at path: String, in observation: inout Observation) {
        let number = list.crlNumber ?? []
        let digest = DigestAlgorithm.sha256.digest(list.encoded)
        let isDelta = list.deltaBase != nil
        let lasting = isDelta ? [] : Set(list.entries.filter { $0.reason != .certificateHold }.map(\.serialNumber))
        if let before = lists[path] {
            let isBehind = Self.isLess(number, before.number) || list.thisUpdate < before.thisUpdate
            observation.check(!isBehind, .listBackwards, path)
            observation.check(number != before.number || digest == before.sha256, .listChanged, path)
            // Expired ones stay listed here (expiredCertsOnCRL), so nothing but a lifted hold may be gone.
            if let then = before.lasting, let gone = then.subtracting(lasting).first {
                observation.find(.listEntryGone, "\(path) \(gone.hex)")
            }
            // The newest that was seen stays the measure.
            if isBehind { return }
        }
        lists[path] = List(number: number, sha256: digest, thisUpdate: list.thisUpdate, lasting: lasting)
    }

    /// Compares two numbers as RFC 5280 5.2.3 has them: integers of any length, big-endian.
    static func isLess(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        let (a, b) = (Array(one.drop { $0 == 0 }), Array(other.drop { $0 == 0 }))
        return a.count != b.count ? a.count < b.count : a.lexicographicallyPrecedes(b)
    }
}
