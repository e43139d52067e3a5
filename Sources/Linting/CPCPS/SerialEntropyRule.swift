// SPDX-License-Identifier: Apache-2.0
import PKIX

/// A serial number is one prefix byte and 16 drawn ones: 17 octets, so that at least 64 bits are certainly random.
///
/// The prefix keeps the number positive without spending a random bit: an authority elsewhere lost one that way and
/// had millions of certificates to replace.
struct SerialEntropyRule: LintRule {
    let name = "cpcps.serial-entropy"
    let citation = "CP/CPS 7.1.3; CA/Browser Forum S/MIME BR 7.1 (64 bits from a CSPRNG)"

    func findings(in certificate: Certificate, context: LintContext) -> [Finding] {
        let bytes = certificate.serialNumber.bytes
        let allowed = "\(SerialNumber.drawnByteCount) octets, the first from 01 to 7f"
        let prefix = bytes.first ?? 0
        return demand(
            bytes.count == SerialNumber.drawnByteCount && (0x01...0x7f).contains(prefix),
            seen: "\(bytes.count) octets", allowed: allowed)
    }
}

extension SerialNumber {
    /// One prefix byte and 128 random bits.
    static let drawnByteCount = 17
}
