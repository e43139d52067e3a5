// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import MohrSigning
import MohrValidation
import PKIX
import TestSupport
import XCTest

@testable import Service

/// A doctor whom the Medical Council admits and suspends, and packs of what they sign.
enum EvidenceOfTheCouncil {
    static let now = EvidenceScene.now
    static let begin = now.advanced(bySeconds: -3_650 * 86_400)
    static let council = try! Name([
        (OID.countryName, "IR"), (OID.organizationName, "Medical Council"), (OID.commonName, "Medical Council"),
    ])
    static let issuer = try! EvidenceScene.root.authority("Organisations") {
        $0.set(.certificatePolicies(CertificatePolicies([PolicyInformation(policy: OID.anyPolicy)])))
    }
    static let seal = try! organisation(council)
    static let hospital = try! organisation(
        Name([(OID.countryName, "IR"), (OID.organizationName, "Hospital"), (OID.commonName, "Hospital")]))
    static let doctor = try! EvidenceScene.health.signer("سارا احمدی") {
        $0.set(
            .admission(
                Admission(
                    admissionAuthority: .directoryName(council),
                    profession: ProfessionInfo(
                        professionItems: [DirectoryString("پزشک")], professionOIDs: [MohrOID.physician],
                        registrationNumber: "12345"))))
    }

    static func organisation(_ name: Name) throws -> TestIdentity {
        var draft = try TestCertificate(subject: name, key: PrivateKey.generate(.p256))
        draft.set(.keyUsage(.nonRepudiation))
        draft.set(
            .certificatePolicies(CertificatePolicies([PolicyInformation(policy: MohrOID.healthOrganisationPolicy)])))
        return try draft.signed(by: issuer)
    }

    static func signed(
        _ document: [UInt8], by signer: TestIdentity, _ packaging: DocumentSigner.Packaging = .enveloping
    ) throws -> [UInt8] {
        try DocumentSigner().sign(
            document, with: FileToken(key: signer.key, certificate: signer.certificate, path: [issuer.certificate]),
            packaging: packaging, signingTime: now)
    }

    /// The first feed says that the doctor may practise; the second, detached, that they are suspended from now on.
    static func feeds(others: Int = 1, by signer: TestIdentity = seal) throws -> [FeedFile] {
        let entitled = [ProfessionalPeriod(.entitled, from: begin)]
        let first = ProfessionFeed(
            body: "medical-council", kind: .full, sequence: 1, previous: nil, issuedAt: now.advanced(bySeconds: -600),
            nextUpdate: now.advanced(bySeconds: 86_400),
            licences: [.init("12345", entitled)] + (0..<others).map { .init("\(20_000 + $0)", entitled) })
        let bytes = JSONWriter.bytes(first.json)
        let second = ProfessionFeed(
            body: "medical-council", kind: .change, sequence: 2, previous: DigestAlgorithm.sha256.digest(bytes),
            issuedAt: now, nextUpdate: now.advanced(bySeconds: 86_400),
            licences: [
                .init(
                    "12345",
                    [
                        ProfessionalPeriod(.entitled, from: begin, until: now),
                        ProfessionalPeriod(
                            .suspended, scope: .national, acts: .prescribing, from: now, reason: "interim"),
                    ])
            ])
        let document = JSONWriter.bytes(second.json)
        return [
            FeedFile(try signed(bytes, by: signer)),
            FeedFile(try signed(document, by: signer, .detached), document: document),
        ]
    }

    /// A later one that says everything again, after a gap: the doctor may practise.
    static func fullFeed(sequence: Int64) -> [UInt8] {
        let feed = ProfessionFeed(
            body: "medical-council", kind: .full, sequence: sequence, previous: Array(repeating: 1, count: 32),
            issuedAt: now.advanced(bySeconds: 1), nextUpdate: now.advanced(bySeconds: 86_400),
            licences: [.init("12345", [ProfessionalPeriod(.entitled, from: begin)])])
        return JSONWriter.bytes(feed.json)
    }

    static func inputs(
        feeds: [FeedFile], _ policy: ValidationPolicy = StandardPolicies.prescription
    ) throws -> VerificationInputs {
        let signature = try DocumentSigner().sign(
            EvidenceScene.content, with: FileToken(key: doctor.key, certificate: doctor.certificate), signingTime: now)
        var inputs = EvidenceScene.inputs(signature, policy)
        inputs.lists.append(try issuer.revocationList())
        inputs.feeds = feeds
        return inputs
    }

    static func suspended() throws -> VerificationInputs { try inputs(feeds: try feeds()) }
}
