// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Identity
import Linting
import PKIX
import Records

/// One certification request against one profile and one form.
///
/// The key is all that is taken from a request. Its names are not: cards and tools put anything there. It is refused
/// only for what an honest one never has: characters that cannot be seen, another person's number or licence, and the wish
/// to be an authority.
struct RequestChecker {
    let profile: CertificateProfile
    let register: LicenceRegister?
    var keyRules = KeyRules.standard

    /// Reads a request, and has it prove that whoever made it holds the key.
    ///
    /// - Parameters:
    ///   - bytes: DER or PEM.
    ///   - form: whom the application is about.
    /// - Returns: the request.
    /// - Throws: ``EnrollmentError``, each refusal its own case.
    func check(_ bytes: [UInt8], for form: CheckedForm) throws(EnrollmentError) -> CertificationRequest {
        let limit = CertificationRequest.maximumBytes
        guard bytes.count <= limit else { throw .requestSize(seen: bytes.count, allowed: limit) }
        let request = try readable(try CertificationRequest(derOrPEM: bytes))
        try checkKey(of: request)
        try checkProof(of: request)
        try checkSubject(of: request, for: form)
        try checkExtensions(of: request, for: form)
        return request
    }

    private func checkKey(of request: CertificationRequest) throws(EnrollmentError) {
        let key: PublicKey
        do throws(KeyWeakness) {
            key = try keyRules.check(subjectPublicKeyInfo: request.subjectPublicKeyInfo)
        } catch {
            throw .key(error)
        }
        guard profile.allowedKeys.contains(key.kind) else {
            throw .keyKind(seen: key.kind, allowed: profile.allowedKeys)
        }
    }

    private func checkProof(of request: CertificationRequest) throws(EnrollmentError) {
        do throws(PKIXError) {
            _ = try request.provenPublicKey()
        } catch {
            switch error {
            case .proofOfPossession(let algorithm): throw .proofOfPossession(algorithm)
            case .unsupportedAlgorithm, .algorithmDoesNotFitKey: throw Self.refusal(of: request.signatureAlgorithm)
            default: throw .requestUnreadable(error)
            }
        }
        // Under a broken hash the proof could be one over other bytes.
        let digest = request.signatureAlgorithm.signatureAlgorithm?.digest
        guard digest != .sha1, digest != .sha224 else { throw Self.refusal(of: request.signatureAlgorithm) }
    }

    private static func refusal(of algorithm: AlgorithmIdentifier) -> EnrollmentError {
        .requestAlgorithm(
            seen: algorithm.signatureAlgorithm.map { "\($0)" } ?? algorithm.algorithm.dotted,
            allowed: ["ECDSA", "RSA PKCS#1 v1.5", "RSA-PSS", "Ed25519", "with SHA-256, SHA-384 or SHA-512"])
    }

    private func checkSubject(
        of request: CertificationRequest, for form: CheckedForm
    ) throws(EnrollmentError) {
        for attribute in request.subject.attributes {
            guard let text = attribute.string else { continue }
            for (offset, scalar) in text.unicodeScalars.enumerated() {
                if scalar.properties.isBidiControl {
                    throw .requestBidiControl(attribute.type, seen: scalar, at: offset)
                }
                if scalar.isHidden { throw .requestHiddenCharacter(attribute.type, seen: scalar, at: offset) }
            }
            if attribute.type == OID.serialNumber { try checkIdentifier(text, for: form) }
        }
    }

    /// A national ID in the request has to be a lawful one and the applicant's.
    ///
    /// Anything else that a card puts there, its own number for instance, is not looked at.
    private func checkIdentifier(_ text: String, for form: CheckedForm) throws(EnrollmentError) {
        let prefix = "PNOIR-"
        let number = text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : text
        let isNationalID = number.utf8.count == 10 && number.utf8.allSatisfy { (0x30...0x39).contains($0) }
        guard text.hasPrefix(prefix) || isNationalID else { return }
        if number.utf8.count != 12 {
            do throws(IdentityError) {
                _ = try NationalID(checking: number)
            } catch {
                throw .requestIdentity(error)
            }
        }
        guard number == form.keys.nationalID else { throw .requestContradicts(.nationalID) }
    }

    private func checkExtensions(
        of request: CertificationRequest, for form: CheckedForm
    ) throws(EnrollmentError) {
        if let item = request.extensionRequest[OID.basicConstraints],
            let node = try? DERReader.single(item.value, .sequence),
            let constraints = try? BasicConstraints(node), constraints.isCA
        {
            throw .requestAsksForAuthority
        }
        guard let item = request.extensionRequest[OID.admission] else { return }
        let number = try readable(try Self.licenceNumber(in: item))
        guard let number else { return }
        // Letters are the form's business; here it matters only whose number it is.
        let register = self.register == .commercialCard ? self.register : .medicalCouncil(letters: nil)
        let canonical: String?
        do throws(IdentityError) {
            canonical = try register?.canonical(checking: number)
        } catch {
            throw .requestIdentity(error)
        }
        guard canonical == form.keys.licence else { throw .requestContradicts(.licenceNumber) }
    }

    private static func licenceNumber(in item: Extension) throws(PKIXError) -> String? {
        let node: DERNode
        do throws(DERError) {
            node = try DERReader.single(item.value, .sequence)
        } catch {
            throw .malformedExtension(item.oid, .der(error))
        }
        return try Admission(node).licenceNumber
    }

    private func readable<Value>(
        _ step: @autoclosure () throws(PKIXError) -> Value
    ) throws(EnrollmentError) -> Value {
        do throws(PKIXError) {
            return try step()
        } catch {
            throw .requestUnreadable(error)
        }
    }
}

extension Unicode.Scalar {
    /// Whether it has no look of its own, a non-joiner and a joiner apart, which belong in Persian names.
    fileprivate var isHidden: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: true
        case .format: value != 0x200C && value != 0x200D
        default: false
        }
    }
}
