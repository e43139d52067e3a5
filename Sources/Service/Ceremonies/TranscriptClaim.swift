// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Issuance
import PKIX

/// One thing that a transcript says, with the command that shows it and a line that the command must print.
struct TranscriptClaim {
    /// The sentence in the catalogue.
    let key: String
    let facts: [String: String]
    /// For a shell in the transcript's folder; needs `openssl` alone.
    let command: String
    /// One whole line of what the command prints.
    let line: String

    private init(_ name: String, _ facts: [String: String], _ command: String, _ line: String) {
        key = "transcript.claim.\(name)"
        self.facts = facts
        self.command = command
        self.line = line
    }

    /// A file has not changed.
    static func unchanged(_ file: String, _ bytes: [UInt8]) -> TranscriptClaim {
        let digest = Hex.encode(DigestAlgorithm.sha256.digest(bytes))
        return TranscriptClaim("unchanged", ["file": file], "openssl dgst -sha256 -r \(file)", "\(digest) *\(file)")
    }

    /// What a certificate says, and that its issuer's key signed it; judged at the time of the ceremony, so that the
    /// commands say the same for ever.
    static func about(
        _ made: CeremonyTranscript.Made, file: String, issuerFile: String, at time: Instant
    ) -> [TranscriptClaim] {
        let certificate = made.certificate
        let facts = ["file": file, "issuer": issuerFile]
        let look = "openssl x509 -in \(file) -noout"
        let form = "-nameopt RFC2253,-esc_msb,utf8"
        let key = Hex.encode(DigestAlgorithm.sha256.digest(certificate.tbs.subjectPublicKeyInfo))
        return [
            TranscriptClaim(
                "fingerprint", facts, "\(look) -fingerprint -sha256",
                "sha256 Fingerprint=\(colons(certificate.sha256))"),
            TranscriptClaim("subject", facts, "\(look) -subject \(form)", "subject=\(certificate.subject)"),
            TranscriptClaim("issuer", facts, "\(look) -issuer \(form)", "issuer=\(certificate.issuer)"),
            TranscriptClaim(
                "notBefore", facts, "\(look) -startdate -dateopt iso_8601",
                "notBefore=\(spaced(certificate.validity.notBefore))"),
            TranscriptClaim(
                "notAfter", facts, "\(look) -enddate -dateopt iso_8601",
                "notAfter=\(spaced(certificate.validity.notAfter))"),
            TranscriptClaim(
                "key", facts,
                "\(look) -pubkey | openssl pkey -pubin -outform DER | openssl dgst -sha256 -r", "\(key) *stdin"),
            TranscriptClaim(
                "signed", facts,
                "openssl verify -x509_strict -check_ss_sig -attime \(time.secondsSince1970)"
                    + " -no-CApath -no-CAstore -CAfile \(issuerFile) \(file)",
                "\(file): OK"),
        ]
    }

    /// What a list says, and that its issuer's key signed it.
    static func about(_ list: CeremonyTranscript.List, file: String, issuerFile: String) -> [TranscriptClaim] {
        let facts = ["file": file, "issuer": issuerFile, "authority": list.authority]
        let look = "openssl crl -in \(file) -noout"
        var claims = [
            TranscriptClaim(
                "listSigned", facts, "\(look) -no-CApath -no-CAstore -CAfile \(issuerFile)", "verify OK"),
            TranscriptClaim(
                "listNumber", facts.merging(["number": "\(list.number)"]) { $1 }, "\(look) -crlnumber",
                "crlNumber=0x\(evenHex(list.number))"),
            TranscriptClaim(
                "thisUpdate", facts, "\(look) -lastupdate -dateopt iso_8601",
                "lastUpdate=\(spaced(list.list.thisUpdate))"),
        ]
        if let nextUpdate = list.list.nextUpdate {
            claims.append(
                TranscriptClaim(
                    "nextUpdate", facts, "\(look) -nextupdate -dateopt iso_8601",
                    "nextUpdate=\(spaced(nextUpdate))"))
        }
        return claims
    }

    /// A certificate is on the list.
    static func revoked(
        _ file: String, on list: String, issuerFile: String, at time: Instant
    ) -> TranscriptClaim {
        TranscriptClaim(
            "revoked", ["file": file, "list": list],
            "openssl verify -crl_check -attime \(time.secondsSince1970) -no-CApath -no-CAstore -CAfile \(issuerFile)"
                + " -CRLfile \(list) \(file)",
            "error 23 at 0 depth lookup: certificate revoked")
    }

    private static func colons(_ bytes: [UInt8]) -> String {
        bytes.map { Hex.encode([$0]).uppercased() }.joined(separator: ":")
    }

    private static func spaced(_ time: Instant) -> String { time.rfc3339.replacing("T", with: " ") }

    private static func evenHex(_ number: Int64) -> String {
        let digits = String(number, radix: 16, uppercase: true)
        return digits.count.isMultiple(of: 2) ? digits : "0" + digits
    }
}
