// SPDX-License-Identifier: Apache-2.0
import Database

extension Migration {
    /// What many certificates are chosen by at once: the key, its kind, the batch of chips it lives in, the profile.
    static let selection = Migration(
        number: 8, name: "selection",
        sql: """
            ALTER TABLE issuances ADD COLUMN public_key_sha256 BLOB CHECK (length(public_key_sha256) = 32);
            ALTER TABLE issuances ADD COLUMN key_algorithm TEXT;    -- as in P-256, RSA-2048
            ALTER TABLE issuances ADD COLUMN chip_batch TEXT;       -- canonical; null if not said
            -- What was issued before the columns were: the application knows the key's hash.
            UPDATE issuances SET public_key_sha256 =
                (SELECT public_key_sha256 FROM applications WHERE applications.id = issuances.application)
                WHERE application IS NOT NULL;
            CREATE INDEX issuances_by_key ON issuances (public_key_sha256, id) WHERE public_key_sha256 IS NOT NULL;
            CREATE INDEX issuances_by_key_algorithm ON issuances (key_algorithm, id) WHERE key_algorithm IS NOT NULL;
            CREATE INDEX issuances_by_chip_batch ON issuances (chip_batch, id) WHERE chip_batch IS NOT NULL;
            CREATE INDEX issuances_by_profile ON issuances (profile, id);
            """)
}
