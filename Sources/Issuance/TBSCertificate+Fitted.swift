// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX

extension TBSCertificate {
    /// The draft with a validity that lies within the issuer's.
    ///
    /// The beginning may always be moved: it is set back from the clock only for others' slow clocks. The end of a
    /// subscriber's is not cut for the issuer's sake: whoever was promised two years is told instead.
    ///
    /// - Parameters:
    ///   - issuer: the issuer's certificate.
    ///   - limit: an end that the request sets itself.
    ///   - isCut: whether the end may be moved to the issuer's.
    /// - Returns: the draft, unchanged where it fits already.
    /// - Throws: ``IssuanceError/outlivesIssuer(notAfter:issuer:)``,
    ///   ``IssuanceError/overBeforeItBegins(limit:notBefore:)``.
    func fitted(to issuer: Certificate, limit: Instant?, isCut: Bool) throws(IssuanceError) -> TBSCertificate {
        let last = issuer.validity.notAfter
        let notBefore = max(validity.notBefore, issuer.validity.notBefore)
        var notAfter = limit.map { min($0, validity.notAfter) } ?? validity.notAfter
        if isCut { notAfter = min(notAfter, last) }
        guard notAfter <= last else { throw .outlivesIssuer(notAfter: notAfter, issuer: last) }
        guard notBefore < notAfter else { throw .overBeforeItBegins(limit: notAfter, notBefore: notBefore) }
        guard notBefore != validity.notBefore || notAfter != validity.notAfter else { return self }
        return TBSCertificate(
            serialNumber: serialNumber, signature: signature, issuer: self.issuer,
            validity: Validity(notBefore: notBefore, notAfter: notAfter), subject: subject,
            subjectPublicKeyInfo: subjectPublicKeyInfo, extensions: extensions)
    }
}
