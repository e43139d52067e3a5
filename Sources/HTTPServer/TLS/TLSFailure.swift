// SPDX-License-Identifier: Apache-2.0

import COpenSSL

/// That TLS could not be set up, and in whose words.
struct TLSFailure: Error {
    let problem: TLSProblem
    /// OpenSSL's words, of which none names a secret; empty if it said nothing.
    let library: String

    /// Empties this thread's queue of errors at once, so that none of it is taken for a later call's.
    init(_ problem: TLSProblem) {
        self.problem = problem
        library = TLSFailure.drainedErrors()
    }

    static func drainedErrors() -> String {
        var words: [String] = []
        while true {
            let code = ERR_get_error()
            guard code != 0 else { break }
            if let reason = unsafe ERR_reason_error_string(code) { words.append(unsafe String(cString: reason)) }
        }
        return words.joined(separator: "; ")
    }
}
