// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX

/// `certHash` as it is written, with the place of the digest.
///
///     CertHash ::= SEQUENCE { hashAlgorithm AlgorithmIdentifier, certificateHash OCTET STRING }
///
/// - SeeAlso: Common PKI part 4, 3.1.2.
struct LintedCertHash {
    let value: CertHash?
    let place: Range<Int>?

    init(_ extensions: Extensions) throws(PKIXError) {
        guard let item = extensions[OID.ocspCertHash] else {
            (value, place) = (nil, nil)
            return
        }
        do throws(PKIXError) {
            var fields = try read(try DERReader.single(item.value, .sequence).reader())
            let identifier = try AlgorithmIdentifier(try read(try fields.read(.sequence)))
            let digest = try read(try fields.read(.octetString))
            try read(try fields.finish())
            guard let algorithm = identifier.digestAlgorithm else {
                throw PKIXError.unsupportedAlgorithm(identifier.algorithm)
            }
            value = CertHash(hashAlgorithm: algorithm, certificateHash: Array(digest.content))
            place = digest.content.indices
        } catch {
            throw .malformedExtension(OID.ocspCertHash, error)
        }
    }
}
