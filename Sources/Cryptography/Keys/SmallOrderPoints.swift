// SPDX-License-Identifier: Apache-2.0

/// The Ed25519 points whose order divides 8.
///
/// Under such a "public key" a signature can be made for any message without a private key, so a
/// request signed with it would prove possession of nothing.
///
/// - SeeAlso: RFC 8032 5.1; the list is that of libsodium's `ge25519_has_small_order`.
enum SmallOrderPoints {
    static func contains(_ encoded: ArraySlice<UInt8>) -> Bool {
        // The sign bit is no part of y; each y of the list has small order with either sign.
        var octets = Array(encoded)
        guard octets.count == 32 else { return false }
        octets[31] &= 0x7f
        return all.contains(octets)
    }

    private static let all: [[UInt8]] = [
        // 0 (order 4) and 1 (order 1)
        [UInt8](repeating: 0, count: 32),
        [1] + [UInt8](repeating: 0, count: 31),
        // the two y of order 8
        [
            0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98, 0xf0,
            0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05,
        ],
        [
            0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10, 0x67, 0x0f,
            0x2a, 0x20, 0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac, 0x03, 0x7a,
        ],
        // p - 1 (order 2), and p and p + 1, which are 0 and 1 once more
        [0xec] + [UInt8](repeating: 0xff, count: 30) + [0x7f],
        [0xed] + [UInt8](repeating: 0xff, count: 30) + [0x7f],
        [0xee] + [UInt8](repeating: 0xff, count: 30) + [0x7f],
    ]
}
