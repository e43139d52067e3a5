// SPDX-License-Identifier: Apache-2.0

/// The folded forms that holders of certificates are filed under and searched by.
///
/// Whoever files and whoever searches must fold alike, or a certificate is not found: both ask here.
public enum SearchKey {
    /// A name, Persian or Latin.
    ///
    /// - Parameter name: in any spelling.
    /// - Returns: ``PersianText/key(_:)``; nil if nothing visible was in the name.
    public static func name(_ name: String) -> String? { present(PersianText.key(name)) }

    /// A national, legal or foreigner's number, with or without the prefix that certificates write (`PNOIR-`).
    ///
    /// - Parameter number: digits of any script.
    /// - Returns: ASCII digits; other text folded as a name is; nil if there is nothing.
    public static func nationalID(_ number: String) -> String? {
        let parts = number.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].utf8.count == 5 else { return present(PersianText.key(number)) }
        return present(PersianText.key(String(parts[1])))
    }

    /// A licence number: the Medical Council's without leading zeros (`م-1234`), any other folded as a name is.
    ///
    /// - Parameter number: as typed or as its register writes it.
    /// - Returns: the key; nil if there is nothing.
    public static func licence(_ number: String) -> String? {
        if let council = try? MedicalCouncilNumber(checking: number) { return council.canonical }
        return present(PersianText.key(number))
    }

    private static func present(_ key: String) -> String? { key.isEmpty ? nil : key }
}
