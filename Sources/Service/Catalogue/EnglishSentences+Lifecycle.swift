// SPDX-License-Identifier: Apache-2.0

extension EnglishSentences {
    /// What is said of finding, renewing, replacing and issuing in bulk.
    static let lifecycle: [String: String] = [
        "certificate.found":
            "  {serial}  {name}  {latin}  {profile}  {office}  {state}  until {until}",
        "certificate.more":
            "There are more than {limit}: say more of what you look for, or give a larger --limit.",
        "progress.line": "{done} of {total} ({percent} %), {rate} a second, {left} left",
        "problem.enrollment.renewal-beingRenewed":
            "The certificate is renewed already, or is being renewed with another new key.",
        "problem.enrollment.renewal-certificate":
            "The statement of renewal names another certificate than the one whose key signed it.",
        "problem.enrollment.renewal-key":
            "The request has another key than the one that the statement of renewal names.",
        "problem.enrollment.renewal-keyNotNew":
            "The new key is certified already, or was: make one that never was.",
        "problem.enrollment.renewal-notYet":
            "Renewal of this certificate opens at {opens}.",
        "problem.enrollment.renewal-over":
            "The certificate was over at {since}: an office has to see its holder.",
        "problem.enrollment.renewal-proofTooOld":
            "The holder was last seen at an office at {since}, more than {allowed} days ago: an office has to see them again.",
        "problem.enrollment.renewal-stale":
            "The statement of renewal was signed at {seen}; it is {now} here, and {allowed} seconds may lie between.",
        "problem.enrollment.renewal-statement":
            "What was signed is no statement of renewal: line {line}.",
        "problem.enrollment.renewal-status":
            "The certificate is {seen}; only one that is good is renewed with its own key.",
        "problem.enrollment.renewal-terms":
            "The statement accepts the terms {seen}; those in force are {allowed}.",
        "problem.enrollment.renewal-tooOften":
            "{seen} renewals followed each other and {allowed} are allowed: an office has to see the holder again.",
        "problem.enrollment.renewal-unknown":
            "No certificate with this hash was applied for at an office of this house.",
        "problem.service.renewalSignature": "The statement of renewal is not signed as it has to be ({code}): {cause}",
        "cli.summary.renew":
            "Renews a certificate from home: a new key, spoken for by the old one.",
        "renew.window":
            "Renewal opens {opens}; you are asked to renew between {start} and {end}; it closes {closes}.",
        "renew.terms":
            "Renewing accepts the terms in force, SHA-256 {terms}: read them, and say --accept-terms.",
        "renew.requested":
            "Asked for; the tracking code is {application}.",
        "renew.waiting":
            "It is not issued yet. Run the same command again: the same key gets the same certificate ({application}).",
        "renew.accepted":
            "The new certificate is accepted and in {file}, valid until {until}.",
        "renew.tested":
            "A test signature by the new key was verified by the house: accept.",
        "renew.testFailed":
            "The test signature by the new key was judged {decision}: do not throw the old key away, and ask your office.",
        "renew.rejected":
            "The renewal is {state}: {cause}",
        "renew.other":
            "What was sent is not the certificate that was asked for: {serial}. Nothing was accepted.",
        "renew.refused":
            "Refused: {detail}",
        "renew.unreachable":
            "{server} cannot be reached: {cause}",
        "est.later":
            "Application {application} waits for a second officer. Send the same request again later.",
        "problem.service.estLabel":
            "There is nothing to enrol for under {seen}; there is: {allowed}",
        "problem.service.estOfficer":
            "Officers are taken in by an administrator; with a certificate they have they renew by simplereenroll.",
        "problem.service.estSubscriber":
            "A subscriber's certificate signs documents and not TLS: it is renewed at /v1/renewals.",
        "problem.service.estSubject":
            "The request's subject is not that of the certificate that is renewed. RFC 7030 4.2.2.",
        "problem.service.estNoIssuer":
            "The authority that issued the certificate does not work in this process.",
        "problem.enrollment.nothingToReplace":
            "The person has no certificate under {profile} that could be replaced. Please file a new application instead.",
        "cli.summary.replace":
            "Starts to replace a person's certificates whose keys are lost.",
        "replace.held":
            "{serial} is on hold; it is revoked when another officer approves the application.",
        "replace.started":
            "Application {application} is filed: it has to be entered, and approved by another officer.",
        "bulk.order":
            "The order is not one for {file}: it names another file, or is none.",
        "bulk.drawn":
            "The order is in {file}: {enterer} and {approver} sign it, each with their own key.",
        "bulk.refused":
            "Line {line}: {cause}",
        "bulk.done":
            "{issued} issued, {refused} refused, {waiting} waiting.",
        "bulk.line.columns":
            "The line has another number of columns than the head.",
        "bulk.line.field":
            "The line has a field that no form has, or one that is no text.",
        "bulk.line.json":
            "The line is no JSON object of profile, form and request.",
        "bulk.line.profile":
            "The line names no profile.",
        "bulk.line.request":
            "The line's request is no base64.",
    ]
}
