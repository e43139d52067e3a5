// SPDX-License-Identifier: Apache-2.0
public import DER

/// What is to be said of the entries of a list, gathered in one pass over their bytes.
///
///     SEQUENCE OF SEQUENCE { userCertificate INTEGER, revocationDate Time, crlEntryExtensions Extensions OPTIONAL }
///
/// No entry is kept: a list may have a million.
///
/// - SeeAlso: RFC 5280 5.1.2.6 and 5.3.
public struct LintedEntries: Sendable {
    /// How many entries there are, up to one that could not be read.
    public internal(set) var count = 0

    /// Entries that are not laid out as entries; nothing after the first was read.
    public internal(set) var malformed = Tally()

    /// Entries whose serial number comes before the one above it.
    public internal(set) var outOfOrder = Tally()

    /// Entries whose serial number is the one above it.
    public internal(set) var repeated = Tally()

    /// Entries whose serial number is zero, negative, or longer than 20 octets.
    public internal(set) var badSerialNumbers = Tally()

    /// Entries whose date is not in the one form for its year, or not in the calendar.
    public internal(set) var badDates = Tally()

    /// The latest revocation date, as a number that reads `yyyymmddhhmmss`; 0 when there is none.
    public internal(set) var latestDate = 0

    /// Entries with an extension list that is empty, or that names an extension twice.
    public internal(set) var badExtensionLists = Tally()

    /// Entries whose reason is not an ENUMERATED of a number that has a meaning.
    public internal(set) var badReasons = Tally()

    /// Entries whose reason is `unspecified`, which is said by leaving it out.
    public internal(set) var unspecifiedReasons = Tally()

    /// Entries whose reason is `removeFromCRL`.
    public internal(set) var removals = Tally()

    /// Entries whose invalidity date is not a GeneralizedTime in the one form.
    public internal(set) var badInvalidityDates = Tally()

    /// The latest invalidity date.
    public internal(set) var latestInvalidityDate: Instant?

    /// Entries with a critical extension other than `certificateIssuer`.
    public internal(set) var criticalExtensions = Tally()

    /// Entries with an extension other than reason and invalidity date.
    public internal(set) var otherExtensions = Tally()

    /// The identifiers of those, each once, the first 16.
    public internal(set) var otherIdentifiers: [ObjectIdentifier] = []

    /// Goes through the entries.
    ///
    /// - Parameters:
    ///   - content: the content octets of `revokedCertificates`.
    ///   - bytes: the buffer that they lie in.
    init(reading content: ArraySlice<UInt8>, of bytes: [UInt8]) {
        var scanner = EntryScanner(bytes)
        scanner.scan(content.startIndex..<content.endIndex)
        self = scanner.seen
    }

    init() {}
}
