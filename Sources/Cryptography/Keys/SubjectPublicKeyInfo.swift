// SPDX-License-Identifier: Apache-2.0

/// A `SubjectPublicKeyInfo` taken apart and checked, before any library sees it.
///
///     SubjectPublicKeyInfo ::= SEQUENCE { algorithm AlgorithmIdentifier, subjectPublicKey BIT STRING }
///
/// - SeeAlso: RFC 5280 4.1.2.7; RFC 3279 2.3; RFC 4055 1.2 and 3.1; RFC 5480 2; RFC 8410 3 and 4.
struct SubjectPublicKeyInfo {
    let algorithm: ArraySlice<UInt8>
    /// The parameters' tag and content, if there are any.
    let parameters: (tag: UInt8, content: ArraySlice<UInt8>)?
    let key: ArraySlice<UInt8>

    init(_ encoded: ArraySlice<UInt8>) throws(CryptographyError) {
        var outer = DERCursor(encoded)
        var info = DERCursor(try outer.read(DERCursor.sequence))
        try outer.finish()
        var identifier = DERCursor(try info.read(DERCursor.sequence))
        key = try info.readOctetsInBitString()
        // Bytes inside the SEQUENCE are no longer trailing bytes but another structure.
        guard info.isAtEnd else { throw .malformedKey(offset: info.offset) }
        algorithm = try identifier.readObjectIdentifier()
        parameters = identifier.isAtEnd ? nil : try identifier.readAny()
        guard identifier.isAtEnd else { throw .malformedKey(offset: identifier.offset) }
    }

    var dottedAlgorithm: String { dottedObjectIdentifier(algorithm) ?? Hex.encode(algorithm) }

    /// What there is to know about the key.
    enum Content {
        case rsa(RSAPublicNumbers, restriction: PSSRestriction?)
        case point(ArraySlice<UInt8>, Curve)
        case ed25519(ArraySlice<UInt8>)
        case dsa(DSAParameters?, value: ArraySlice<UInt8>)
    }

    func content() throws(CryptographyError) -> Content {
        switch KeyAlgorithm(objectIdentifier: algorithm) {
        case .rsaEncryption:
            // rsaEncryption: RFC 3279 2.3.1 demands NULL.
            guard let parameters, parameters.tag == DERCursor.null, parameters.content.isEmpty else {
                throw unexpectedParameters
            }
            return .rsa(try RSAPublicNumbers(key), restriction: nil)
        case .rsassaPSS:
            return .rsa(try RSAPublicNumbers(key), restriction: try PSSRestriction(parameters: self))
        case .ecPublicKey:
            let curve = try namedCurve()
            return .point(try checkedPoint(on: curve), curve)
        case .ed25519:
            guard parameters == nil else { throw unexpectedParameters }
            guard key.count == 32 else { throw .keyLength(seen: key.count, allowed: 32) }
            guard !SmallOrderPoints.contains(key) else { throw .smallOrderPoint }
            return .ed25519(key)
        case .dsa:
            return try dsaContent()
        case nil:
            throw .unsupportedKeyAlgorithm(objectIdentifier: dottedAlgorithm)
        }
    }

    var unexpectedParameters: CryptographyError {
        .unexpectedKeyParameters(objectIdentifier: dottedAlgorithm)
    }

    /// RFC 5480 2.1.1: namedCurve, never implicitCurve (NULL) or specifiedCurve (SEQUENCE).
    private func namedCurve() throws(CryptographyError) -> Curve {
        switch parameters?.tag {
        case DERCursor.sequence: throw .explicitCurveParameters
        case DERCursor.objectIdentifier: break
        default: throw unexpectedParameters
        }
        guard let identifier = parameters?.content else { throw unexpectedParameters }
        guard let curve = Curve(objectIdentifier: identifier) else {
            let dotted = dottedObjectIdentifier(identifier) ?? Hex.encode(identifier)
            throw .unsupportedCurve(objectIdentifier: dotted, name: UnsupportedCurves.name(dotted))
        }
        return curve
    }

    /// SEC 1 2.3.4: form octet and length; RFC 5480 2.2 knows only 04, 02 and 03.
    private func checkedPoint(on curve: Curve) throws(CryptographyError) -> ArraySlice<UInt8> {
        let width = curve.coordinateByteCount
        switch key.first {
        case nil: throw .pointLength(seen: 0, allowed: 1 + 2 * width)
        case 0x00: throw .pointAtInfinity
        case 0x04:
            guard key.count == 1 + 2 * width else { throw .pointLength(seen: key.count, allowed: 1 + 2 * width) }
        case 0x02, 0x03:
            guard key.count == 1 + width else { throw .pointLength(seen: key.count, allowed: 1 + width) }
        case .some(let form): throw .unsupportedPointForm(seen: form)
        }
        return key
    }

    private func dsaContent() throws(CryptographyError) -> Content {
        let parameters: DSAParameters?
        switch self.parameters {
        case nil: parameters = nil
        // Some encoders write NULL for "inherit", which RFC 3279 2.3.2 does not know.
        case (DERCursor.sequence, let content)?: parameters = try DSAParameters(content)
        default: throw unexpectedParameters
        }
        var cursor = DERCursor(key)
        let value = try cursor.readInteger()
        try cursor.finish()
        return .dsa(parameters, value: value)
    }
}
