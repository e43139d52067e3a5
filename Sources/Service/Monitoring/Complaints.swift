// SPDX-License-Identifier: Apache-2.0

/// The kinds of complaints and warnings, for metrics that are there before anything is wrong.
public enum Complaints {
    /// Health is red while one of these stands; a code may go on behind a colon with what it is about.
    public static let kinds = [
        "no-list", "stale-list", "late-list", "refused-list", "records-behind-list", "foreign-list",
        "records-refuse-writes", "timestamps-refused", "status-behind", "disk-low", "clock-ahead", "clock-behind",
        "clock-unsynchronised", "key-unreachable", "audit-log-altered", "checkpoint-altered", "status-rows-altered",
        "audit-unchecked", "issuance-waiting", "messages-given-up", "outbox-waiting",
    ]

    /// These are told of while health stays green: this process does what it is there for.
    public static let warnings = ["key-unreadable", "certificate-ending", "role-silent", "role-unwell"]

    /// What kind a complaint is: what stands before its colon.
    static func kind(_ code: String) -> String { String(code.prefix { $0 != ":" }) }
}
