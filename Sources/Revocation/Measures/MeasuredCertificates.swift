// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import Records

/// Any number of made-up certificates, each computed when it is asked for.
struct MeasuredCertificates: IssuedCertificates {
    static let authority = "measured"

    let position = 0
    let count: Int
    let now: Instant
    /// Of how many certificates one is revoked; 1 for all.
    let revokedOneIn: Int

    /// As the house draws them: an octet in common, then 16 that look random, the last 8 of which are the place.
    func serial(_ place: Int) -> SerialNumber {
        var octets: [UInt8] = [0x4d]
        octets.reserveCapacity(17)
        for value in [Self.mixed(UInt64(place)), UInt64(place)] {
            for shift in stride(from: UInt64(56), through: 0, by: -8) {
                octets.append(UInt8(truncatingIfNeeded: value >> shift))
            }
        }
        return SerialNumber(unsigned: octets)
    }

    func issued(_ reference: CertificateReference) -> IssuedCertificate? {
        guard reference.authority == Self.authority, reference.serial.bytes.count == 17 else { return nil }
        let place = reference.serial.bytes.suffix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard place < UInt64(count), serial(Int(place)) == reference.serial else { return nil }
        return certificate(Int(place))
    }

    func forEachIssued(_ body: (CertificateReference, IssuedCertificate) -> Void) {
        for place in 0..<count {
            body(CertificateReference(authority: Self.authority, serial: serial(place)), certificate(place))
        }
    }

    private func certificate(_ place: Int) -> IssuedCertificate {
        guard place.isMultiple(of: revokedOneIn) else {
            return IssuedCertificate(
                presented: PresentedStatus(status: .good), sha256: serial(place).bytes + Self.padding)
        }
        let reasons = StatusClerk.revocationReasons
        let since = now.advanced(bySeconds: -Int64(place % 31_536_000))
        let status = CertificateStatus.revoked(at: since, reason: reasons[place % reasons.count])
        return IssuedCertificate(presented: PresentedStatus(status: status), sha256: nil)
    }

    private static let padding: [UInt8] = Array(repeating: 0, count: 15)

    /// SplitMix64's finish.
    private static func mixed(_ value: UInt64) -> UInt64 {
        var mixed = value &* 0x9e37_79b9_7f4a_7c15
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
