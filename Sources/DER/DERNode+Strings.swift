// SPDX-License-Identifier: Apache-2.0

extension DERNode {
    /// The text of any of X.680's character strings that certificates use.
    ///
    /// - Returns: the text as it stands, not normalised.
    /// - Throws: ``DERError/string(offset:type:)`` when the bytes are not of the type; `unexpectedTag` for a value that
    ///   is no character string (`allowed` then names UTF8String).
    /// - SeeAlso: RFC 5280 4.1.2.4 and appendix B.
    public func string() throws(DERError) -> String {
        switch tag {
        case .utf8String:
            return try utf8()
        case .printableString, .ia5String, .numericString, .visibleString:
            return try ascii()
        case .teletexString:
            // T.61 in certificates has always meant Latin-1 in practice; every byte is a character of it.
            return String(String.UnicodeScalarView(content.map { Unicode.Scalar($0) }))
        case .bmpString:
            return try utf16()
        case .universalString:
            return try utf32()
        default:
            throw .unexpectedTag(offset: offset, seen: tag, allowed: .utf8String)
        }
    }

    /// The text of an IA5String under an IMPLICIT tag, as in GeneralName.
    ///
    /// - Throws: ``DERError/string(offset:type:)`` for a byte above 7F.
    public func ia5String(implicit: Tag) throws(DERError) -> String {
        try expect(implicit)
        return try ascii()
    }

    /// The text of a UTF8String under an IMPLICIT tag.
    ///
    /// - Throws: ``DERError/string(offset:type:)`` for bytes that are not UTF-8.
    public func utf8String(implicit: Tag) throws(DERError) -> String {
        try expect(implicit)
        return try utf8()
    }

    private func utf8() throws(DERError) -> String {
        guard let text = String(validating: content, as: UTF8.self) else {
            throw .string(offset: offset, type: tag)
        }
        return text
    }

    private func ascii() throws(DERError) -> String {
        guard content.allSatisfy({ $0 < 0x80 }) else { throw .string(offset: offset, type: tag) }
        return String(decoding: content, as: UTF8.self)
    }

    private func utf16() throws(DERError) -> String {
        guard content.count.isMultiple(of: 2) else { throw .string(offset: offset, type: tag) }
        let units = stride(from: content.startIndex, to: content.endIndex, by: 2).map { index in
            UInt16(content[index]) << 8 | UInt16(content[index + 1])
        }
        guard let text = String(validating: units, as: UTF16.self) else { throw .string(offset: offset, type: tag) }
        return text
    }

    private func utf32() throws(DERError) -> String {
        guard content.count.isMultiple(of: 4) else { throw .string(offset: offset, type: tag) }
        var text = String.UnicodeScalarView()
        for index in stride(from: content.startIndex, to: content.endIndex, by: 4) {
            let value = content[index..<index + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            guard let scalar = Unicode.Scalar(value) else { throw .string(offset: offset, type: tag) }
            text.append(scalar)
        }
        return String(text)
    }
}
