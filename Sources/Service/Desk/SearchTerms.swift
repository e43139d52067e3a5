// SPDX-License-Identifier: Apache-2.0
import Identity
import PKIX
import Records

/// What a line that somebody typed may mean: every reading of it is tried.
struct SearchTerms {
    /// How applications are looked for.
    let application: ApplicationFinding
    /// How certificates are looked for; each by itself.
    let certificates: [CertificateQuery]

    init(_ text: String) {
        let digits = PersianText.asciiDigits(text).filter { !$0.isWhitespace && $0 != "-" && $0 != ":" }
        var finding = ApplicationFinding()
        var queries: [CertificateQuery] = []
        func look(_ fill: (inout CertificateQuery) -> Void) {
            var query = CertificateQuery()
            fill(&query)
            queries.append(query)
        }
        let isNumber = !digits.isEmpty && digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
        if isNumber {
            if let number = try? NationalID(checking: digits) {
                finding.nationalID = number.canonical
                look { $0.nationalID = number.canonical }
            } else if (10...12).contains(digits.utf8.count) {
                // A foreigner's code, an organisation's number, or one that was typed wrong: as it stands.
                finding.nationalID = digits
                look { $0.nationalID = digits }
            }
            if let mobile = try? MobileNumber(checking: digits) { finding.mobile = mobile.canonical }
        } else if digits.hasPrefix("+"), let mobile = try? MobileNumber(checking: digits) {
            finding.mobile = mobile.canonical
        }
        if let licence = (try? MedicalCouncilNumber(checking: text.trimmed))?.canonical {
            finding.licence = licence
            look { $0.licence = licence }
        }
        if let serial = SerialNumber(hex: digits.lowercased()), digits.utf8.count >= 12 {
            look { $0.serial = serial }
        }
        let code = digits.uppercased()
        if code.utf8.count >= 8, code.utf8.allSatisfy({ $0 < 0x80 }) { finding.id = code }
        let name = PersianText.key(text)
        if !isNumber, name.unicodeScalars.count >= 2 {
            finding.name = name
            look { $0.name = text }
        }
        application = finding
        certificates = queries
    }
}

extension String {
    /// Without white space at either end.
    fileprivate var trimmed: String {
        let front = drop { $0.isWhitespace }
        return String(front.reversed().drop { $0.isWhitespace }.reversed())
    }
}
