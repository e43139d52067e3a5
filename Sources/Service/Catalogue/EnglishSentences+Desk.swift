// SPDX-License-Identifier: Apache-2.0

extension EnglishSentences {
    /// What the operator's commands on offices, certificates, lists and the log say.
    static let desk: [String: String] = [
        "serve.certified":
            "{name} had no certificate and has one now.",
        "office.added":
            "Office {id} is on record: {name}, licensed until {until}.",
        "office.line":
            "  {id}  {kind}  {name}  {standing}  until {until}  {profiles}",
        "office.changed":
            "Office {id} is {standing} now.",
        "officer.added":
            "Officer {id} is on record; the certificate is in {file}.",
        "officer.line":
            "  {id}  {role}  {standing}  certificate {certificate}",
        "officer.changed":
            "Officer {id} is {standing} now.",
        "certificate.line":
            "  {serial}  {authority}  {profile}  {state}  {status}  until {until}",
        "certificate.none":
            "Nothing is on record for that.",
        "certificate.interval":
            "    {status}  from {from}  to {to}  {reason}  by {by}",
        "certificate.changed":
            "{serial} is {status} since {since}.",
        "log.head":
            "The audit log has {size} lines; its root hash is {root}.",
        "log.noLine":
            "There is no line {seen} in the audit log: give a line's number, or AUTHORITY/SERIAL of a certificate that was issued.",
        "log.notSigned":
            "The log's head was not signed yet since that line was written; a running service signs it within a second or two.",
        "log.proved":
            "Line {line} is in the log of {size} lines: the proof is in {file}, the line in {entry}.",
        "log.included":
            "Line {line} is in the log {origin}, which had {size} lines when it signed this head.",
        "log.mirror":
            "The log {origin} was fetched whole: {size} lines amount to the head that it signed, and it begins with each of the {count} heads seen before.",
        "log.unreadable":
            "{file} cannot be used: {cause}",
        "log.rejected":
            "This does not hold: {cause}",
        "log.head.missing": "The signed head of the log is gone: the key was told to everyone, so there was one.",
        "log.head.keyMissing": "log.vkey is not in the home: the signed head of the log cannot be checked.",
        "log.head.notSigned": "The head of the log is not signed by the log's key.",
        "log.head.otherHead": "The signed head of the log is not the one that is kept beside it.",
        "log.good":
            "The audit log was computed anew from its lines and is whole: {size} lines.",
        "log.bad":
            "The audit log is not what it was: {detail}",
        "officer.sign.statement":
            "{file} is no statement of the desk: nothing was signed.",
        "officer.sign.done":
            "The signature is in {file}.",
    ]
}
