// SPDX-License-Identifier: Apache-2.0
import DER

/// A time stamp: a signed message whose content is a ``TimestampInfo``.
///
/// - SeeAlso: RFC 3161 2.4.2; RFC 5816 (signingCertificateV2 in tokens).
public struct TimestampToken: Sendable {
    /// The signed message; exactly one signer.
    public let signedData: SignedData

    /// What the authority signed.
    public let info: TimestampInfo

    /// The whole token as received.
    public var encoded: ArraySlice<UInt8> { signedData.encoded }

    /// Reads a token.
    ///
    /// - Parameter bytes: the ContentInfo, nothing after it.
    /// - Throws: ``PKIXError``; `unexpected` when the content is no TSTInfo, is detached, or there is not exactly one
    ///   signer.
    public init(der bytes: ArraySlice<UInt8>) throws(PKIXError) {
        signedData = try SignedData(der: bytes)
        guard signedData.contentType == OID.timestampInfo else {
            throw .unexpected(
                field: "eContentType", seen: signedData.contentType.dotted, allowed: OID.timestampInfo.dotted,
                offset: bytes.startIndex)
        }
        guard let content = signedData.content else {
            throw .unexpected(field: "eContent", seen: "absent", allowed: "present", offset: bytes.startIndex)
        }
        guard signedData.signerInfos.count == 1 else {
            throw .unexpected(
                field: "signerInfos", seen: String(signedData.signerInfos.count), allowed: "1",
                offset: bytes.startIndex)
        }
        info = try TimestampInfo(der: content)
    }
}
