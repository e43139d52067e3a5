// SPDX-License-Identifier: Apache-2.0

/// Which of an authority's revocation lists a certificate belongs to.
///
/// The issuer writes the list's address into the certificate and the publisher puts the certificate on that list, years
/// apart: both ask here, and the answer for a serial number and a count never changes.
///
/// - SeeAlso: RFC 5280 5.2.5 (issuingDistributionPoint).
public enum ShardNumber {
    /// The number of the list.
    ///
    /// The two octets after the first are taken as a number: the first is the same for every certificate of an
    /// authority, those after it are random. Octets that a short number lacks count as zero.
    ///
    /// - Parameters:
    ///   - serial: the certificate's serial number.
    ///   - count: how many lists the authority has; less than one counts as one.
    /// - Returns: 0 to `count - 1`.
    public static func of(_ serial: SerialNumber, count: Int) -> Int {
        let octets = serial.bytes.dropFirst().prefix(2)
        let high = Int(octets.first ?? 0)
        let low = octets.count == 2 ? Int(octets.last ?? 0) : 0
        return (high << 8 | low) % max(1, count)
    }
}
