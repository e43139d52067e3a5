// SPDX-License-Identifier: Apache-2.0

extension EnglishSentences {
    /// The audit log as others check it.
    static let transparency: [String: String] = [
        "problem.transparency.malformed": "The {field} is {seen}; it has to be {allowed}.",
        "problem.transparency.unsigned": "No key that is known here signed it; it bears the names {names}.",
        "problem.transparency.signatureInvalid": "The signature of {name} is not of this text.",
        "problem.transparency.origin": "It is of the log {seen}, not of {allowed}.",
        "problem.transparency.notIncluded": "Line {line} is not in the log of {size} lines that the head stands for.",
        "problem.transparency.inconsistent":
            "The log of {to} lines does not begin with the one that had {from}: it was rewritten, or cut and grown again.",
        "problem.transparency.tile":
            "The part {path} of the log is missing, or does not fit the part above it: the log does not bear out its head.",
        "log.unreachable": "{url} cannot be asked at present: {detail}. Nothing is known about the log.",
        "log.otherCertificate": "The line in the proof is not the issuance of {certificate}.",
        "log.noEntry": "The proof does not hold the line itself; name it with --entry.",
        "log.list.foreign": "{file} is no list that this house signed: it says nothing about its log.",
        "log.list.bare": "{file} carries no head of the log.",
        "log.list.ahead":
            "{file} is list number {seen} of {list}; the records know of none above {newest}. They are older than the list.",
        "log.finding.lineAltered": "line {line} is not the one that was written",
        "log.finding.linesMissing": "lines {from} to {before} are missing",
        "log.finding.nodeAltered": "the hash {number} of level {level} above the lines is not theirs",
        "log.finding.headDamaged": "the head kept beside the lines cannot be read",
        "log.finding.headDiffers": "the lines do not amount to the head kept beside them",
        "log.finding.shorterThanSeen": "it has {size} lines, and had {seen} when its head was seen elsewhere",
        "log.finding.differsFromSeen": "its first {seen} lines are not those whose head was seen elsewhere",
        "desk.certificate.proof": "Proof that it is in the public log",
        "desk.certificate.proofWhat": "One file for the subscriber; mohr log check, or any tlog client, checks it.",
        "desk.certificate.proofLater": "The log's head is signed every second or two: ask again in a moment.",
    ]
}
