// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Time as the loops count it.
enum Clock {
    /// Microseconds of a clock that is never set back.
    static var microseconds: Int64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
    }

    /// Seconds since 1970.
    static var wallSeconds: Int64 {
        Int64(time(nil))
    }
}

extension Duration {
    /// Whole microseconds; at most about a century, so that adding it to a time cannot overflow.
    var microseconds: Int64 {
        let (seconds, attoseconds) = components
        return min(max(seconds, 0), 3_000_000_000) * 1_000_000 + max(attoseconds, 0) / 1_000_000_000_000
    }

    var milliseconds: Int { Int(microseconds / 1_000) }
}
