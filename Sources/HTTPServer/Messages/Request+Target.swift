// SPDX-License-Identifier: Apache-2.0

extension Request {
    /// The parameters of the query, decoded, in order; a parameter without `=` has an empty value.
    ///
    /// `+` is a space, as HTML forms send it. Bytes that are not UTF-8 become U+FFFD.
    public var query: [(String, String)] {
        guard let rawQuery, !rawQuery.isEmpty else { return [] }
        return rawQuery.utf8.split(separator: UInt8(ascii: "&")).map { pair in
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            let decoded = parts.map { part in
                let spaced = part.map { $0 == UInt8(ascii: "+") ? UInt8(ascii: " ") : $0 }
                return String(decoding: PercentCoding.decode(spaced) ?? spaced, as: UTF8.self)
            }
            return (decoded.first ?? "", decoded.count > 1 ? decoded[1] : "")
        }
    }

    /// The value of the first query parameter called `name`, decoded.
    ///
    /// - Parameter name: compared exactly.
    /// - Returns: nil if there is none.
    public func queryValue(_ name: String) -> String? {
        query.first { $0.0 == name }?.1
    }

    /// The path cut at its slashes, each part percent-decoded: `/crls/health.crl` gives `["crls", "health.crl"]`.
    ///
    /// `%2F` is a slash within a part, not a cut. A trailing slash gives an empty last part; `/` gives none.
    /// Nil if a part is not UTF-8, holds a control character, or is `.` or `..`: no route is called that.
    public var pathSegments: [String]? { Self.segments(of: path) }

    /// The same of a path that no request has yet.
    ///
    /// - Parameter path: as it would be sent.
    /// - Returns: as ``pathSegments``.
    public static func segments(of path: String) -> [String]? {
        guard path.utf8.first == UInt8(ascii: "/"), path.utf8.count > 1 else { return path == "/" ? [] : nil }
        var segments: [String] = []
        for part in path.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            guard let bytes = PercentCoding.decode(part),
                !bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }),
                let segment = String(validating: bytes, as: UTF8.self), segment != ".", segment != ".."
            else { return nil }
            segments.append(segment)
        }
        return segments
    }

    /// What follows `prefix` in the path, percent-decoded, slashes kept as they are.
    ///
    /// For `GET /ocsp/{base64}`, whose base64 may hold slashes that some clients encode and others do not
    /// (RFC 6960 A.1; RFC 5019 5).
    ///
    /// - Parameter prefix: with its closing slash, as it stands in the path.
    /// - Returns: nil if the path does not begin with `prefix`.
    public func decodedPath(after prefix: String) -> [UInt8]? {
        guard path.utf8.starts(with: prefix.utf8) else { return nil }
        return PercentCoding.decode(path.utf8.dropFirst(prefix.utf8.count))
    }
}
