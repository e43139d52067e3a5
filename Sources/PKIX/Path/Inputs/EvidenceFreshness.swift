// SPDX-License-Identifier: Apache-2.0

/// When a statement about revocation counts as current.
public struct EvidenceFreshness: Hashable, Sendable {
    /// How far in the future `thisUpdate` may lie, for clocks that disagree; seconds, 0 or more.
    public let toleranceSeconds: Int64

    /// How old an OCSP answer without `nextUpdate` may be; seconds.
    ///
    /// RFC 6960 4.2.2.1: without `nextUpdate` "newer revocation information is available all the time", so the answer
    /// says nothing of the time after it was given and someone has to draw a line.
    public let maximumAgeSeconds: Int64

    /// Takes both limits.
    public init(toleranceSeconds: Int64, maximumAgeSeconds: Int64) {
        self.toleranceSeconds = max(0, toleranceSeconds)
        self.maximumAgeSeconds = max(0, maximumAgeSeconds)
    }

    /// No tolerance for lists from the future; answers without an end count for one day.
    public static let standard = EvidenceFreshness(toleranceSeconds: 0, maximumAgeSeconds: 86_400)
}
