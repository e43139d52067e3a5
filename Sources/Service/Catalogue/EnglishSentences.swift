// SPDX-License-Identifier: Apache-2.0

/// The English tables of the catalogue, one a subject.
enum EnglishSentences {
    static let tables: [[String: String]] = [
        campaigns, drills,
        batches,
        causes, jsonSignatures,
        commandLine,
        custody,
        demo,
        desk, deskFrame, deskQueue, deskForm, deskActs, deskPapers, deskCertificates, deskOversight,
        enrollment,
        handling,
        evidence,
        house,
        identity, imports,
        issuance,
        keyReports,
        keys,
        lifecycle,
        lists,
        manyCertificates,
        pages,
        profiles,
        professions,
        proofs,
        receipts,
        records,
        requests,
        revocation,
        signing,
        starting,
        tokens,
        timestamps,
        transcript, transparency,
        verdicts,
    ]
}
