// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX

/// Many certificates and their status in flat arrays, never changed once built.
///
/// One entry takes 32 bytes for the hash, 21 for the serial number, 6 for authority and position, 48
/// an interval, and 16 to 32 in the two hash tables: about 130 bytes with one interval and 180 with
/// two, where a dictionary of values would take some 600.
final class StatusTable: Sendable {
    let count: Int
    /// Entries whose rows are not what the audit log says.
    let unbound: Set<Int>
    private let authorities: [String]
    private let authorityOf: [UInt16]
    private let serials: [UInt8]
    private let sha256s: [UInt8]
    private let hasSHA256: [Bool]
    private let intervals: [StatusInterval]
    /// Where each entry's intervals begin; one more than there are entries.
    private let starts: [UInt32]
    private let bySHA256: HashSlots
    private let bySerial: HashSlots

    init(_ builder: StatusTableBuilder) {
        count = builder.count
        unbound = builder.unbound
        authorities = builder.authorities
        authorityOf = builder.authorityOf
        serials = builder.serials
        sha256s = builder.sha256s
        hasSHA256 = builder.hasSHA256
        intervals = builder.intervals
        starts = builder.starts + [UInt32(clamping: builder.intervals.count)]
        var bySHA256 = HashSlots(capacity: builder.count)
        var bySerial = HashSlots(capacity: builder.count)
        for entry in 0..<builder.count {
            if builder.hasSHA256[entry] {
                bySHA256.insert(entry, hash: HashSlots.hash(uniform: builder.sha256s[entry * 32..<entry * 32 + 32]))
            }
            bySerial.insert(
                entry,
                hash: HashSlots.hash(Self.serial(entry, in: builder.serials), builder.authorityOf[entry]))
        }
        self.bySHA256 = bySHA256
        self.bySerial = bySerial
    }

    /// The entry of a certificate's hash.
    func entry(sha256: [UInt8]) -> Int? {
        guard sha256.count == 32 else { return nil }
        return bySHA256.first(hash: HashSlots.hash(uniform: sha256[...])) { entry in
            sha256s[entry * 32..<entry * 32 + 32].elementsEqual(sha256)
        }
    }

    /// The entry of an issuer and serial number.
    func entry(_ reference: CertificateReference) -> Int? {
        // A house has a handful of authorities; their names are compared as bytes.
        let authority = authorities.firstIndex { $0.utf8.elementsEqual(reference.authority.utf8) }
        guard let authority else { return nil }
        let number = UInt16(clamping: authority)
        let serial = reference.serial.bytes[...]
        return bySerial.first(hash: HashSlots.hash(serial, number)) { entry in
            authorityOf[entry] == number && Self.serial(entry, in: serials) == serial
        }
    }

    /// An entry's status at a moment, without making arrays.
    func status(of entry: Int, at instant: Instant) -> StatusInterval? {
        intervals[Int(starts[entry])..<Int(starts[entry + 1])].last { $0.contains(instant) }
    }

    func certificate(_ entry: Int) -> IndexedCertificate {
        IndexedCertificate(
            reference: CertificateReference(
                authority: authorities[Int(authorityOf[entry])],
                serial: SerialNumber(unsigned: Array(Self.serial(entry, in: serials)))),
            certificateSHA256: hasSHA256[entry] ? Array(sha256s[entry * 32..<entry * 32 + 32]) : nil,
            intervals: Array(intervals[Int(starts[entry])..<Int(starts[entry + 1])]),
            isBound: !unbound.contains(entry))
    }

    /// A serial number's octets, in its slot after their number.
    private static func serial(_ entry: Int, in serials: [UInt8]) -> ArraySlice<UInt8> {
        let start = entry * StatusTableBuilder.slotSize
        return serials[start + 1..<start + 1 + Int(serials[start])]
    }
}
