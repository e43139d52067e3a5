// SPDX-License-Identifier: Apache-2.0

/// An Iranian mobile number, in international form.
///
/// Operators' prefixes are not checked, since they grow; whose number it is, the registry of
/// subscribers says.
///
/// - SeeAlso: ITU-T E.164.
public struct MobileNumber: PersonalData {
    /// `+989` and nine ASCII digits.
    public let canonical: String

    /// Checks a mobile number as typed.
    ///
    /// - Parameter text: ten Persian, Arabic-Indic or ASCII digits that begin with 9, after `+98`, `98`,
    ///   `0098`, `0` or nothing; no spaces or hyphens.
    /// - Throws: ``IdentityError`` if it is anything else.
    public init(checking text: String) throws(IdentityError) {
        let hasPlus = text.unicodeScalars.first == "+"
        let typed: DigitString
        do throws(IdentityError) {
            typed = try DigitString(
                hasPlus ? String(scalars: text.unicodeScalars.dropFirst()) : text, field: .mobileNumber,
                allowed: 10...14)
        } catch .character(_, let seen, let offset, _) {
            throw .character(
                .mobileNumber, seen: seen, at: hasPlus ? offset + 1 : offset, allowed: .decimalDigitsAndLeadingPlus)
        } catch {
            throw error
        }
        let prefix = DigitString(digits: typed.digits.dropLast(10)).text
        let allowed = hasPlus ? ["98"] : ["", "0", "98", "0098"]
        guard allowed.contains(prefix) else {
            throw .prefix(.mobileNumber, seen: Personal(prefix), allowed: allowed)
        }
        let subscriber = Array(typed.digits.suffix(10))
        guard subscriber.first == 9 else {
            throw .prefix(
                .mobileNumber, seen: Personal(DigitString(digits: Array(subscriber.prefix(1))).text), allowed: ["9"])
        }
        canonical = "+98" + DigitString(digits: subscriber).text
    }
}
