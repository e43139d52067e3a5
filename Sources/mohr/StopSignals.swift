// SPDX-License-Identifier: Apache-2.0
import Foundation

/// SIGTERM and SIGINT, waited for instead of handled: nothing runs in a signal's context.
struct StopSignals {
    private let set: sigset_t

    /// Blocks both signals in this thread and in every thread that it starts.
    init() {
        var set = sigset_t()
        unsafe sigemptyset(&set)
        unsafe sigaddset(&set, SIGTERM)
        unsafe sigaddset(&set, SIGINT)
        unsafe pthread_sigmask(SIG_BLOCK, &set, nil)
        // A limit on file sizes must come back to SQLite as an error, not end the process.
        _ = signal(SIGXFSZ, SIG_IGN)
        self.set = set
    }

    /// Waits for one of the signals, so long.
    ///
    /// - Parameter seconds: how long.
    /// - Returns: whether one has come.
    func wait(seconds: Int) -> Bool {
        var set = set
        var patience = timespec(tv_sec: seconds, tv_nsec: 0)
        return unsafe sigtimedwait(&set, nil, &patience) > 0
    }

    /// Returns when one of the signals has come.
    func wait() {
        var set = set
        var signal: Int32 = 0
        while unsafe sigwait(&set, &signal) != 0 {}
    }
}
