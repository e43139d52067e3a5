// SPDX-License-Identifier: Apache-2.0

/// What is to be remembered of a request until it is answered.
struct CurrentRequest {
    let method: String
    let path: String
    let minorVersion: UInt8
    let keepsConnection: Bool
    /// When its last byte had come, by ``Clock``.
    let arrival: Int64
}
