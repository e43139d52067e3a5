// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Bytes as bytes.
public enum Octets {
    /// Whether two views hold the same bytes, as the C library compares them: many at a time.
    ///
    /// Slices' own `==` goes byte by byte, which shows for certificates. Not for secrets: it takes longer the longer they
    /// are alike.
    ///
    /// - Parameters:
    ///   - left: any bytes.
    ///   - right: any bytes.
    /// - Returns: whether they are equal.
    public static func areEqual(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Bool {
        guard left.count == right.count else { return false }
        return unsafe left.withUnsafeBytes { left in
            unsafe right.withUnsafeBytes { right in
                guard let first = left.baseAddress, let second = right.baseAddress else { return true }
                return unsafe memcmp(first, second, left.count) == 0
            }
        }
    }
}
