// SPDX-License-Identifier: Apache-2.0
public import DER

extension ObjectIdentifier {
    /// Takes arcs that stand in the source: `ObjectIdentifier(2, 5, 29, 15)`.
    ///
    /// For constants only; what arrives at run time goes through the failable initialisers.
    ///
    /// - Parameters:
    ///   - first: 0, 1 or 2.
    ///   - second: below 40 when `first` is 0 or 1.
    ///   - rest: the other arcs.
    public init(_ first: UInt8, _ second: UInt8, _ rest: UInt64...) {
        var content: [UInt8] = []
        for arc in [UInt64(first) * 40 + UInt64(second)] + rest {
            var septets = [UInt8(arc & 0x7f)]
            var remaining = arc >> 7
            while remaining > 0 {
                septets.append(UInt8(remaining & 0x7f) | 0x80)
                remaining >>= 7
            }
            content.append(contentsOf: septets.reversed())
        }
        guard first <= 2, first == 2 || second < 40, let identifier = ObjectIdentifier(contentBytes: content[...])
        else { preconditionFailure("not an object identifier: \(first).\(second).\(rest)") }
        self = identifier
    }
}
