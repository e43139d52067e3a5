// SPDX-License-Identifier: Apache-2.0

/// One file of an archive.
public struct ArchiveEntry: Sendable, Hashable {
    /// Its path in the archive, folders divided by `/`.
    public let name: String

    /// Its content.
    public let bytes: ArraySlice<UInt8>

    /// Names a content.
    public init(_ name: String, _ bytes: ArraySlice<UInt8>) {
        self.name = name
        self.bytes = bytes
    }

    /// Names a content.
    public init(_ name: String, _ bytes: [UInt8]) {
        self.init(name, bytes[...])
    }
}
