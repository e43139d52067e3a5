// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Identity
import PKIX
public import Records

extension CertificateQuery {
    /// The fields that a search may have, by the names that the office listener and the command line share.
    public enum TextField: String, Sendable, Hashable, CaseIterable {
        /// Words of a name.
        case name
        /// A national ID; digits of any script.
        case nationalID
        /// A licence number.
        case licence
        /// A serial number, hexadecimal.
        case serial
        /// SHA-256 of the certificate, hexadecimal.
        case certificate
        /// SHA-256 of the key's SubjectPublicKeyInfo, hexadecimal.
        case key
        /// A batch of chips.
        case chipBatch
        /// An office.
        case office
        /// A tracking code.
        case application
        /// An authority.
        case authority
        /// A profile.
        case profile
        /// Issued at this time or later.
        case from
        /// Issued before this time.
        case before
        /// Ends at this time or later.
        case endsFrom
        /// Ends before this time.
        case endsBefore
        /// What it is now.
        case state
    }

    /// Puts what was typed into a field.
    ///
    /// - Parameters:
    ///   - text: as typed.
    ///   - field: which field.
    /// - Returns: what the field allows, if the text is not so; nil when it was taken.
    public mutating func take(_ text: String, as field: TextField) -> String? {
        switch field {
        case .name: name = text
        case .nationalID: nationalID = PersianText.asciiDigits(text).filter { !$0.isWhitespace }
        case .licence: licence = (try? MedicalCouncilNumber(checking: text))?.canonical ?? text
        case .chipBatch: chipBatch = (try? ChipBatch(checking: text))?.canonical ?? text
        case .office: office = text
        case .application: application = text.uppercased()
        case .authority: authority = text
        case .profile: profile = text
        case .serial:
            guard let number = SerialNumber(hex: text.filter { $0 != ":" && !$0.isWhitespace }) else {
                return "hexadecimal"
            }
            serial = number
        case .certificate, .key:
            guard let bytes = try? Hex.decode(text.lowercased()), bytes.count == 32 else {
                return "SHA-256, hexadecimal"
            }
            if field == .key { publicKeySHA256 = bytes } else { certificateSHA256 = bytes }
        case .from, .before, .endsFrom, .endsBefore:
            guard let time = Instant(rfc3339: text) else { return "2026-11-21T22:00:00Z" }
            take(time, as: field)
        case .state:
            guard let word = FoundState(rawValue: text) else {
                return FoundState.allCases.map(\.rawValue).joined(separator: ", ")
            }
            state = word
        }
        return nil
    }

    private mutating func take(_ time: Instant, as field: TextField) {
        switch field {
        case .from: issuedFrom = time
        case .before: issuedBefore = time
        case .endsFrom: endsFrom = time
        default: endsBefore = time
        }
    }
}
