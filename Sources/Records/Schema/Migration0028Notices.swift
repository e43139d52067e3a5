// SPDX-License-Identifier: Apache-2.0
import Database

extension Migration {
    /// What is looked for among hundreds of thousands of notices that wait.
    static let notices = Migration(
        number: 28, name: "notices",
        sql: """
            -- Codes go before notices.
            CREATE INDEX messages_codes ON messages (due, id) WHERE state = 'waiting' AND code IS NOT NULL;
            -- What is late when it is old.
            CREATE INDEX messages_pressing ON messages (created)
                WHERE state = 'waiting' AND (code IS NOT NULL OR attempts > 0);
            """)
}
