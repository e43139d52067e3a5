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

    /// Returns when one of the signals has come.
    func wait() {
        var set = set
        var signal: Int32 = 0
        while unsafe sigwait(&set, &signal) != 0 {}
    }
}
