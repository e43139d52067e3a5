// SPDX-License-Identifier: Apache-2.0
import Database

extension Ledger {
    /// Keeps the words that an issuance's holder is found by.
    func keep(words: [String], of issuance: Int) throws(RecordsError) {
        guard !words.isEmpty else { return }
        let names = " " + words.joined(separator: " ") + " "
        for word in words {
            try transaction.run(
                """
                INSERT INTO name_words (word, issuance, office, names)
                VALUES (?, ?, (SELECT office FROM issuances WHERE id = ?), ?)
                """,
                [.text(word), .integer(Int64(issuance)), .integer(Int64(issuance)), .text(names)])
        }
    }
}

extension Records {
    /// Works off issuances that are on record without their words: of a home from before there were any.
    ///
    /// A batch is a transaction: whoever is interrupted goes on where they were.
    func fillInNameWords() throws(RecordsError) {
        while true {
            let batch = try read { reading throws(RecordsError) in
                try reading.rows(
                    """
                    SELECT m.issuance, d.tbs, i.name_key FROM name_words_missing AS m
                    JOIN issuances AS i ON i.id = m.issuance JOIN drafts AS d ON d.issuance = m.issuance
                    ORDER BY m.issuance LIMIT 500
                    """
                ) { row throws(RecordsError) in
                    (
                        Int(try row.integer(0)),
                        NameWords.words(ofTBS: try row.blob(1), key: try row.textOrNil(2))
                    )
                }
            }
            guard !batch.isEmpty else { return }
            try write { ledger throws(RecordsError) in
                for (issuance, words) in batch {
                    let removed = try ledger.transaction.run(
                        "DELETE FROM name_words_missing WHERE issuance = ?", [.integer(Int64(issuance))])
                    // Another process may have come first.
                    if removed == 1 { try ledger.keep(words: words, of: issuance) }
                }
            }
        }
    }
}
