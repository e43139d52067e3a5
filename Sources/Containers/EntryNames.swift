// SPDX-License-Identifier: Apache-2.0

/// The names of an archive as they come: each safe, none twice.
struct EntryNames {
    /// Lower case, compared by canonical equivalence: one file on every file system.
    private var files: Set<String> = []
    private var folders: Set<String> = []

    /// Takes a name.
    ///
    /// - Parameters:
    ///   - name: a path.
    ///   - offset: where it stands.
    /// - Throws: ``ContainersError`` for one that is not safe, or stands already.
    mutating func take(_ name: String, offset: Int) throws(ContainersError) {
        guard Self.isSafe(name) else { throw .name(seen: name, offset: offset) }
        let folded = name.lowercased()
        guard !folders.contains(folded), files.insert(folded).inserted else { throw .repeatedName(name) }
        var folder = ""
        for part in folded.split(separator: "/").dropLast() {
            folder += folder.isEmpty ? String(part) : "/" + part
            guard !files.contains(folder) else { throw .repeatedName(name) }
            folders.insert(folder)
        }
    }

    /// Whether a path stays below the folder it is unpacked into and means the same on every system.
    private static func isSafe(_ name: String) -> Bool {
        guard (1...ArchiveFormat.maximumNameBytes).contains(name.utf8.count) else { return false }
        let forbidden: Set<Unicode.Scalar> = ["\\", ":", "*", "?", "\"", "<", ">", "|", "\u{7f}"]
        for scalar in name.unicodeScalars {
            // Direction marks make one name look like another: U+200E…U+202E, U+2066…U+2069.
            let isInvisible = (0x200e...0x202e).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
            if scalar.value < 0x20 || forbidden.contains(scalar) || isInvisible { return false }
        }
        return name.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
            !part.isEmpty && part != "." && part != ".." && part.last != "." && part.last != " "
        }
    }
}
