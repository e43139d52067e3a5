// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Issuance
import PKIX
import Service

/// A ceremony, and the verification of one, for programs.
enum CeremonyJSON {
    static func value(of filed: FiledCeremony) -> JSONValue {
        let transcript = filed.transcript
        return [
            "act": .string(transcript.document.act.rawValue), "authority": .string(transcript.document.authority),
            "rehearsal": .boolean(transcript.isRehearsal),
            "documentSHA256": .string(Hex.encode(transcript.document.sha256)),
            "certificates": .array(
                transcript.certificates.map { made in
                    [
                        "name": .string(made.name), "issuer": .string(made.issuerName), "file": .string(made.path),
                        "sha256": .string(Hex.encode(made.certificate.sha256)),
                    ]
                }),
            "lists": .array(
                transcript.lists.map { list in
                    [
                        "authority": .string(list.authority), "number": .integer(list.number),
                        "nextUpdate": JSONValue(list.list.nextUpdate?.rfc3339),
                        "entries": .integer(Int64(list.list.entries.count)),
                    ]
                }),
            "shares": .array(transcript.files.filter { $0.hasSuffix(".share") }.map { .string($0) }),
            "steps": .array(
                transcript.steps.map { step in
                    [
                        "time": .string(step.time.rfc3339), "step": .string(step.kind.rawValue),
                        "about": .string(step.about),
                    ]
                }),
            "transcript": JSONValue(filed.folder),
        ]
    }

    static func value(of verification: TranscriptVerification) -> JSONValue {
        [
            "good": .boolean(verification.isGood),
            "findings": .array(
                verification.findings.map { finding in
                    [
                        "code": .string(String(finding.key.split(separator: ".").last ?? "")),
                        "good": .boolean(finding.isGood), "file": JSONValue(finding.facts["file"]),
                        "en": .string(Catalogue.sentence(finding.key, finding.facts, in: .english)),
                        "fa": .string(Catalogue.sentence(finding.key, finding.facts, in: .persian)),
                    ]
                }),
        ]
    }
}
