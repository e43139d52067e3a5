// SPDX-License-Identifier: Apache-2.0

/// The fields that say where a request ends and what becomes of the connection.
struct KnownFields {
    private let minorVersion: UInt8
    private var host: Range<Int>?
    private var contentLength: Int?
    private var transferEncodingOffset: Int?
    private var closes = false
    private var keepsAlive = false
    private var expectation: Range<Int>?

    init(minorVersion: UInt8) {
        self.minorVersion = minorVersion
    }

    /// Takes note of a field if it is one of these.
    ///
    /// - Parameters:
    ///   - field: where its name and value lie.
    ///   - bytes: the head.
    ///   - offset: where its line begins.
    /// - Throws: when it came twice or holds what it must not.
    mutating func note(
        _ field: Headers.Field, in bytes: [UInt8], at offset: Int
    ) throws(HTTPServerRefusal) {
        let name = bytes[field.name]
        // Lengths first: most fields of most requests are none of these.
        switch name.count {
        case 4 where isNamed(name, "host"):
            guard host == nil, HostSyntax.isHostAndPort(bytes[field.value]) else {
                throw .malformed(.host, offset: offset)
            }
            host = field.value
        case 6 where isNamed(name, "expect"):
            expectation = expectation.map { $0.lowerBound..<field.value.upperBound } ?? field.value
        case 10 where isNamed(name, "connection"):
            noteConnection(bytes[field.value])
        case 14 where isNamed(name, "content-length"):
            guard contentLength == nil, let length = KnownFields.decimal(bytes[field.value]) else {
                throw .malformed(.contentLength, offset: offset)
            }
            contentLength = length
        case 17 where isNamed(name, "transfer-encoding"):
            try noteTransferEncoding(bytes[field.value], at: offset)
        default:
            break
        }
    }

    /// What the client wishes of the connection; HTTP/1.1 keeps it unless told otherwise (RFC 9112 9.3).
    var keepsConnection: Bool { minorVersion == 1 ? !closes : keepsAlive && !closes }

    /// Whether there is a measure of the body at all.
    var isDelimited: Bool { contentLength != nil || transferEncodingOffset != nil }

    /// How the body is delimited.
    func framing(method: String) throws(HTTPServerRefusal) -> RequestHead.Framing {
        if let transferEncodingOffset {
            // Two measures of one body, or a coding that HTTP/1.0 does not know: RFC 9112 6.1 and 6.3.
            guard contentLength == nil, minorVersion == 1 else {
                throw .malformed(.transferEncoding, offset: transferEncodingOffset)
            }
            return .chunked
        }
        if let contentLength { return contentLength == 0 ? .none : .length(contentLength) }
        guard method != "POST", method != "PUT", method != "PATCH" else { throw .lengthMissing(method: method) }
        return .none
    }

    /// The host that was meant.
    ///
    /// An absolute target overrules `Host`, which must be there all the same (RFC 9112 3.2).
    func authority(in bytes: [UInt8], target: RequestTarget) throws(HTTPServerRefusal) -> String {
        guard host != nil || minorVersion == 0 else { throw .malformed(.host, offset: bytes.count) }
        guard let range = target.authority ?? host else { return "" }
        return String(decoding: bytes[range], as: UTF8.self)
    }

    /// Whether the client waits for 100 before it sends the body; never in HTTP/1.0 (RFC 9110 10.1.1).
    func expectsContinue(in bytes: [UInt8]) throws(HTTPServerRefusal) -> Bool {
        guard let expectation, minorVersion == 1 else { return false }
        let value = bytes[expectation]
        guard isNamed(value, "100-continue") else {
            throw .expectationUnknown(seen: String(decoding: value.prefix(64), as: UTF8.self))
        }
        return true
    }

    private mutating func noteConnection(_ value: ArraySlice<UInt8>) {
        for option in value.split(separator: UInt8(ascii: ",")) {
            let name = option.filter { $0 != .space && $0 != .tab }[...]
            if isNamed(name, "close") { closes = true }
            if isNamed(name, "keep-alive") { keepsAlive = true }
        }
    }

    private mutating func noteTransferEncoding(
        _ value: ArraySlice<UInt8>, at offset: Int
    ) throws(HTTPServerRefusal) {
        guard transferEncodingOffset == nil else { throw .malformed(.transferEncoding, offset: offset) }
        guard isNamed(value, "chunked") else {
            throw .transferCodingUnknown(seen: String(decoding: value.prefix(64), as: UTF8.self))
        }
        transferEncodingOffset = offset
    }

    private func isNamed(_ bytes: ArraySlice<UInt8>, _ name: StaticString) -> Bool {
        guard bytes.count == name.utf8CodeUnitCount else { return false }
        return name.withUTF8Buffer { unsafe zip(bytes, $0).allSatisfy { $0.asciiLowercased == $1 } }
    }

    /// - Returns: nil unless the bytes are 1 to 18 digits, which is below 2^63 and above any body.
    private static func decimal(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard (1...18).contains(bytes.count), bytes.allSatisfy(\.isDigit) else { return nil }
        return bytes.reduce(0) { $0 &* 10 &+ Int($1 &- UInt8(ascii: "0")) }
    }
}
