// SPDX-License-Identifier: Apache-2.0
import PKIX

/// Certificates that something is wrong with: the first, and how many.
struct Objections {
    private(set) var first: SerialNumber?
    private(set) var count = 0

    mutating func add(_ serial: SerialNumber) {
        if first == nil { first = serial }
        count += 1
    }
}
