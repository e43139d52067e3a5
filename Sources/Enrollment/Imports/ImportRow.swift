// SPDX-License-Identifier: Apache-2.0

/// What one row says of the holder of a certificate from elsewhere, as it was typed.
///
/// Personal data: the description shows none.
public struct ImportRow: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// The profile under which the holder is certified anew here.
    public let profile: String
    private let values: [FormField: String]

    /// The cells that a row may have beside the profile and the certificate.
    public static let fields: [FormField] = [
        .nationalID, .foreignersID, .licenceNumber, .givenName, .surname, .latinName, .legalID, .organization,
    ]

    /// Takes a row.
    ///
    /// - Parameters:
    ///   - profile: a subscriber's profile of this house.
    ///   - values: cells by field; one of nothing but white space counts as blank.
    public init(profile: String, _ values: [FormField: String]) {
        self.profile = profile
        self.values = values.filter { !$0.value.allSatisfy(\.isWhitespace) }
    }

    subscript(field: FormField) -> String? { values[field] }

    /// Names the profile and nothing of the person.
    public var description: String { "\(profile) ‹personal›" }

    /// Names the profile and nothing of the person.
    public var debugDescription: String { description }

    /// Shows nothing to `dump`.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
