// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER

/// The parameters of RSASSA-PSS.
///
///     RSASSA-PSS-params ::= SEQUENCE {
///         hashAlgorithm    [0] HashAlgorithm DEFAULT sha1,
///         maskGenAlgorithm [1] MaskGenAlgorithm DEFAULT mgf1SHA1,
///         saltLength       [2] INTEGER DEFAULT 20,
///         trailerField     [3] INTEGER DEFAULT 1 }
///
/// Defaults that are written out are taken: they are in the field, and what counts for safety, that the identifier
/// inside a certificate equals the one outside, is compared by bytes.
///
/// - SeeAlso: RFC 4055 3.1.
enum PSSParameters {
    /// Reads the parameters; `nil` when they are absent, malformed, or name what is not known.
    static func read(_ parameters: ArraySlice<UInt8>?) -> SignatureAlgorithm? {
        guard let parameters else { return nil }
        return try? algorithm(parameters)
    }

    /// Writes the parameters, defaults left out, NULL after each digest (RFC 4055 2.1).
    static func write(digest: DigestAlgorithm, mgf1: DigestAlgorithm, saltLength: Int) -> [UInt8] {
        DERWriter.bytes { writer in
            writer.sequence { writer in
                if digest != .sha1 {
                    writer.explicit(0) { encode(digest, into: &$0) }
                }
                if mgf1 != .sha1 {
                    writer.explicit(1) { writer in
                        writer.sequence { writer in
                            writer.objectIdentifier(OID.mgf1)
                            encode(mgf1, into: &writer)
                        }
                    }
                }
                if saltLength != 20 { writer.explicit(2) { $0.integer(saltLength) } }
            }
        }
    }

    private static func algorithm(_ parameters: ArraySlice<UInt8>) throws(PKIXError) -> SignatureAlgorithm? {
        var fields = try der(DERReader.single(parameters, .sequence).reader())
        var digest: DigestAlgorithm? = .sha1
        var mgf1: DigestAlgorithm? = .sha1
        var saltLength = 20
        if let wrapper = try fields.nextIfPresent(.contextConstructed(0)) {
            digest = try AlgorithmIdentifier(try der(wrapper.only(.sequence))).digestAlgorithm
        }
        if let wrapper = try fields.nextIfPresent(.contextConstructed(1)) {
            mgf1 = try maskDigest(try der(wrapper.only(.sequence)))
        }
        if let wrapper = try fields.nextIfPresent(.contextConstructed(2)) {
            saltLength = try der(wrapper.only(.integer)).naturalNumber(field: "saltLength")
        }
        if let wrapper = try fields.nextIfPresent(.contextConstructed(3)) {
            guard try der(wrapper.only(.integer).smallInteger()) == 1 else { return nil }
        }
        try fields.end()
        // No RSA modulus that is computed with has room for a longer salt.
        guard let digest, let mgf1, saltLength <= 2_048 else { return nil }
        return .rsaPSS(digest, mgf1: mgf1, saltLength: saltLength)
    }

    private static func maskDigest(_ node: DERNode) throws(PKIXError) -> DigestAlgorithm? {
        let mask = try AlgorithmIdentifier(node)
        guard mask.algorithm == OID.mgf1, let parameters = mask.parameters else { return nil }
        return try AlgorithmIdentifier(try der(DERReader.single(parameters, .sequence))).digestAlgorithm
    }

    private static func encode(_ digest: DigestAlgorithm, into writer: inout DERWriter) {
        AlgorithmIdentifier(
            algorithm: AlgorithmIdentifier.identifier(of: digest), parameters: AlgorithmIdentifier.null
        ).encode(into: &writer)
    }
}
