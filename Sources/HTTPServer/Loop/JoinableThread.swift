// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A thread that can be waited for, which Foundation's cannot.
final class JoinableThread: Sendable {
    private final class Body: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    private let thread: pthread_t

    /// Starts a thread.
    ///
    /// - Parameter body: run with all signals blocked that the process may be sent, so that they reach the thread that
    ///   waits for them; those of a crash still get through.
    /// - Throws: when the system gives no more threads.
    init(_ body: @escaping @Sendable () -> Void) throws(HTTPServerError) {
        var before = sigset_t()
        var blocked = sigset_t()
        unsafe sigfillset(&blocked)
        for fatal in [SIGSEGV, SIGILL, SIGBUS, SIGFPE, SIGTRAP, SIGABRT] { unsafe sigdelset(&blocked, fatal) }
        // A thread inherits the mask of its maker; set there, no signal can slip in before the body begins.
        unsafe pthread_sigmask(SIG_BLOCK, &blocked, &before)
        defer { unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }

        let box = unsafe Unmanaged.passRetained(Body(body))
        var thread = pthread_t()
        let result = unsafe pthread_create(
            &thread, nil,
            { raw in
                if let raw = unsafe raw { unsafe Unmanaged<Body>.fromOpaque(raw).takeRetainedValue().run() }
                return nil
            }, box.toOpaque())
        guard result == 0 else {
            unsafe box.release()
            throw .system(call: "pthread_create", errno: result)
        }
        self.thread = thread
    }

    /// Waits until it has ended; called once.
    func join() {
        pthread_join(thread, nil)
    }

    /// Lets it end alone; called once, instead of ``join()``.
    func detach() {
        pthread_detach(thread)
    }
}
