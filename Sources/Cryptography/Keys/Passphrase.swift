// SPDX-License-Identifier: Apache-2.0

/// What opens an encrypted private key; it never shows itself.
///
/// Printing, interpolating, dumping and reflecting give `‹secret›`. That its memory is wiped is not
/// promised: a Swift array may have been copied.
public struct Passphrase: Sendable {
    let bytes: [UInt8]

    /// Takes the bytes as they are.
    ///
    /// - Parameter bytes: usually UTF-8; what was typed or read, without a line's end.
    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Takes what a passphrase file holds, without the one line end that editors append.
    ///
    /// - Parameter contents: the file's bytes.
    public init(fileContents contents: [UInt8]) {
        var bytes = contents[...]
        if bytes.last == 0x0a { bytes.removeLast() }
        if bytes.last == 0x0d { bytes.removeLast() }
        self.bytes = Array(bytes)
    }

    /// Whether there is nothing in it.
    public var isEmpty: Bool { bytes.isEmpty }
}

extension Passphrase: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Always `‹secret›`.
    public var description: String { "‹secret›" }

    /// Always `‹secret›`.
    public var debugDescription: String { description }

    /// Shows no children, so that `dump` cannot look inside.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
