// SPDX-License-Identifier: Apache-2.0

/// Every sentence that a person reads, in each language, by its key.
///
/// Rooms below state facts; here facts become sentences. A key is `<subject>.<case>`; a sentence holds its facts in
/// braces: `{seen}`. A test holds the languages' keys and facts against each other.
public enum Catalogue {
    /// A sentence with its facts put in.
    ///
    /// - Parameters:
    ///   - key: as in the tables beside this file; one that is in no table gives itself, which a test looks for.
    ///   - facts: what belongs in the braces.
    ///   - said: what belongs in the braces and is in the language already.
    ///   - language: which table to read.
    /// - Returns: the sentence; in Persian, facts are isolated so that codes keep their order.
    public static func sentence(
        _ key: String, _ facts: [String: String] = [:], said: [String: String] = [:], in language: Language
    ) -> String {
        guard let pattern = table(of: language)[key] else { return key }
        return pattern.filled { name in
            if let text = said[name] { return text }
            let fact = facts[name] ?? "–"
            return language == .persian ? isolated(fact) : fact
        }
    }

    /// Whether a key has its sentence.
    public static func has(_ key: String, in language: Language) -> Bool {
        table(of: language)[key] != nil
    }

    /// Every key of a language.
    public static func keys(of language: Language) -> Set<String> {
        Set(table(of: language).keys)
    }

    /// The facts that a sentence asks for, by name.
    static func placeholders(of key: String, in language: Language) -> Set<String> {
        table(of: language)[key]?.names ?? []
    }

    /// First-strong isolate around a fact: a serial number keeps its order inside a right-to-left sentence.
    private static func isolated(_ fact: String) -> String { "\u{2068}\(fact)\u{2069}" }

    private static func table(of language: Language) -> [String: SentencePattern] {
        switch language {
        case .english: english
        case .persian: persian
        }
    }

    // One merge at first use; a key in two tables would be a mistake, so the first is kept and a test counts.
    private static let english = merged(EnglishSentences.tables)
    private static let persian = merged(PersianSentences.tables)

    private static func merged(_ tables: [[String: String]]) -> [String: SentencePattern] {
        tables.reduce(into: [:]) { all, table in all.merge(table) { first, _ in first } }
            .mapValues { SentencePattern($0) }
    }
}
