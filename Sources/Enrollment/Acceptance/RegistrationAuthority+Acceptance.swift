// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
public import PKIX
public import Records

extension RegistrationAuthority {
    /// The certificate that answers an application; nil until it is issued.
    ///
    /// - Parameter id: the tracking code.
    /// - Returns: the certificate, accepted or not.
    /// - Throws: ``EnrollmentError/unknownApplication(id:)``.
    public func collect(_ id: String) throws(EnrollmentError) -> Certificate? {
        _ = try told(try records.application(id))
        return try issued(id)?.certificate
    }

    /// What the subscriber has to sign to accept the certificate that was issued to them.
    ///
    /// - Parameter id: the tracking code.
    /// - Returns: the statement.
    /// - Throws: ``EnrollmentError/applicationMoved(id:seen:allowed:)`` while there is no certificate or when it is
    ///   accepted already.
    public func acceptanceStatement(for id: String) throws(EnrollmentError) -> AcceptanceStatement {
        try pending(id).statement
    }

    /// Takes the subscriber's acceptance: the certificate is good from now on.
    ///
    /// - Parameters:
    ///   - id: the tracking code.
    ///   - proof: a signature over the ``AcceptanceStatement`` by the certified key.
    ///   - code: the code that was sent to the subscriber, as typed; asked for where ``needsActivation(_:)`` says so.
    /// - Returns: the application, in state accepted.
    /// - Throws: ``EnrollmentError/acceptanceProof(application:)`` for a signature by another key or over something
    ///   else; ``EnrollmentError/acceptanceOverdue(application:since:)``;
    ///   ``EnrollmentError/notAwaitingAcceptance(application:seen:)`` when it was revoked at the same moment;
    ///   ``EnrollmentError/handling(_:)`` for a code that is missing or not the one.
    /// - SeeAlso: RFC 3647 4.4.4; 21 CFR 1311.105 (c).
    @discardableResult
    public func accept(
        _ id: String, _ proof: AcceptanceProof, code: String? = nil
    ) throws(EnrollmentError) -> Application {
        let time = clock()
        let pending = try pending(id)
        let end = pending.application.record.changed.advanced(bySeconds: policy.acceptanceSeconds)
        guard time <= end else { throw .acceptanceOverdue(application: id, since: end) }
        let key: PublicKey
        do throws(PKIXError) {
            key = try pending.certificate.publicKey()
        } catch {
            throw .damaged("application:\(id)", error)
        }
        guard key.isPreferredSignature(proof.signature, over: pending.statement.bytesToBeSigned) else {
            throw .acceptanceProof(application: id)
        }
        // The signature first: whoever has another key does not get to guess codes.
        let check = try activationCheck(id, code)
        let outcome: CodeOutcome
        do throws(RecordsError) {
            outcome = try records.accept(
                pending.reference, of: id, code: check, by: Self.subscriber, at: time, signature: proof.signature)
        } catch {
            throw Self.refusal(error, of: id)
        }
        try refuse(outcome, of: id)
        return try application(id)
    }

    /// Certificates that were issued and not accepted in time: to be revoked.
    ///
    /// - Parameter limit: how many at most.
    /// - Returns: the certificates, those that wait longest first.
    /// - Throws: ``EnrollmentError/records(_:)``.
    public func overdueAcceptances(limit: Int = 100) throws(EnrollmentError) -> [CertificateReference] {
        let time = clock()
        var overdue: [CertificateReference] = []
        for record in try told(try records.applications(in: .issued, limit: limit))
        where record.changed.advanced(bySeconds: policy.acceptanceSeconds) < time {
            guard let reference = try issued(record.id)?.reference else { continue }
            guard try told(try records.status(of: reference, at: time))?.status == .pendingAcceptance else { continue }
            overdue.append(reference)
        }
        return overdue
    }

    private func pending(_ id: String) throws(EnrollmentError) -> PendingAcceptance {
        let application = try application(id)
        guard application.state == .issued, let issued = try issued(id) else {
            throw .applicationMoved(id: id, seen: application.state, allowed: [.issued])
        }
        return PendingAcceptance(
            application: application, reference: issued.reference, certificate: issued.certificate,
            statement: AcceptanceStatement(
                application: id, certificateSHA256: issued.certificate.sha256,
                termsSHA256: application.termsSHA256))
    }

    private func issued(
        _ id: String
    ) throws(EnrollmentError) -> (reference: CertificateReference, certificate: Certificate)? {
        let issuances = try told(try records.certificates(matching: .application(id)))
        guard let issuance = issuances.last(where: { $0.state == .issued }),
            let der = try told(try records.certificate(issuance.reference))
        else { return nil }
        return (issuance.reference, try parsed(der, of: "application:\(id)"))
    }

    private static func refusal(_ error: RecordsError, of id: String) -> EnrollmentError {
        switch error {
        case .statusStep(_, let seen, _): .notAwaitingAcceptance(application: id, seen: seen)
        case .revokedAlready: .notAwaitingAcceptance(application: id, seen: .revoked)
        default: EnrollmentError(error)
        }
    }
}

private struct PendingAcceptance {
    let application: Application
    let reference: CertificateReference
    let certificate: Certificate
    let statement: AcceptanceStatement
}
