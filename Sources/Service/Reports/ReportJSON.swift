// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
public import MohrValidation
import PKIX

/// The report as programs read it, the same from the command line and over HTTP; DESIGN §5.
public enum ReportJSON {
    /// Turns a report into JSON.
    ///
    /// - Parameter report: what the validator said.
    /// - Returns: an object, its members in the order of the contract.
    public static func value(of report: ValidationReport) -> JSONValue {
        [
            "decision": .string(report.decision.rawValue),
            "purpose": .string(report.purpose),
            "indication": .string(report.indication.rawValue),
            "subIndication": JSONValue(report.subIndication?.rawValue),
            "referenceTime": value(of: report.referenceTime),
            "contentSHA256": JSONValue(report.contentSHA256.map { Hex.encode($0) }),
            "policy": .string(report.policy),
            "snapshot": .string(report.snapshot),
            "nationalRoot": .boolean(report.nationalRoot),
            "signatures": .array(report.signatures.map(value)),
        ]
    }

    private static func value(of signature: SignatureReport) -> JSONValue {
        [
            "indication": .string(signature.indication.rawValue),
            "subIndication": JSONValue(signature.subIndication?.rawValue),
            "level": .string(signature.level.rawValue),
            "claimedSigningTime": JSONValue(signature.claimedSigningTime?.rfc3339),
            "signer": signature.signer.map(value) ?? .null,
            "certificateStatus": signature.certificateStatus.map(value) ?? .null,
            "professionalStatus": value(of: signature.professionalStatus),
            "causes": .array(signature.causes.map(value)),
            "bestSignatureTime": signature.bestSignatureTime.map(value) ?? .null,
            "timestamps": .array(signature.timestamps.map(value)),
            "counterSignatures": .array(signature.counterSignatures.map(value)),
            "signatureSHA256": JSONValue(signature.valueSHA256.map { Hex.encode($0) }),
        ]
    }

    private static func value(of time: ReferenceTime) -> JSONValue {
        ["value": .string(time.value.rfc3339), "source": .string(time.source.rawValue)]
    }

    private static func value(of timestamp: TimestampJudgement) -> JSONValue {
        [
            "kind": .string(timestamp.kind.rawValue),
            "time": .string(timestamp.time.rfc3339),
            "believed": .boolean(timestamp.isBelieved),
            "causes": .array(timestamp.causes.map(value)),
        ]
    }

    private static func value(of signer: SignerReport) -> JSONValue {
        [
            "name": ["fa": JSONValue(signer.persianName), "la": JSONValue(signer.latinName)],
            "certificateSHA256": .string(Hex.encode(signer.certificateSHA256)),
            "serialNumber": .string(signer.certificate.serialNumber.hex),
            "issuer": .string(signer.issuer),
            "profession": JSONValue(signer.profession),
            "licenceNumber": JSONValue(signer.licenceNumber),
        ]
    }

    private static func value(of status: CertificateStatusReport) -> JSONValue {
        [
            "status": .string(status.status.rawValue),
            "source": JSONValue(status.source?.rawValue),
            "thisUpdate": JSONValue(status.thisUpdate?.rfc3339),
        ]
    }

    static func value(of status: ProfessionalStatusReport) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("status", .string(status.status.rawValue)), .init("asOf", JSONValue(status.asOf?.rfc3339)),
            .init("scope", JSONValue(status.scope)), .init("source", JSONValue(status.source)),
        ]
        if status.status == .suspended {
            members += [
                .init("acts", .array(status.acts.map { .string($0) })),
                .init("since", JSONValue(status.since?.rfc3339)),
                .init("until", JSONValue(status.until?.rfc3339)),
            ]
        }
        return .object(members)
    }

    /// Turns a finding into JSON, with its sentences.
    public static func value(of cause: Cause) -> JSONValue {
        [
            "code": .string(cause.code.rawValue),
            "class": .string(cause.code.causeClass.rawValue),
            "severity": .string(cause.code.severity.rawValue),
            "en": .string(sentence(for: cause, in: .english)),
            "fa": .string(sentence(for: cause, in: .persian)),
        ]
    }

    /// A finding in words.
    public static func sentence(for cause: Cause, in language: Language) -> String {
        Catalogue.sentence("cause.\(cause.code.rawValue)", cause.facts, in: language)
    }
}
