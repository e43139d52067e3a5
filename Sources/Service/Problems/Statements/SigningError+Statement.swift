// SPDX-License-Identifier: Apache-2.0
import DER
import MohrSigning
import PKIX

extension SigningError {
    /// What it says.
    ///
    /// One row a case: a table, and so longer than a screen.
    var statement: Statement {
        switch self {
        case .keyIsNotTheCertificates: told("keyIsNotTheCertificates")
        case .keyUsage(let seen):
            told("keyUsage", ["seen": seen?.names.joined(separator: " ") ?? "–", "allowed": "nonRepudiation"])
        case .outsideValidity(let validity):
            told("outsideValidity", ["allowed": "\(validity.notBefore.rfc3339)–\(validity.notAfter.rfc3339)"])
        case .signatureDoesNotFit: told("signatureDoesNotFit")
        case .certificate(let error): told("certificate", parts: ["cause": [error.statement]])
        case .noCertificate(let object): Statement("cli.sign.noTokenCertificate", ["object": object])
        case .message(let error): told("message", parts: ["cause": [error.statement]])
        case .noSuchSignature(let seen, let count):
            told("noSuchSignature", ["seen": "\(seen + 1)", "allowed": "\(count)"])
        case .nothingPrepared(let count): told("nothingPrepared", ["seen": "\(count)"])
        case .contentMissing: told("contentMissing")
        case .contentDiffers: told("contentDiffers")
        case .digestMissing(let allowed): told("digestMissing", ["allowed": "\(allowed)"])
        case .nothingToEnclose: told("nothingToEnclose")
        case .jws(let error): told("jws", ["detail": CaseWords.of(error)])
        case .algorithmNotForJSON(let algorithm, let kind):
            told("algorithmNotForJSON", ["seen": "\(algorithm)", "name": "\(kind)"])
        case .timestampRefused(let failure, let words):
            told(
                "timestampRefused",
                ["seen": failure.map { "\($0)" } ?? "unknown", "detail": words.joined(separator: " ")])
        case .timestampUnusable(let flaw):
            told("timestampUnusable", parts: ["cause": [Statement("signing.timestamp.\(flaw.rawValue)")]])
        case .evidenceMissing(let issuer, let serialNumber):
            told("evidenceMissing", ["certificate": serialNumber.hex, "issuer": issuer.description])
        case .noTimestampSource: told("noTimestampSource")
        case .unreachable(let service, let cause): told("unreachable", ["seen": service, "detail": cause])
        case .key(let error): told("key", parts: ["cause": [error.statement]])
        }
    }

    private func told(
        _ name: String, _ facts: [String: String] = [:], parts: [String: [Statement]] = [:]
    ) -> Statement {
        Statement("problem.signing.\(name)", facts, parts: parts)
    }
}
