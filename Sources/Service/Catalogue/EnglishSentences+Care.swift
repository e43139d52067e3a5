// SPDX-License-Identifier: Apache-2.0

extension EnglishSentences {
    /// Copies of a home, putting one back, and looking whether one is whole.
    static let care: [String: String] = [
        "cli.summary.backup": "Copies a home while it is served.",
        "cli.summary.restore": "Puts a home back from a copy: locked, until what was published since has been shown.",
        "backup.made":
            "Copied {files} files, {bytes} bytes; the log has {size} lines in it. SHA-256 of the manifest, to be kept apart: {sha256}",
        "backup.whole":
            "The copy of {created} is whole: {files} files, {bytes} bytes, {size} lines of log. SHA-256 of the manifest: {sha256}",
        "backup.withKeys": "The keys are in it, encrypted as they are in the home. The passphrase is not.",
        "backup.withoutKeys": "No key and no passphrase is in it. It holds personal data, and is not encrypted.",
        "restore.locked":
            "{home} was put back as it was at {created}, and is locked: nothing is signed or answered from it yet.",
        "restore.database": "  its records are in {place}",
        "restore.otherDatabase":
            "  {file} names another place for the records: give --config with every command, or change its section `database`",
        "restore.needed": "  to unlock it: the newest full list of {list}, number {number} or above",
        "restore.neededHead": "  and the newest checkpoint of the log, of {size} lines or more",
        "restore.keys": "The copy holds no keys: put them back from where they are kept.",
        "restore.opened":
            "Unlocked. Missing in the copy were {lines} lines of the log, {revoked} revocations, {held} holds, and {unknown} certificates that were on lists; all of it is in the records and the log now.",
        "restore.burned": "  lists of {list} go on above number {number}",
        "restore.overdue":
            "  WARNING: the list of {list} that was shown ended at {time}. If a newer one was published, what it revokes is missing here: lock again (mohr restore lock) and show that one",
        "restore.linesAfterLists":
            "  {lines} lines were written to the log after the newest list shown: what they may have revoked is not on it. Show the list that was published after them, if there is one",
        "restore.stillHeld":
            "  {certificate} is on hold in the copy and not on the newest list: it stays so until somebody releases it",
        "fsck.part": "{part}: {count}",
        "fsck.part.database": "findings in the database itself",
        "fsck.part.invariants": "broken invariants of certificates, statuses and numbers",
        "fsck.part.rows": "certificates whose status rows are not what the log says",
        "fsck.part.lists": "findings in lists on record",
        "fsck.part.coverage": "differences between the newest lists and the records",
        "fsck.part.listFiles": "findings in files of lists",
        "fsck.part.log": "findings in the audit log",
        "fsck.part.receipts": "altered receipts",
        "fsck.part.evidence": "papers that are missing or altered",
        "fsck.part.secrets": "private keys where none belongs",
        "fsck.finding": "  {subject}: {fact}",
        "fsck.whole": "Everything is as it has to be; the log has {size} lines.",
        "fsck.broken":
            "{count} findings; the log has {size} lines. Keep this home as evidence, and restore from a copy.",
        "fsck.locked": "The home was put back from a copy and is locked since {since}.",
        "problem.records.locked":
            "These records were put back from a copy, and are locked since {since}: revocations may be missing. Show them the newest lists and checkpoint with mohr restore unlock.",
        "problem.records.restoration.notLocked": "These records are not locked.",
        "problem.records.restoration.listMissing": "The newest full list of {authority} has to be shown.",
        "problem.records.restoration.listOlder":
            "The list of {list} that was shown has number {seen}; the copy itself knows number {newest}.",
        "problem.records.restoration.checkpointMissing": "The newest checkpoint of the log has to be shown.",
        "problem.records.restoration.checkpointOlder":
            "The checkpoint that was shown has {seen} lines; the copy has {newest}.",
        "problem.records.restoration.checkpointDiffers":
            "The first {size} lines of the copy's log are not those that were signed: this is no copy of that house, or it was altered.",
        "problem.care.notEmpty": "{folder} is there already and not empty.",
        "problem.care.file": "{file}: {step} failed with {code}.",
        "problem.care.manifest": "{folder} holds no copy of a home: {member} is missing or wrong.",
        "problem.care.otherManifest": "The manifest has the SHA-256 {seen}, not {allowed}.",
        "problem.care.altered": "{file} is not the file that was copied.",
        "problem.care.databaseInUse":
            "{place} holds records already. A copy is put back into a new schema alone: name another in the configuration that --config gives.",
        "problem.care.strayFile": "{file} is in the copy or in its manifest, and not in the other.",
    ]
}
