// SPDX-License-Identifier: Apache-2.0
import Foundation
import MohrValidation

/// The folder that a licensing body's feeds are put in.
///
///     NAME.p7s          a signature, with the document in it
///     NAME, NAME.p7s    the document beside its signature
///     taken/            feeds that were taken
///     refused/          feeds that were not, each with NAME.p7s.txt that says why
///
/// A file that is still being written has another size or time at the next look, and waits until it has not.
final class FeedFolder: @unchecked Sendable {
    private let path: String
    // Touched by one thread, the one that looks.
    private var seen: [String: Look] = [:]

    private struct Look: Equatable {
        let size: Int
        let changed: Date
    }

    init(path: String) { self.path = path }

    /// A feed that lies still.
    struct Arrival {
        let name: String
        let signature: [UInt8]
        let document: [UInt8]?
    }

    /// The feeds that did not change since the last look, in the order of their names.
    func arrivals() -> [Arrival] {
        let manager = FileManager.default
        let names = ((try? manager.contentsOfDirectory(atPath: path)) ?? []).sorted()
        var looks: [String: Look] = [:]
        for name in names { looks[name] = look(name) }
        let before = seen
        seen = looks
        var found: [Arrival] = []
        for name in names where name.hasSuffix(".p7s") && !name.hasPrefix(".") {
            let beside = String(name.dropLast(4))
            let still = [name, beside].allSatisfy { looks[$0] == before[$0] }
            guard still, looks[name] != nil else { continue }
            guard let signature = bytes(of: name, looks[name]) else { continue }
            found.append(
                Arrival(name: name, signature: signature, document: looks[beside].flatMap { bytes(of: beside, $0) }))
        }
        return found
    }

    /// Puts a feed away.
    ///
    /// - Parameters:
    ///   - arrival: the feed.
    ///   - folder: `taken` or `refused`.
    ///   - why: what to write beside it.
    func putAway(_ arrival: Arrival, in folder: String, because why: String? = nil) {
        let manager = FileManager.default
        let place = "\(path)/\(folder)"
        try? manager.createDirectory(
            atPath: place, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        for name in [arrival.name] + (arrival.document == nil ? [] : [String(arrival.name.dropLast(4))]) {
            // Of two of one name the newer one stays: the records hold the digests of both.
            try? manager.removeItem(atPath: "\(place)/\(name)")
            do {
                try manager.moveItem(atPath: "\(path)/\(name)", toPath: "\(place)/\(name)")
            } catch {
                // It would be looked at again and again.
                try? manager.removeItem(atPath: "\(path)/\(name)")
            }
        }
        if let why { try? Data((why + "\n").utf8).write(to: URL(fileURLWithPath: "\(place)/\(arrival.name).txt")) }
    }

    private func look(_ name: String) -> Look? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: "\(path)/\(name)")
        guard let attributes, attributes[.type] as? FileAttributeType == .typeRegular,
            let size = attributes[.size] as? NSNumber, let changed = attributes[.modificationDate] as? Date
        else { return nil }
        return Look(size: size.intValue, changed: changed)
    }

    private func bytes(of name: String, _ look: Look?) -> [UInt8]? {
        guard let look else { return nil }
        // One that is too large is refused by its size, and not read.
        guard look.size <= ProfessionFeed.maximumBytes else { return [] }
        return (try? Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)"))).map { Array($0) }
    }
}
