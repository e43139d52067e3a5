// SPDX-License-Identifier: Apache-2.0
public import DER

/// That a prescription came by: its id as a keyed hash, which signature it bore, and when.
public struct PrescriptionSighting: Sendable, Hashable {
    /// HMAC-SHA-256 of the id under the home's key; 32 bytes.
    public let idHash: [UInt8]
    /// Which signature: SHA-256 of its value; 32 bytes.
    public let signatureSHA256: [UInt8]
    /// When it came.
    public let time: Instant

    /// Takes down a sighting.
    ///
    /// - Parameters:
    ///   - idHash: 32 bytes.
    ///   - signatureSHA256: 32 bytes.
    ///   - time: when.
    public init(idHash: [UInt8], signatureSHA256: [UInt8], time: Instant) {
        self.idHash = idHash
        self.signatureSHA256 = signatureSHA256
        self.time = time
    }
}

/// What is on record of a prescription's id.
public struct PrescriptionHistory: Sendable, Hashable {
    /// When it came first.
    public let firstSeen: Instant
    /// Whether it bears the signature that it bore then.
    public let isSameSignature: Bool
    /// How often it has come, this time counted, whatever its signature.
    public let count: Int
}
