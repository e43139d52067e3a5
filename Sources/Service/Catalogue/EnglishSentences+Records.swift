// SPDX-License-Identifier: Apache-2.0

extension EnglishSentences {
    /// What the records refuse or fail at.
    static let records: [String: String] = [
        "problem.records.applicationExists": "There is an application with the tracking code {id} already.",
        "problem.records.applicationMoved":
            "The application {id} is {seen}; this step is possible when it is: {allowed}. Please load it again.",
        "problem.records.applicationStep": "An application that is {seen} cannot become {to}.",
        "problem.records.authorityExists": "There is an authority {name} already.",
        "problem.records.authorityCertified": "The authority {name} has its certificate already.",
        "problem.records.certificateDiffersFromDraft": "The certificate {certificate} is not the drafted one.",
        "problem.records.certificateExpired": "The certificate {certificate} expired at {since}.",
        "problem.records.certificateExists": "This certificate is on record already.",
        "problem.records.clockAhead":
            "The clock says {seen}, but the newest entry on record is of {newest}; more than {allowed} seconds lie between them. If the clock is right, confirm it with `mohr timestamps confirm`.",
        "problem.records.clockBehind":
            "The clock says {seen}, but the newest line of the audit log is of {newest}; at most {allowed} seconds may lie between them. Please set the clock.",
        "problem.records.issuanceMoved":
            "The issuance of {certificate} is at {seen}; it would have to be at {allowed}.",
        "problem.records.keyUsedForOtherRequest":
            "The Idempotency-Key {key} was used for another request. Please use a new key for each request.",
        "problem.records.keyInUse":
            "The request with the Idempotency-Key {key} is being done since {since}. Please ask again in a moment.",
        "problem.records.leaseLost":
            "Another process has the lease {name} now; this one did nothing and waits until it is free.",
        "problem.records.listNumberBehind":
            "The list {scope} of {authority} has number {seen}; number {newest} is on record.",
        "problem.records.listTimeBehind":
            "The list {scope} of {authority} is of {seen}; one of {newest} is on record. Please set the clock.",
        "problem.records.officeExists": "There is an office {id} already. Please choose another identifier.",
        "problem.records.officerExists": "There is an officer {id}, or one with this certificate, already.",
        "problem.records.officeSuspended":
            "The office {id} is suspended. Please turn to the authority's administrator.",
        "problem.records.officeUnlicensed":
            "The licence of the office {id} ran out at {since}. Please have it renewed.",
        "problem.records.officerSuspended":
            "The officer {id} is suspended. Please turn to the authority's administrator.",
        "problem.records.applicationInTheWay": "The application {id} stands in the way. Please look at that one first.",
        "problem.records.revokedAlready": "The certificate {certificate} is revoked since {since}, and that is final.",
        "problem.records.sameOfficer":
            "The officer {id} entered the application {application} and may not approve it. Please leave it to a colleague.",
        "problem.records.serialTaken": "The serial number of {certificate} was given out before.",
        "problem.records.statusStep":
            "The certificate {certificate} is {seen}; this step is possible when it is: {allowed}.",
        "problem.records.tooManySteps":
            "{id} may make at most {allowed} applications {to} in {seconds} seconds. Please try again later.",
        "problem.records.unknownApplication":
            "There is no application with the tracking code {id}. Please check the code.",
        "problem.records.unknownAuthority": "There is no authority {name} on record.",
        "problem.records.unknownCertificate": "There is no certificate {certificate} on record.",
        "problem.records.unknownOffice": "There is no office {id}.",
        "problem.records.unknownOfficer": "There is no officer {id}.",
        "problem.records.value": "{name} is {seen}; it takes {allowed}.",
        "problem.records.database": "The database refused or failed: {detail}.",
        "problem.records.damaged": "A row of {table} holds in {column} what is never written there.",
        "problem.records.logShorter":
            "The audit log has {seen} lines, and {allowed} were read from it before: an older copy of the records took their place.",
        "problem.records.logRewritten":
            "The audit log of {size} lines is not the one whose head was signed or kept: lines were changed. No checkpoint is signed; keep this database as evidence and restore from a backup.",
        "problem.records.statusAltered":
            "The rows of {count} certificates, the first of them {certificate}, are not what the audit log says: somebody changed or removed them. Their status is answered as unknown; keep this database as evidence and restore from a backup.",
        "problem.records.checkpoint": "A checkpoint of the audit log cannot be signed or read. {cause}",
        "problem.records.home": "The folder of the records {file} cannot be made: {detail}.",
    ]

    /// What a change of status is refused for, and what keeps an authority from publishing or answering.
    static let revocation: [String: String] = [
        "problem.revocation.expired":
            "The certificate {certificate} expired at {since}: it can still be revoked or released, but not put on hold.",
        "problem.revocation.planChanged":
            "The plan {seen} is not what would be done now ({allowed}): certificates were added or are gone. Please look at the plan again.",
        "problem.revocation.notIssued":
            "There is nothing to revoke: the certificate {certificate} was not issued ({seen}).",
        "problem.revocation.invalidityInFuture":
            "The key is said to be lost at {seen}, which has not come; the latest is {allowed}.",
        "problem.revocation.reason": "The reason {seen} cannot be given here. Please choose one of: {allowed}.",
        "problem.revocation.revokedAlready":
            "The certificate {certificate} is revoked since {since}, and that is final.",
        "problem.revocation.revokedOtherwise":
            "The certificate {certificate} is revoked since {since} for another reason ({reason}), and that stays on record.",
        "problem.revocation.statusStep":
            "The certificate {certificate} is {seen}; this step is possible when it is: {allowed}.",
        "problem.revocation.unknownCertificate": "There is no certificate {certificate} on record.",
        "problem.revocation.authorityMayNotSignLists":
            "The certificate of the authority {authority} does not let it sign revocation lists.",
        "problem.revocation.authorityNotValid":
            "The certificate of the authority {authority} is not valid at {seen}; it is within {allowed}.",
        "problem.revocation.authorityKeyUnnamed":
            "The certificate of the authority {authority} has no subject key identifier.",
        "problem.revocation.keyMismatch": "The key of the authority {authority} does not belong to its certificate.",
        "problem.revocation.plan": "{name} is {seen}; it takes {allowed}.",
        "problem.revocation.responder":
            "The status responder's certificate of {authority} is not one to answer with. {cause}",
        "responder.keyUnreadable": "Its key cannot be read.",
        "responder.noCheckMissing": "It lacks the extension id-pkix-ocsp-nocheck.",
        "responder.notForAnswering": "It lacks the key purpose OCSPSigning.",
        "responder.notValid": "There is none whose certificate is valid now, or statuses were not read for too long.",
        "responder.notIssuedByAuthority": "The authority that it answers for has not issued it.",
        "problem.revocation.shardCountChanged":
            "crl.shards is {seen}, but lists of {authority} were published in {allowed} parts, which certificates name. Please set it back.",
        "problem.revocation.entryChanged":
            "On the new list {scope} of {authority}, {count} entries differ from before, the first {first}. The list was not published.",
        "problem.revocation.entryDropped":
            "On the new list {scope} of {authority}, {count} entries are missing, the first {first}. The list was not published.",
        "problem.revocation.deltaDiffers":
            "The new list {scope} of {authority} and the list it builds on differ from the records in {count} entries, the first {first}. It was not published.",
        "problem.revocation.scopeChanged":
            "The new list {scope} of {authority} covers something else than the one before it. It was not published.",
        "problem.revocation.listForeign":
            "Under number {seen} there are two lists {scope} of {authority}: one on record, another in the home's folder of lists. Please find out who signed the other; nothing is published in its place.",
        "problem.revocation.listAhead":
            "The list {scope} of {authority} that is out has number {seen}, the newest on record {newest}: the records are an older copy. The list stays out; please restore the newer records.",
        "problem.revocation.answerFile": "The file of signed answers {file} is not used. {cause}",
        "answerFile.digest": "It is damaged or cut short.",
        "answerFile.format": "It is no such file, or one of another version.",
        "answerFile.table": "Its table does not fit its answers.",
        "problem.revocation.unanswered": "No answer about the certificate {certificate} could be signed.",
        "problem.revocation.file": "The file {file} was not read or written: {cause}.",
        "problem.revocation.listNumberBehind":
            "The list {scope} of {authority} has number {seen}; number {newest} is out. Someone else publishes too, or older records were restored. The older list stays out.",
        "problem.revocation.listTimeBehind":
            "The list {scope} of {authority} is of {seen}; one of {newest} is on record. Please set the clock.",
        "problem.revocation.listRefused":
            "The new list {scope} of {authority} would break rules and was not signed: {findings}.",
        "problem.revocation.listUnreadable": "The new list {scope} of {authority} cannot be read back. {cause}",
        "problem.revocation.listUnverified": "The signature on the new list {scope} of {authority} does not verify.",
        "problem.revocation.key": "A key could not be read or could not sign. {cause}",
        "problem.revocation.certificate": "A certificate of the house cannot be read. {cause}",
    ]
}
