// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import PKIX

extension StatusResponder {
    /// The files that a responder answers from.
    final class Stores: @unchecked Sendable {
        private struct Desk {
            let store: AnswerStore
            /// What a question about one of the authority's certificates by SHA-1 has before the serial number, from the
            /// CertID's hash algorithm on.
            let prefix: [UInt8]
        }

        // Guarded by the lock.
        private let lock = NSLock()
        private var desks: [Desk] = []

        var all: [AnswerStore] { lock.withLock { desks.map(\.store) } }

        func replace(_ stores: [AnswerStore]) {
            let desks = stores.map { Desk(store: $0, prefix: Self.prefix($0.file.issuerHashes)) }
            lock.withLock { self.desks = desks }
        }

        /// The answer to a question that is written as nearly every client writes it; nil for any other, which is then
        /// read properly.
        ///
        ///     OCSPRequest { TBSRequest { requestList { Request { CertID { SHA-1, NULL, name, key, serial } } } } }
        func answer(to request: [UInt8], at time: Instant) -> OCSPAnswer? {
            // Five SEQUENCEs of less than 128 octets, one in the other, the last to the end.
            guard (60...127).contains(request.count) else { return nil }
            for depth in 0..<5 {
                guard request[2 * depth] == 0x30, Int(request[2 * depth + 1]) == request.count - 2 * depth - 2 else {
                    return nil
                }
            }
            guard let desk = lock.withLock({ desks.first { request[10...].starts(with: $0.prefix) } }) else {
                return nil
            }
            let number = 10 + desk.prefix.count
            guard request.count >= number + 3, request[number] == 0x02,
                Int(request[number + 1]) == request.count - number - 2
            else { return nil }
            return desk.store.answer(about: Array(request[(number + 2)...]), at: time)
        }

        private static func prefix(_ hashes: [UInt8]) -> [UInt8] {
            let certID = CertID(
                hashAlgorithm: .sha1, issuerNameHash: Array(hashes.prefix(20)),
                issuerKeyHash: Array(hashes.dropFirst(20)), serialNumber: SerialNumber(unsigned: [1]))
            // A SEQUENCE with one octet of length before, an INTEGER of one octet after.
            return Array(DERWriter.bytes { certID.encode(into: &$0) }.dropFirst(2).dropLast(3))
        }
    }
}
