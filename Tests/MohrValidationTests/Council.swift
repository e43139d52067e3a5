// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import JSON
import MohrSigning
import PKIX
import TestSupport
import XCTest

@testable import MohrValidation

/// A licensing body with a seal of its own, below the same root as the doctors of ``Scene``.
enum Council {
    static let issuer = try! Scene.root.authority("Health with policies") { $0.set(try anyPolicy()) }
    static let seal = try! organisation("NTRIR-99900000117")
    static let otherSeal = try! organisation("NTRIR-99900000121", name: "Hospital")
    static let body = LicensingBody(
        name: "medical-council", professions: [MohrOID.physician, MohrOID.pharmacist], register: .medicalCouncil,
        seal: .identifier("NTRIR-99900000117"), maximumAgeSeconds: 30 * 86_400)
    static let lists = Scene.lists + [try! issuer.revocationList()]

    static let begin = Scene.now.advanced(bySeconds: -3_650 * 86_400)

    static func anyPolicy() throws -> Extension {
        .certificatePolicies(CertificatePolicies([PolicyInformation(policy: OID.anyPolicy)]))
    }

    static func organisation(_ identifier: String, name: String = "Medical Council") throws -> TestIdentity {
        var draft = try TestCertificate(
            subject: Name([
                (OID.countryName, "IR"), (OID.organizationName, name), (OID.organizationIdentifier, identifier),
                (OID.commonName, name),
            ]), key: PrivateKey.generate(.p256))
        draft.set(.keyUsage(.nonRepudiation))
        draft.set(
            .certificatePolicies(CertificatePolicies([PolicyInformation(policy: MohrOID.healthOrganisationPolicy)])))
        return try draft.signed(by: issuer)
    }

    static func snapshot(lists: [CertificateList] = lists) throws -> TrustSnapshot {
        try Scene.snapshot(intermediates: [Scene.health, issuer], lists: lists)
    }

    /// A feed about the doctor of ``Scene``, and one other.
    static func feed(
        _ periods: [ProfessionalPeriod], kind: ProfessionFeed.Kind = .full, sequence: Int64 = 1,
        previous: [UInt8]? = nil, issuedAt: Instant = Scene.now, lifetime: Int64 = 86_400
    ) -> ProfessionFeed {
        ProfessionFeed(
            body: "medical-council", kind: kind, sequence: sequence, previous: previous, issuedAt: issuedAt,
            nextUpdate: issuedAt.advanced(bySeconds: lifetime),
            licences: [.init("12345", periods)]
                + (kind == .full ? [.init("م-77", [ProfessionalPeriod(.entitled, from: begin)])] : []))
    }

    static func sign(_ document: [UInt8], by signer: TestIdentity = seal) throws -> [UInt8] {
        try DocumentSigner().sign(
            document, with: FileToken(key: signer.key, certificate: signer.certificate, path: [issuer.certificate]),
            signingTime: Scene.now)
    }

    static func bytes(_ feed: ProfessionFeed) -> [UInt8] { JSONWriter.bytes(feed.json) }

    static func open(
        _ signature: [UInt8], document: [UInt8]? = nil, at time: Instant = Scene.now,
        against snapshot: TrustSnapshot? = nil
    ) throws -> SignedFeed {
        try SignedFeed(
            signature, document: document, from: [body], at: time, against: try snapshot ?? Self.snapshot())
    }

    static func register(_ periods: [ProfessionalPeriod], lifetime: Int64 = 86_400) throws -> ProfessionRegister {
        try ProfessionRegister().applying(open(sign(bytes(feed(periods, lifetime: lifetime)))))
    }

    static func suspended(
        _ scope: SuspensionScope = .national, acts: ProfessionalActs = .all, from: Instant = Scene.now,
        until: Instant? = nil
    ) -> [ProfessionalPeriod] {
        [
            ProfessionalPeriod(.entitled, from: begin, until: from),
            ProfessionalPeriod(
                .suspended, scope: scope, acts: acts, place: scope == .local ? "Tehran" : nil, from: from,
                until: until, reason: "interim"),
        ] + (until.map { [ProfessionalPeriod(.entitled, from: $0)] } ?? [])
    }
}
