// SPDX-License-Identifier: Apache-2.0

/// What a certificate's holder is found by.
///
/// Each is a folded form that is compared byte for byte: whoever files and whoever searches fold in
/// the same way. Personal data: the description shows none.
public struct SubjectKeys: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// The name's search key.
    public let name: String?

    /// The national identifier, canonical.
    public let nationalID: String?

    /// The licence number, canonical.
    public let licence: String?

    /// Takes keys; nil for what the holder does not have, such as a responder.
    public init(name: String? = nil, nationalID: String? = nil, licence: String? = nil) {
        self.name = name
        self.nationalID = nationalID
        self.licence = licence
    }

    /// Says that there are keys, and nothing of them.
    public var description: String { "‹personal›" }

    /// Says that there are keys, and nothing of them.
    public var debugDescription: String { description }

    /// Shows nothing to `dump`.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
