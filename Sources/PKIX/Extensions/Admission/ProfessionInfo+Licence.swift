// SPDX-License-Identifier: Apache-2.0
import DER

extension ProfessionInfo {
    /// The number of the licence as its register writes it.
    ///
    /// `registrationNumber` is a PrintableString and has no Persian letters, but the Medical Council's numbers of
    /// pharmacists, midwives and others begin with one (`م-1234`). Under Mohr's own professions such a number is in
    /// `addProfessionInfo` in full, as UTF-8, and its digits alone are in `registrationNumber`; see `PKI/OIDs.md`.
    /// Everywhere else `registrationNumber` is all there is.
    public var licenceNumber: String? {
        guard let registrationNumber, let additionalInfo, professionOIDs.contains(where: MohrOID.contains),
            let full = String(validating: additionalInfo, as: UTF8.self),
            Licence(full)?.printable == registrationNumber
        else { return registrationNumber }
        return full
    }

    /// A licence number in the two forms that the extension carries.
    struct Licence {
        /// The bound of `registrationNumber`.
        static let maximumLength = 128

        /// What PrintableString can hold of it: all of it, or what follows the letter.
        let printable: String

        /// The whole number, when PrintableString cannot hold it.
        let additionalInfo: ArraySlice<UInt8>?

        /// Takes a number; `nil` when it is empty, too long, or nothing of it can be printed.
        init?(_ number: String) {
            guard (1...Self.maximumLength).contains(number.unicodeScalars.count) else { return nil }
            if number.utf8.allSatisfy(AttributeTypeAndValue.isPrintable) {
                printable = number
                additionalInfo = nil
                return
            }
            let tail = number.utf8.reversed().prefix { isLetterOrDigit($0) }.reversed()
            guard !tail.isEmpty else { return nil }
            printable = String(decoding: tail, as: UTF8.self)
            additionalInfo = Array(number.utf8)[...]
        }
    }
}

private func isLetterOrDigit(_ octet: UInt8) -> Bool {
    switch octet {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
    default: false
    }
}

extension Admission {
    /// The first licence number, as its register writes it.
    public var licenceNumber: String? { professionInfos.lazy.compactMap(\.licenceNumber).first }
}
