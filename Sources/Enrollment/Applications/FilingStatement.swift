// SPDX-License-Identifier: Apache-2.0
import Cryptography
import PKIX

/// What an officer signs who hands a form in for an applicant, in bytes.
///
///     mohr filing v1 LF
///     action: file LF                                 or `correct`
///     application: <tracking code> LF                 `-` for one that has none yet
///     profile: <name> LF
///     form-sha256: <64 hexadecimal digits> LF         over `<field>: <text> LF` of each that is not blank, sorted
///     request-sha256: <64 hexadecimal digits> LF      of the PKCS#10 in DER
///     officer: <identifier> LF
///
/// Texts are as they were handed in. A key is applied for once, and what is handed in again was sent back in between, so
/// that a signature that is used again changes nothing.
public struct FilingStatement: Sendable, Hashable {
    /// What is done.
    public enum Act: String, Sendable, Hashable, CaseIterable {
        /// Handed in.
        case file
        /// Handed in again, after it was sent back.
        case correct
    }

    /// What to sign, unhashed.
    public let bytesToBeSigned: [UInt8]
    let act: Act

    /// Describes a filing.
    ///
    /// - Parameters:
    ///   - act: whether for the first time.
    ///   - form: as it is handed in.
    ///   - csr: PKCS#10, DER or PEM.
    ///   - application: the tracking code; nil when none was drawn yet.
    ///   - officer: who hands it in.
    public init(_ act: Act, _ form: ApplicationForm, csr: [UInt8], of application: String?, by officer: Officer) {
        self.act = act
        let der = (try? CertificationRequest(derOrPEM: csr))?.encoded ?? csr
        let text = form.values.filter { !$0.value.isEmpty }.map { "\($0.key.rawValue): \($0.value)\n" }.sorted()
        let lines = [
            "mohr filing v1", "action: \(act.rawValue)", "application: \(application ?? "-")",
            "profile: \(form.profile)", "form-sha256: \(Self.digest(Array(text.joined().utf8)))",
            "request-sha256: \(Self.digest(der))", "officer: \(officer.id)",
        ]
        bytesToBeSigned = lines.flatMap { Array($0.utf8) + [0x0A] }
    }

    private static func digest(_ bytes: [UInt8]) -> String { Hex.encode(DigestAlgorithm.sha256.digest(bytes)) }
}
