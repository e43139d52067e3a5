// SPDX-License-Identifier: Apache-2.0

extension EnglishSentences {
    /// A ceremony's transcript.
    static let transcript: [String: String] = [
        "transcript.title":
            "TRANSCRIPT OF A CEREMONY",
        "transcript.rehearsal":
            "REHEARSAL. The keys were thrown away; nothing that is written here is to be relied on.",
        "transcript.act":
            "Act: {act}.",
        "transcript.act.createRoot":
            "a root was made",
        "transcript.act.createIntermediate":
            "an intermediate was made",
        "transcript.act.crossCertify":
            "another key was cross-certified",
        "transcript.act.rollOverRoot":
            "a root was succeeded by another",
        "transcript.act.rekeyIntermediate":
            "an intermediate was succeeded by its next generation",
        "transcript.act.signList":
            "an offline authority's revocation list was signed",
        "transcript.act.shareKey":
            "a key was given to custodians",
        "transcript.authority":
            "Authority: {authority}.",
        "transcript.document":
            "Performed from document.json5, SHA-256 {sha256}.",
        "transcript.profile":
            "Issued under the profile {profile}, SHA-256 {sha256}.",
        "transcript.versions":
            "Performed with {version} on {library}.",
        "transcript.present":
            "Present from beginning to end:",
        "transcript.witness.ceremonyAdministrator":
            "{name}, ceremony administrator",
        "transcript.witness.keyCustodian":
            "{name}, key custodian",
        "transcript.witness.auditor":
            "{name}, auditor",
        "transcript.steps":
            "What was done, when:",
        "transcript.step.begun":
            "The intention went into the audit log.",
        "transcript.step.resumed":
            "An earlier run of the same file was found half-way; it is gone on with.",
        "transcript.step.keyLost":
            "The key with SHA-256 {about}, which the earlier run made, never came to a disk; it is lost and signed nothing. Another was made.",
        "transcript.step.signatureGivenUp":
            "The number {about}, which the earlier run may have signed for, was given up and revoked.",
        "transcript.step.issuerKeyOpened":
            "The key of {about} was opened.",
        "transcript.step.draftCleared":
            "The certificate was drafted for a throw-away key, and no rule objected.",
        "transcript.step.keyGenerated":
            "The key of {about} was generated.",
        "transcript.step.keyWritten":
            "The key of {about} was encrypted and written.",
        "transcript.step.authorityEntered":
            "{about} was taken down in the records.",
        "transcript.step.certificateIssued":
            "The certificate of {about} was linted, signed, compared with its draft and filed.",
        "transcript.step.certificateWritten":
            "The certificate of {about} was written.",
        "transcript.step.linkIssued":
            "The certificate {about} was linted, signed, compared with its draft and filed.",
        "transcript.step.linkWritten":
            "The certificate {about} was written.",
        "transcript.step.successionEntered":
            "It was taken down that the new authority takes the place of {about}.",
        "transcript.step.keyShared":
            "The key of {about} was encrypted anew and its custodians got their shares; each was opened once.",
        "transcript.step.listSigned":
            "The list of {about} was signed, read back, held against the one before it and filed.",
        "transcript.step.verified":
            "Everything that was written was read back, and belongs together.",
        "transcript.keys":
            "Keys that were made, and files that stay secret:",
        "transcript.key":
            "{name}: {kind}, SHA-256 of the public key {sha256}, opened by a passphrase.",
        "transcript.keyHeld":
            "{name}: {kind}, SHA-256 of the public key {sha256}, opened by any {threshold} of {count} custodians.",
        "transcript.file":
            "{file}, SHA-256 {digest}",
        "transcript.log":
            "The audit log had {size} lines and the root hash {root}; a line after them holds the SHA-256 of this text.",
        "transcript.end":
            "What can be checked follows, with the command and a line that it must print; check.sh runs them all. Signatures of those present:",
        "transcript.claim.unchanged":
            "{file} is what it was.",
        "transcript.claim.fingerprint":
            "The fingerprint of {file}.",
        "transcript.claim.subject":
            "Whose certificate {file} is.",
        "transcript.claim.issuer":
            "Who issued {file}.",
        "transcript.claim.notBefore":
            "From when {file} is valid.",
        "transcript.claim.notAfter":
            "Until when {file} is valid.",
        "transcript.claim.key":
            "The digest of the public key in {file}.",
        "transcript.claim.signed":
            "The key of {issuer} signed {file}, which holds to the rules.",
        "transcript.claim.listSigned":
            "The key of {issuer} signed the list {file}.",
        "transcript.claim.listNumber":
            "The list {file} has the number {number}.",
        "transcript.claim.thisUpdate":
            "When the list {file} was drawn up.",
        "transcript.claim.nextUpdate":
            "Until when the list {file} is good.",
        "transcript.claim.revoked":
            "{file} is revoked by {list}.",
        "transcript.found.rehearsal":
            "It is the transcript of a rehearsal.",
        "transcript.found.nothing":
            "It names no file; it is no transcript.",
        "transcript.found.missing":
            "{file} is missing.",
        "transcript.found.same":
            "{file} is what it was.",
        "transcript.found.altered":
            "{file} was altered.",
        "transcript.found.signed":
            "{file} is signed by an authority of the ceremony.",
        "transcript.found.unsigned":
            "{file} is signed by no authority of the ceremony.",
        "transcript.found.onRecord":
            "The ceremony is on record: it began with line {line} of the audit log and ended at {time}.",
        "transcript.found.notOnRecord":
            "No ceremony on record has this transcript.",
        "transcript.found.noRecords":
            "Whether it was performed is not looked up; --home names the records.",
        "ceremony.list":
            "List of {authority}, number {number}, {count} entries, good until {end}.",
        "ceremony.share":
            "Share {file}, to be carried away by its custodian.",
        "ceremony.transcript":
            "Transcript in {folder}; a third person repeats it with openssl alone:",
        "ceremony.noTranscript":
            "No transcript was kept; --transcript DIR keeps one.",
        "ceremony.verified":
            "Nothing speaks against this transcript.",
        "ceremony.refuted":
            "This transcript is not to be relied on.",
        "cli.custodian.ask":
            "Passphrase of {name} ({id}) for the key of {authority}; empty if not present: ",
        "cli.custodian.choose":
            "New passphrase of {name} ({id}) for a share of the key of {authority}: ",
    ]
}
