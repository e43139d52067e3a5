// SPDX-License-Identifier: Apache-2.0

/// What the process tells its caller; DESIGN §4.
enum ExitCode: Int32, Error {
    /// Done, or the verdict is accept.
    case done = 0
    /// The verdict is reject, or not valid.
    case rejected = 1
    /// The verdict is cannot decide.
    case undecided = 2
    /// The command line is wrong.
    case usage = 64
    /// A file cannot be read, or is not what it should be.
    case input = 65
    /// The service or the records are not available.
    case unavailable = 69
    /// Our fault.
    case fault = 70
    /// The caller may not do this.
    case notAllowed = 77
}
