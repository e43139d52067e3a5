// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import HTTPServer
import Issuance
import Linting
import PKIX
import Records

/// `/.well-known/est/{label}/…`: the label is a profile.
enum ESTRoutes {
    static func all(of service: MohrService) -> [any Route] {
        [
            ESTRoute("GET", "cacerts", of: service, authorities),
            ESTRoute("POST", "simpleenroll", of: service, enrol),
            ESTRoute("POST", "simplereenroll", of: service, renew),
        ]
    }

    /// The authority that issues under the label's profile, and those above it (RFC 7030 4.1).
    private static func authorities(_ call: ESTCall) throws(Problem) -> ESTRoute.Answer {
        let profile = try call.profile()
        let all = Array(call.service.authorities.values)
        let issuers = all.filter { authority in
            guard let own = authority.certificatePolicies else { return false }
            return !authority.isSelfIssued && profile.policies.allSatisfy { own.contains($0) }
        }
        var certificates = issuers.sorted { $0.sha256.lexicographicallyPrecedes($1.sha256) }
        certificates += all.filter { above in
            above.isSelfIssued && certificates.contains { $0.issuer.matches(above.subject) }
        }
        return .certificates(certificates)
    }

    /// A subscriber's request: entered in the name of the officer whose key the software has, and left to a second
    /// officer.
    ///
    /// The same request later gets the certificate. RFC 7030 4.2.
    private static func enrol(_ call: ESTCall) throws(Problem) -> ESTRoute.Answer {
        let profile = try call.profile()
        guard profile.kind == .subscriber else { throw Problem(403, "service", "estOfficer") }
        let desk = call.service.registration
        let officer = try enrolling { () throws(EnrollmentError) in
            try desk.officer(forCertificate: call.certificate.sha256)
        }
        let request = try call.certificationRequest()
        // Whoever sends it later has the same request, and has to hold the same key.
        try prove(request)
        var application = try enrolling { () throws(EnrollmentError) in
            try desk.application(for: request, under: profile.name, seenBy: officer)
        }
        if application == nil || [.rejected, .withdrawn, .expired].contains(application?.state) {
            application = try enrolling { () throws(EnrollmentError) in
                let form = ApplicationForm(readFrom: request, profile: profile.name)
                let filed = try desk.apply(form, office: officer.office, csr: request.encoded, filedBy: officer)
                return try entered(filed, by: officer, at: desk)
            }
        } else if let waiting = application, waiting.state == .submitted, officer.role == .enterer {
            // The line dropped between the two steps.
            application = try enrolling { () throws(EnrollmentError) in
                try entered(waiting, by: officer, at: desk)
            }
        }
        guard let application else { throw .notFound(path: call.request.path) }
        let certificate = try enrolling { () throws(EnrollmentError) in try desk.collect(application.id) }
        guard let certificate else { return .later(application: application.id) }
        return .certificates([certificate])
    }

    /// Enters an application in the officer's name; where officers sign each step themselves it is left to them.
    private static func entered(
        _ application: Application, by officer: Officer, at desk: RegistrationAuthority
    ) throws(EnrollmentError) -> Application {
        do throws(EnrollmentError) {
            return try desk.enter(application.id, by: officer)
        } catch .officerSignatureMissing {
            return application
        }
    }

    /// An officer's own certificate for a new key, while the present one is good (RFC 7030 4.2.2).
    private static func renew(_ call: ESTCall) throws(Problem) -> ESTRoute.Answer {
        let profile = try call.profile()
        guard profile.kind == .officer else { throw Problem(403, "service", "estSubscriber") }
        let request = try call.certificationRequest()
        let records = call.service.records
        // Kept under the old certificate and the very request: whoever did not get the answer gets it again, though
        // the old certificate is nobody's any more by then.
        let digest = DigestAlgorithm.sha256.digest(request.encoded)
        let (key, actor) = (Hex.encode(digest), "est:" + Hex.encode(call.certificate.sha256))
        let claim = try Problem.onRecord { () throws(RecordsError) in
            try records.claim(key: key, by: actor, request: digest, at: call.service.clock())
        }
        if case .answered(let stored) = claim, let certificate = try? Certificate(der: stored.body) {
            return .certificates([certificate])
        }
        do throws(Problem) {
            let certificate = try reissue(request, profile, call)
            try? records.remember(StoredAnswer(status: 200, body: certificate.encoded), forKey: key, of: actor)
            return .certificates([certificate])
        } catch {
            try? records.forget(key: key, of: actor)
            throw error
        }
    }

    private static func reissue(
        _ request: CertificationRequest, _ profile: CertificateProfile, _ call: ESTCall
    ) throws(Problem) -> Certificate {
        let (service, old) = (call.service, call.certificate)
        let officer = try enrolling { () throws(EnrollmentError) in
            try service.registration.officer(forCertificate: old.sha256)
        }
        // The subject has to be the present one's: this is no way to become somebody else.
        guard request.subject.matches(old.subject) else { throw Problem(422, "service", "estSubject") }
        let publicKey = try prove(request)
        let isKnown = try enrolling { () throws(EnrollmentError) in
            try service.registration.isCertified(request.subjectPublicKeyInfo)
        }
        guard !isKnown else { throw Problem(EnrollmentError.renewal(.keyNotNew)) }
        guard profile.allowedKeys.contains(publicKey.kind) else {
            throw Problem(EnrollmentError.keyKind(seen: publicKey.kind, allowed: profile.allowedKeys))
        }
        guard let issuer = service.issuers.first(where: { $0.certificate.subject.matches(old.issuer) }) else {
            throw Problem(503, "service", "estNoIssuer")
        }
        let types = [
            OID.organizationName, OID.organizationalUnitName, OID.surname, OID.givenName, OID.name, OID.serialNumber,
            OID.commonName,
        ]
        let subject = types.compactMap { type in old.subject.value(of: type).map { (type, $0) } }
        let certificate: Certificate
        do throws(IssuanceError) {
            certificate = try issuer.issue(
                ApprovedRequest(
                    withoutApplication: CertificateContent(subject: subject, publicKey: publicKey),
                    office: officer.office, searchKeys: officer.record.person), under: profile)
        } catch {
            throw Problem(error)
        }
        try enrolling { () throws(EnrollmentError) in
            try service.registration.give(certificate, to: officer.id, by: .console("est:\(officer.id)"))
        }
        try? service.refreshStatus()
        return certificate
    }

    /// Has the request prove that whoever made it holds the key, and the key be one that may be certified.
    @discardableResult
    private static func prove(_ request: CertificationRequest) throws(Problem) -> PublicKey {
        do throws(KeyWeakness) {
            _ = try KeyRules.standard.check(subjectPublicKeyInfo: request.subjectPublicKeyInfo)
        } catch {
            throw Problem(EnrollmentError.key(error))
        }
        do throws(PKIXError) {
            return try request.provenPublicKey()
        } catch {
            throw Problem(EnrollmentError.requestUnreadable(error))
        }
    }

    private static func enrolling<Value>(_ act: () throws(EnrollmentError) -> Value) throws(Problem) -> Value {
        try Problem.enrolling(act)
    }
}
