// SPDX-License-Identifier: Apache-2.0

/// What an `id-RSASSA-PSS` key may be used for: PSS alone, and if it has parameters, only theirs.
///
/// - SeeAlso: RFC 4055 3.1 and 3.3.
struct PSSRestriction: Hashable {
    /// `nil` when the key leaves the parameters open.
    let parameters: Parameters?

    struct Parameters: Hashable {
        let digest: DigestAlgorithm
        let mgf1: DigestAlgorithm
        let minimumSaltLength: Int
    }

    init(parameters info: SubjectPublicKeyInfo) throws(CryptographyError) {
        guard let encoded = info.parameters else {
            parameters = nil
            return
        }
        guard encoded.tag == DERCursor.sequence, let read = Self.read(encoded.content) else {
            throw info.unexpectedParameters
        }
        parameters = read
    }

    func allows(_ algorithm: SignatureAlgorithm) -> Bool {
        guard case .rsaPSS(let digest, let mgf1, let saltLength) = algorithm else { return false }
        guard let parameters else { return true }
        return digest == parameters.digest && mgf1 == parameters.mgf1 && saltLength >= parameters.minimumSaltLength
    }

    /// The least that the key allows, SHA-256 where it leaves the choice.
    var preferred: SignatureAlgorithm {
        guard let parameters else { return .rsaPSS(.sha256, mgf1: .sha256, saltLength: 32) }
        return .rsaPSS(
            parameters.digest, mgf1: parameters.mgf1,
            saltLength: max(parameters.minimumSaltLength, parameters.digest.byteCount))
    }

    /// RSASSA-PSS-params: every field has a default, and DER leaves defaults out; encoders in the
    /// field write them nevertheless, so they are taken either way.
    private static func read(_ content: ArraySlice<UInt8>) -> Parameters? {
        var cursor = DERCursor(content)
        var digest = DigestAlgorithm.sha1
        var mgf1 = DigestAlgorithm.sha1
        var saltLength = 20
        do throws(CryptographyError) {
            if cursor.nextTag == 0xa0 {
                guard let read = hash(try cursor.read(0xa0)) else { return nil }
                digest = read
            }
            if cursor.nextTag == 0xa1 {
                guard let read = maskHash(try cursor.read(0xa1)) else { return nil }
                mgf1 = read
            }
            if cursor.nextTag == 0xa2 {
                guard let read = smallNumber(try cursor.read(0xa2)) else { return nil }
                saltLength = read
            }
            if cursor.nextTag == 0xa3 {
                // trailerFieldBC is the only one there is.
                guard smallNumber(try cursor.read(0xa3)) == 1 else { return nil }
            }
            try cursor.finish()
        } catch {
            return nil
        }
        return Parameters(digest: digest, mgf1: mgf1, minimumSaltLength: saltLength)
    }

    private static func hash(_ encoded: ArraySlice<UInt8>) -> DigestAlgorithm? {
        guard let (algorithm, parameters) = algorithmIdentifier(encoded) else { return nil }
        // RFC 4055 2.1: NULL or absent.
        guard parameters.isEmpty || parameters.elementsEqual([0x05, 0x00]) else { return nil }
        return DigestAlgorithm.allCases.first { algorithm.elementsEqual($0.objectIdentifier) }
    }

    private static func maskHash(_ encoded: ArraySlice<UInt8>) -> DigestAlgorithm? {
        guard let (algorithm, parameters) = algorithmIdentifier(encoded),
            algorithm.elementsEqual([0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x08])
        else { return nil }
        return hash(parameters)
    }

    /// Splits an AlgorithmIdentifier into the identifier's content and what follows it.
    private static func algorithmIdentifier(
        _ encoded: ArraySlice<UInt8>
    ) -> (algorithm: ArraySlice<UInt8>, parameters: ArraySlice<UInt8>)? {
        do throws(CryptographyError) {
            var outer = DERCursor(encoded)
            let content = try outer.read(DERCursor.sequence)
            try outer.finish()
            var inner = DERCursor(content)
            let algorithm = try inner.readObjectIdentifier()
            return (algorithm, content[inner.offset...])
        } catch {
            return nil
        }
    }

    private static func smallNumber(_ encoded: ArraySlice<UInt8>) -> Int? {
        do throws(CryptographyError) {
            var cursor = DERCursor(encoded)
            let integer = try cursor.readInteger()
            try cursor.finish()
            guard let first = integer.first, first < 0x80, integer.count <= 2 else { return nil }
            return integer.reduce(0) { $0 << 8 | Int($1) }
        } catch {
            return nil
        }
    }
}

extension DigestAlgorithm {
    /// The content octets of its OBJECT IDENTIFIER: RFC 4055 2.1; NIST CSOR for SHA-3.
    var objectIdentifier: [UInt8] {
        let nist: [UInt8] = [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02]
        return switch self {
        case .sha1: [0x2b, 0x0e, 0x03, 0x02, 0x1a]
        case .sha256: nist + [1]
        case .sha384: nist + [2]
        case .sha512: nist + [3]
        case .sha224: nist + [4]
        case .sha3_224: nist + [7]
        case .sha3_256: nist + [8]
        case .sha3_384: nist + [9]
        case .sha3_512: nist + [10]
        }
    }
}
