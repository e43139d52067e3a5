// SPDX-License-Identifier: Apache-2.0
public import DER
public import PKIX

/// The list that a ceremony signs: how long it is good for, and what is revoked for it.
public struct CeremonyListOrder: Sendable, Hashable {
    /// From `thisUpdate` to `nextUpdate`; a day to a year.
    ///
    /// - SeeAlso: CP/CPS 4.9.7 (no list of an offline authority lives longer than a year).
    public let lifetimeSeconds: Int64

    /// What is revoked at this ceremony, beside what the records say already.
    public let revocations: [Revocation]

    /// A certificate of the authority that is revoked.
    public struct Revocation: Sendable, Hashable {
        /// Which one.
        public let target: Target
        /// Why, as the list says it.
        public let reason: RevocationReason
        /// From when on it is not to be believed; nil when not known.
        public let invalidityDate: Instant?
        /// Why, as the records say it.
        public let because: String
    }

    /// How a certificate is named.
    public enum Target: Sendable, Hashable {
        /// By the authority that it is of, on record in this house.
        case authority(String)
        /// By its serial number.
        case serialNumber(SerialNumber)
    }

    /// A day to a year, leap years counted.
    public static let lifetimes: ClosedRange<Int64> = 86_400...31_622_400

    /// Reasons for which an authority's certificate is revoked, as files write them.
    static let reasons: [String: RevocationReason] = [
        "keyCompromise": .keyCompromise, "cACompromise": .cACompromise, "affiliationChanged": .affiliationChanged,
        "superseded": .superseded, "cessationOfOperation": .cessationOfOperation,
        "privilegeWithdrawn": .privilegeWithdrawn, "unspecified": .unspecified,
    ]

    /// Orders a list.
    public init(lifetimeSeconds: Int64, revocations: [Revocation] = []) {
        self.lifetimeSeconds = lifetimeSeconds
        self.revocations = revocations
    }

    init(_ fields: CeremonyFields.List) throws(CeremonyError) {
        guard Self.lifetimes.contains(fields.lifetimeSeconds) else {
            throw .value(
                path: "list.lifetimeSeconds", seen: "\(fields.lifetimeSeconds)",
                allowed: ["\(Self.lifetimes.lowerBound) to \(Self.lifetimes.upperBound)"])
        }
        lifetimeSeconds = fields.lifetimeSeconds
        var items: [Revocation] = []
        for field in fields.revocations { items.append(try Revocation(field)) }
        revocations = items
    }
}

extension CeremonyListOrder.Revocation {
    fileprivate init(_ field: CeremonyFields.Revocation) throws(CeremonyError) {
        switch (field.authority, field.serialNumber) {
        case (let name?, nil):
            target = .authority(try CeremonyDocument.name(name, path: field.path + ".authority"))
        case (nil, let digits?):
            guard let serial = SerialNumber(hex: digits), serial.isPositive else {
                throw .value(path: field.path + ".serialNumber", seen: digits, allowed: ["hexadecimal digits"])
            }
            target = .serialNumber(serial)
        default:
            throw .value(path: field.path, seen: "two names or none", allowed: ["authority", "serialNumber"])
        }
        guard let reason = CeremonyListOrder.reasons[field.reason] else {
            throw .value(
                path: field.path + ".reason", seen: field.reason, allowed: CeremonyListOrder.reasons.keys.sorted())
        }
        self.reason = reason
        invalidityDate = try field.invalidityDate.map { text throws(CeremonyError) in
            guard let time = Instant(rfc3339: text) else {
                throw .value(path: field.path + ".invalidityDate", seen: text, allowed: ["2026-11-21T22:00:00Z"])
            }
            return time
        }
        guard !field.because.isEmpty else {
            throw .value(path: field.path + ".because", seen: "nothing", allowed: ["a reason in words"])
        }
        because = field.because
    }
}
