// SPDX-License-Identifier: Apache-2.0
import DER
import Identity
import PKIX

/// A serial number that says which register it is from is written as that register's numbers are.
///
///     PNOIR-9990000018        three letters for the kind of number, two for the country, a hyphen, the number
///
/// An Iranian national number has ten digits with a check digit, or twelve for foreigners.
struct PersonIdentifierRule: LintRule {
    let name = "etsi.person-identifier"
    let citation = "ETSI EN 319 412-1 5.1.3"

    func findings(in certificate: Certificate, context: LintContext) -> [Finding] {
        guard context.profile.kind == .subscriber, let text = certificate.subject.value(of: OID.serialNumber) else {
            return []
        }
        let octets = Array(text.utf8)
        guard octets.count > 6, octets[5] == UInt8(ascii: "-"), octets[..<5].allSatisfy({ (0x41...0x5a).contains($0) })
        else {
            let statesSemantics = context.profile.qcStatements.contains { $0.identifier == Self.semantics }
            return demand(
                !statesSemantics, seen: "a serial number of another form",
                allowed: "three letters, a country, a hyphen, the number")
        }
        let kind = String(decoding: octets[..<3], as: UTF8.self)
        return demand(Self.kinds.contains(kind), seen: kind, allowed: Self.kinds.joined(separator: ", "))
            + demand(
                !text.hasPrefix("PNOIR-") || isIranianNumber(String(decoding: octets[6...], as: UTF8.self)),
                seen: "a number of \(octets.count - 6) characters that no register gives out",
                allowed: "10 digits with their check digit, or 12 digits")
    }

    /// In its canonical form: no digit missing, none of another script.
    private func isIranianNumber(_ number: String) -> Bool {
        if let national = try? NationalID(checking: number) { return national.canonical == number }
        if let foreigner = try? ForeignersID(checking: number) { return foreigner.canonical == number }
        return false
    }

    private static let kinds = ["PAS", "IDC", "PNO", "TAX", "TIN"]

    /// `id-qcs-pkixQCSyntax-v2` (RFC 3739 3.2.6.1): the statement that says how identifiers are to be read.
    private static let semantics = ObjectIdentifier(1, 3, 6, 1, 5, 5, 7, 11, 2)
}
