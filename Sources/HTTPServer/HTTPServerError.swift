// SPDX-License-Identifier: Apache-2.0

/// Why a server did not start.
public enum HTTPServerError: Error, Hashable, Sendable {
    // Refusals: the configuration's doing.

    /// It is no IP address; names are not looked up.
    case addressInvalid(String)
    /// It is no port, 0 to 65535.
    case portInvalid(Int)
    /// Something listens there already.
    case addressInUse(address: String, port: Int)
    /// A number in the configuration is outside what is allowed.
    case outOfRange(field: String, seen: Int, allowed: ClosedRange<Int>)
    /// TLS cannot be set up with this certificate or key; holds the library's words, which name no secret.
    case tls(TLSProblem, library: String)
    /// ``HTTPServer/start()`` was called a second time.
    case alreadyStarted

    // Faults: the system's.

    /// A system call failed.
    case system(call: String, errno: Int32)
}
