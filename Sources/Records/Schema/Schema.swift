// SPDX-License-Identifier: Apache-2.0
import Database

/// Every step of the records' schema, in order.
///
/// A step that a home went through is never edited: what changes is a new step at the end. Texts
/// are kept in the program itself, so that it finds them wherever it is installed.
enum Schema {
    static let migrations: [Migration] = [
        .audit, .offices, .applications, .issuances, .statuses, .revocationLists, .idempotency,
        .selection, .ceremonies, .nameWords, .timestamps, .successions,
        .campaigns, .reportedKeys,
        .desks, .receipts, .deskPapers, .auditNodes, .professions, .prescriptions, .evidence, .imports,
        .officerAlarms, .auditStatuses, .restorations, .channels, .leases, .notices,
        .professionLines, .staff,
    ]
}
