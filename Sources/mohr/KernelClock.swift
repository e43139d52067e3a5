// SPDX-License-Identifier: Apache-2.0
import CLinux
import Foundation

/// What the kernel says of the clock that it keeps.
enum KernelClock {
    /// Whether whoever keeps the clock (chrony, systemd-timesyncd, ntpd) told the kernel lately that it is set by UTC.
    ///
    /// - Returns: nil when the kernel does not say, as where a unit's `ProtectClock=` forbids to ask.
    /// - SeeAlso: adjtimex(2), `STA_UNSYNC`: set when nobody corrected the clock for some hours.
    static func isSynchronised() -> Bool? {
        var state = timex()
        state.modes = 0
        guard unsafe adjtimex(&state) >= 0 else { return nil }
        return state.status & STA_UNSYNC == 0
    }
}
