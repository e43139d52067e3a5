// SPDX-License-Identifier: Apache-2.0

/// That a subscriber accepts: a signature over the ``AcceptanceStatement`` by the certified key.
public struct AcceptanceProof: Sendable, Hashable {
    /// The signature, in the form of the key's algorithm: for ECDSA a DER SEQUENCE, for RSA as long as the modulus.
    public let signature: [UInt8]

    /// Takes a signature.
    public init(signature: [UInt8]) { self.signature = signature }
}
