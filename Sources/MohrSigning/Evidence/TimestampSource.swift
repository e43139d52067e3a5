// SPDX-License-Identifier: Apache-2.0
public import PKIX

/// Wherever time stamps come from: an authority over HTTP, one in the same process.
public protocol TimestampSource: Sendable {
    /// Has a digest stamped.
    ///
    /// - Parameter imprint: the digest.
    /// - Returns: the token, checked to be over this digest and signed by the certificate that it carries; whether that
    ///   certificate is trusted is a verifier's question.
    /// - Throws: ``SigningError``.
    func timestamp(_ imprint: MessageImprint) throws(SigningError) -> TimestampToken
}
