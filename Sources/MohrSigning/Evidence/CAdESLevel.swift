// SPDX-License-Identifier: Apache-2.0
public import PKIX

/// How long a signature can be proved: by itself, by time, by evidence, by evidence under time stamps.
///
/// - SeeAlso: ETSI EN 319 122-1 6 (baseline levels).
public enum CAdESLevel: Int, Sendable, Hashable, CaseIterable, Comparable {
    /// B-B: a signature that names its certificate.
    case basic
    /// B-T: a time stamp shows that it existed.
    case time
    /// B-LT: certificates and their status travel with it.
    case longTerm
    /// B-LTA: archive time-stamps cover all of that.
    case archival

    /// The level in the standard's words: `B`, `T`, `LT`, `LTA`.
    public var label: String { ["B", "T", "LT", "LTA"][rawValue] }

    /// The level of a label.
    public init?(label: String) {
        guard let level = Self.allCases.first(where: { $0.label == label }) else { return nil }
        self = level
    }

    /// What a signature carries, by its attributes alone; nothing is verified.
    ///
    /// - Parameters:
    ///   - signer: the signature.
    ///   - message: its message.
    public init(of signer: SignerInfo, in message: SignedData) {
        if signer.signatureTimestamps.isEmpty {
            self = .basic
        } else if message.crls.isEmpty && message.ocspResponses.isEmpty {
            self = .time
        } else {
            self = signer.archiveTimestamps.isEmpty ? .longTerm : .archival
        }
    }

    /// The lower level is less.
    public static func < (left: CAdESLevel, right: CAdESLevel) -> Bool { left.rawValue < right.rawValue }
}
