// SPDX-License-Identifier: Apache-2.0

/// Where a statement about revocation was found; whole, so that it can be kept with what it was used for.
public enum EvidenceSource: Sendable {
    /// Revocation lists, complete ones and the deltas to them; several when each covers some reasons only.
    case lists([CertificateList])
    /// An OCSP response.
    case response(BasicOCSPResponse)
}
