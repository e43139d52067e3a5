// SPDX-License-Identifier: Apache-2.0
import CPKCS11

extension TokenSession {
    /// The public half of a key, as the token tells it.
    ///
    /// It is told by the object of class public key with the same `CKA_ID`, or, for RSA, by the private key itself.
    ///
    /// - Parameters:
    ///   - key: the private key.
    ///   - uri: what it is called in errors.
    /// - Returns: the public key.
    /// - Throws: ``TokenTrouble``.
    func publicKey(of key: CK_OBJECT_HANDLE, _ uri: PKCS11URI) throws(TokenTrouble) -> PublicKey {
        let type = try number(CKA_KEY_TYPE, of: key)
        var holders = [key]
        if let id = try attribute(CKA_ID, of: key), !id.isEmpty {
            var template = AttributeTemplate()
            template.add(CKA_CLASS, number: CKO_PUBLIC_KEY)
            template.add(CKA_ID, id)
            holders = try objects(template) + holders
        }
        for holder in holders {
            let info: [UInt8]?
            switch type {
            case CKK_EC: info = try curveInfo(holder)
            case CKK_RSA: info = try rsaInfo(holder)
            default:
                throw .fault(
                    .keyType(
                        object: uri.description, seen: type.map { "CKK 0x" + String($0, radix: 16) } ?? "–",
                        allowed: ["CKK_EC", "CKK_RSA"]))
            }
            guard let info else { continue }
            do throws(CryptographyError) {
                return try PublicKey(subjectPublicKeyInfo: info)
            } catch {
                throw .fault(
                    .keyType(object: uri.description, seen: "\(error)", allowed: ["P-256, P-384, P-521", "RSA"]))
            }
        }
        throw .fault(.publicKeyMissing(object: uri.description))
    }

    /// RFC 5480 2: the parameters of the token are already DER.
    private func curveInfo(_ holder: CK_OBJECT_HANDLE) throws(TokenTrouble) -> [UInt8]? {
        guard let parameters = try attribute(CKA_EC_PARAMS, of: holder), !parameters.isEmpty,
            let told = try attribute(CKA_EC_POINT, of: holder), !told.isEmpty
        else { return nil }
        let algorithm = SmallDER.sequence(
            SmallDER.value(0x06, [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01]) + parameters)
        return SmallDER.sequence(algorithm + SmallDER.bitString(Self.point(told, on: parameters)))
    }

    /// The point without the OCTET STRING around it, which the standard asks for and some tokens leave out.
    ///
    /// Both forms begin with 04, so the length decides, which the curve gives.
    private static func point(_ told: [UInt8], on parameters: [UInt8]) -> [UInt8] {
        var name = DERCursor(parameters[...])
        guard let identifier = try? name.readObjectIdentifier(), let curve = Curve(objectIdentifier: identifier),
            told.count != 1 + 2 * curve.coordinateByteCount
        else { return told }
        var wrapped = DERCursor(told[...])
        guard let content = try? wrapped.read(0x04), wrapped.isAtEnd else { return told }
        return Array(content)
    }

    /// RFC 3279 2.3.1.
    private func rsaInfo(_ holder: CK_OBJECT_HANDLE) throws(TokenTrouble) -> [UInt8]? {
        guard let modulus = try attribute(CKA_MODULUS, of: holder), !modulus.isEmpty,
            let exponent = try attribute(CKA_PUBLIC_EXPONENT, of: holder), !exponent.isEmpty
        else { return nil }
        let algorithm: [UInt8] = [
            0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00,
        ]
        let numbers = SmallDER.sequence(SmallDER.integer(modulus) + SmallDER.integer(exponent))
        return SmallDER.sequence(algorithm + SmallDER.bitString(numbers))
    }
}
