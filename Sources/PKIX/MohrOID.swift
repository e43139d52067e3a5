// SPDX-License-Identifier: Apache-2.0
public import DER

/// The identifiers that Mohr assigned itself, listed with their meaning in `PKI/OIDs.md`.
///
/// The arc is below `2.25`, which nobody has to be asked for (X.667). National identifiers are a mapping in `Config/`,
/// not code.
public enum MohrOID {
    /// Mohr's arc: `2.25` and the lowest 31 bits of the UUID d9472f47-63c6-4e1e-bd1c-3e17d7641b86.
    ///
    /// All 128 bits would be the arc that X.667 means, but arcs that wide are not read by GnuTLS (64 bits) and pkilint
    /// (32 bits), which then call the whole certificatePolicies extension malformed.
    public static let arc = "2.25.1466178438"

    // MARK: Certificate policies, arc 1

    /// Signatures of people in health care, identity and licence proved at an office of the Medical Council.
    public static let healthSubscriberPolicy = identifier("1.1")
    /// Signatures of traders, identity and card proved at an office of a chamber.
    public static let tradeSubscriberPolicy = identifier("1.2")
    /// Officers of registration offices.
    public static let officerPolicy = identifier("1.3")
    /// Status responders.
    public static let responderPolicy = identifier("1.4")
    /// The certificates of time stamping units.
    public static let timestampUnitPolicy = identifier("1.5")
    /// Mohr's own TLS listeners.
    public static let listenerPolicy = identifier("1.6")
    /// The policy that time stamps are made under; stands in the tokens, not in certificates.
    public static let timestampPolicy = identifier("1.7")

    /// Seals of organisations in health care, their registration proved at an office of the Medical Council.
    public static let healthOrganisationPolicy = identifier("1.8")
    /// Seals of organisations in trade, their registration proved at an office of a chamber.
    public static let tradeOrganisationPolicy = identifier("1.9")

    // MARK: Professions, arc 2

    /// Physician (پزشک).
    public static let physician = identifier("2.1")
    /// Dentist (دندان‌پزشک).
    public static let dentist = identifier("2.2")
    /// Pharmacist (داروساز).
    public static let pharmacist = identifier("2.3")
    /// Midwife (ماما).
    public static let midwife = identifier("2.4")
    /// Trader (بازرگان).
    public static let trader = identifier("2.5")

    // MARK: Extensions, arc 3

    /// The newest checkpoint of the audit log, in revocation lists; never critical.
    public static let logCheckpoint = identifier("3.1")

    /// The names that profiles call policies and professions by.
    public static let named: [String: ObjectIdentifier] = [
        "health-subscriber": healthSubscriberPolicy, "trade-subscriber": tradeSubscriberPolicy,
        "registration-officer": officerPolicy, "status-responder": responderPolicy,
        "timestamp-unit": timestampUnitPolicy, "office-listener": listenerPolicy, "timestamp": timestampPolicy,
        "health-organisation": healthOrganisationPolicy, "trade-organisation": tradeOrganisationPolicy,
        "physician": physician, "dentist": dentist, "pharmacist": pharmacist, "midwife": midwife, "trader": trader,
    ]

    /// Whether an identifier lies in Mohr's arc.
    public static func contains(_ identifier: ObjectIdentifier) -> Bool {
        identifier.contentBytes.starts(with: root.contentBytes)
    }

    private static let root = identifier(nil)

    private static func identifier(_ suffix: String?) -> ObjectIdentifier {
        guard let identifier = ObjectIdentifier(suffix.map { "\(arc).\($0)" } ?? arc) else {
            preconditionFailure("not an object identifier: \(arc).\(suffix ?? "")")
        }
        return identifier
    }
}
