// SPDX-License-Identifier: Apache-2.0
import COpenSSL

extension CryptographyError {
    /// Empties this thread's OpenSSL error queue into an error.
    ///
    /// To be called at the throw site, directly after the failing call: the queue belongs to the
    /// thread, and what stays in it would be blamed on the next call.
    static func drained(_ operation: String) -> CryptographyError {
        var queue: [String] = []
        while true {
            let code = ERR_get_error()
            guard code != 0 else { break }
            queue.append(LibraryReason(code: code).text)
        }
        return .library(operation: operation, queue: queue)
    }
}

/// One entry of OpenSSL's error queue.
struct LibraryReason {
    let code: UInt

    /// OpenSSL's own line for it, such as `error:0800006B:elliptic curve routines::point is not on curve`.
    var text: String {
        // 256 bytes is what OpenSSL documents as enough; longer lines are cut.
        let bytes = unsafe [CChar](unsafeUninitializedCapacity: 256) { buffer, count in
            unsafe ERR_error_string_n(code, buffer.baseAddress, buffer.count)
            count = unsafe buffer.firstIndex(of: 0) ?? 0
        }
        return String(decoding: bytes.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
