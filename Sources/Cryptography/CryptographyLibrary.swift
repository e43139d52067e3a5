// SPDX-License-Identifier: Apache-2.0
import COpenSSL

/// The library that computes: OpenSSL.
public enum CryptographyLibrary {
    /// What it calls itself: `OpenSSL 3.0.19 27 Jan 2026`.
    public static var version: String {
        guard let text = unsafe OpenSSL_version(OPENSSL_VERSION) else { return "OpenSSL" }
        return unsafe String(cString: text)
    }
}
