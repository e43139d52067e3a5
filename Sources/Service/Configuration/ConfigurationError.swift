// SPDX-License-Identifier: Apache-2.0
public import PKIX

/// Why a configuration is not taken: the service does not start, and says which file and which key.
public enum ConfigurationError: Error, Hashable, Sendable {
    /// The file cannot be read.
    case unreadable(file: String, cause: String)
    /// The file is no JSON5, or has a key that is unknown, missing or of the wrong type.
    case file(String, JSON5Error)
    /// A value outside its range.
    case value(file: String, path: String, seen: String, allowed: String)
}
