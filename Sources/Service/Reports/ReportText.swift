// SPDX-License-Identifier: Apache-2.0
import DER
public import MohrValidation
import PKIX

/// The report as people read it on a terminal: the answer first, then who and when, then why.
public enum ReportText {
    /// Turns a report into lines.
    ///
    /// - Parameters:
    ///   - report: what the validator said.
    ///   - language: of the sentences.
    /// - Returns: lines without their ends.
    public static func lines(of report: ValidationReport, in language: Language) -> [String] {
        var lines = [Catalogue.sentence("cli.verdict.\(report.decision.rawValue)", in: language)]
        let indication = [report.indication.rawValue, report.subIndication?.rawValue].compactMap { $0 }
        lines.append(
            Catalogue.sentence(
                "cli.verdict.indication",
                [
                    "indication": indication.joined(separator: " / "), "purpose": report.purpose,
                    "time": report.referenceTime.value.rfc3339,
                    "source": Catalogue.sentence("time.\(report.referenceTime.source.rawValue)", in: language),
                ], in: language))
        for signature in report.signatures {
            if let signer = signature.signer { lines += self.lines(of: signer, in: language) }
            lines += self.lines(of: signature.professionalStatus, in: language)
            lines += signature.causes.map { line(of: $0, in: language) }
            for counter in signature.counterSignatures { lines += self.lines(ofCounter: counter, in: language) }
        }
        if !report.nationalRoot { lines.append(Catalogue.sentence("cli.verdict.notNational", in: language)) }
        return lines
    }

    /// A signature over a signature: whose it is, and what is to be said of it, set in.
    private static func lines(ofCounter counter: SignatureReport, in language: Language) -> [String] {
        let certificate = counter.signer?.certificate
        let names = [counter.signer?.persianName, counter.signer?.latinName].compactMap { $0 }
        let head = Catalogue.sentence(
            "cli.verdict.counterSigner",
            [
                "name": names.isEmpty ? certificate?.subject.description ?? "–" : names.joined(separator: " / "),
                "indication": counter.result,
            ], in: language)
        return [head] + counter.causes.map { "  " + line(of: $0, in: language) }
            + counter.counterSignatures.flatMap { lines(ofCounter: $0, in: language).map { "  " + $0 } }
    }

    private static func line(of cause: Cause, in language: Language) -> String {
        let severity = Catalogue.sentence("severity.\(cause.code.severity.rawValue)", in: language)
        let text = ReportJSON.sentence(for: cause, in: language)
        return Catalogue.sentence(
            "cli.verdict.cause", ["severity": severity, "code": cause.code.rawValue, "text": text], in: language)
    }

    private static func lines(of status: ProfessionalStatusReport, in language: Language) -> [String] {
        guard status.status != .unknown else { return [] }
        return [
            Catalogue.sentence(
                "cli.verdict.professional.\(status.status.rawValue)",
                [
                    "source": status.source ?? "–", "asOf": status.asOf?.rfc3339 ?? "–",
                    "since": status.since?.rfc3339 ?? "–", "scope": status.scope ?? "–",
                ], in: language)
        ]
    }

    private static func lines(of signer: SignerReport, in language: Language) -> [String] {
        let certificate = signer.certificate
        let names = [signer.persianName, signer.latinName].compactMap { $0 }
        var lines = [
            Catalogue.sentence(
                "cli.verdict.signer",
                [
                    "name": names.isEmpty ? certificate.subject.description : names.joined(separator: " / "),
                    "serial": certificate.serialNumber.hex, "issuer": certificate.issuer.description,
                ], in: language)
        ]
        if let profession = signer.profession {
            lines.append(
                Catalogue.sentence(
                    "cli.verdict.profession", ["profession": profession, "licence": signer.licenceNumber ?? "–"],
                    in: language))
        }
        return lines
    }
}
