// SPDX-License-Identifier: Apache-2.0

extension EnglishSentences {
    /// The public page: the form, the verdict, what it means.
    static let verdicts: [String: String] = [
        "verify.title": "Check a signed document",
        "verify.intro":
            "Choose the signed file. You will read whether the signature is valid, who made it, when, and whether they had the right to.",
        "verify.document": "Signed file",
        "verify.document.hint": "The file with the signature, 16 MB at most:",
        "verify.content": "Original document (only if it is separate)",
        "verify.content.hint":
            "If the signature came in a file of its own, choose the document that was signed as well.",
        "verify.choose": "Choose a file",
        "verify.none": "No file is chosen",
        "verify.bytes": "bytes",
        "verify.drop": "You can also drop the files here.",
        "verify.more": "Purpose and time",
        "verify.purpose": "What is it checked for?",
        "verify.at": "At which time? (optional)",
        "verify.at.hint": "Empty means now. A Solar Hijri day and Tehran time, or UTC:",
        "verify.send": "Check the signature",
        "verify.privacy.title": "What happens to the file",
        "verify.privacy.text":
            "The file is judged in memory and forgotten. Neither the document nor who asked is kept. Of a genuine signature's first check a receipt is kept, digests and time only, so that it can still be proven later. A separate document does not leave your device where the browser can compute its digest: then only the digest is sent.",
        "verify.privacy.short": "Neither the file nor who asked was kept.",
        "verify.script.tooLarge": "The files are larger than 16 MB together. Nothing was sent.",
        "verify.script.empty": "This file is empty. Nothing was sent.",
        "verify.script.hashing": "Computing the digest of the document on your device…",
        "verify.script.hashed":
            "The document stays on your device: only its digest (SHA-256, SHA-384 and SHA-512) will be sent.",
        "verify.script.sends":
            "This browser cannot compute the digest here, so the document itself will be sent. It is not kept.",
        "verify.script.working": "The signature is being checked…",
        "problem.page.noFile": "No file was chosen. Choose the signed file.",
        "problem.page.emptyFile": "The file is empty. Choose the signed file as you received it.",
        "problem.page.tooLarge": "The files have {seen} bytes together; {allowed} are allowed (16 MB).",
        "problem.page.noSignature":
            "There is no signature in this file (kind: {seen}). A signed file mostly ends in .p7s or .p7m; ask the sender for it.",
        "problem.page.container":
            "This container (ZIP, ASiC-E) is not an evidence pack of this program. Take the signature file out of its folder META-INF, and choose it together with the document.",
        "problem.page.digest": "The digest {seen} is none: {allowed} hexadecimal digits are needed.",
        "problem.page.time": "The time {seen} is none. Write it as 1405/08/30 14:30 or as 2026-11-21T11:00:00Z.",

        "purpose.signature": "Anyone's signature",
        "purpose.prescription": "Prescription",
        "purpose.reimbursement": "Payment by an insurer",
        "purpose.trade": "Trade",
        "purpose.court": "Evidence in court",

        "verdict.accept": "Valid",
        "verdict.reject": "Not valid",
        "verdict.cannotDecide": "Cannot be decided",
        "verdict.accept.sentence":
            "The document is unchanged since it was signed, and the signer's certificate was good for this purpose.",
        "verdict.reject.sentence": "Do not rely on this signature for this purpose. The reasons are below.",
        "verdict.cannotDecide.sentence":
            "What is at hand is not enough to say yes or no. This is not an acceptance.",
        "verdict.purpose": "Checked for:",
        "verdict.file": "File:",
        "verdict.receipt": "A receipt shows that this signature was first seen here at {at}.",
        "verdict.pack": "This is an evidence pack: its verdict was computed again from the evidence in it.",
        "verdict.notNational":
            "This authority does not stand under the national root. In law such a signature holds between those who agreed on it (regulation of Article 32, Article 11).",
        "verdict.meaning": "What this means for you",
        "verdict.for.pharmacist": "Pharmacist",
        "verdict.for.insurer": "Insurer",
        "verdict.for.court": "Court and expert",
        "verdict.accept.pharmacist":
            "You may rely on the signature. Check as always that the content fits the patient.",
        "verdict.accept.insurer": "The signature is no ground to refuse. Keep the report with the document.",
        "verdict.accept.court":
            "The signature matches the document and this certificate. Whether what the document says is true is another question.",
        "verdict.reject.pharmacist":
            "Do not dispense on this signature. Ask the prescriber to sign again or to send the document again.",
        "verdict.reject.insurer":
            "Do not pay on this signature. Send the reasons back to the sender; a finding of forgery belongs to the authority too.",
        "verdict.reject.court":
            "This signature does not prove for this purpose that the person named signed this document.",
        "verdict.cannotDecide.pharmacist":
            "Treat it as not valid for now. Try again later, or get what is missing: it is named below.",
        "verdict.cannotDecide.insurer":
            "Neither pay nor refuse on this answer. Check again when what is missing is there.",
        "verdict.cannotDecide.court": "The evidence at hand does not allow a finding. What is missing is named below.",
        "verdict.why": "Why",
        "verdict.why.nothing": "Every check passed: document, signature, certificate, authority and time.",
        "verdict.why.warnings": "Good to know",
        "verdict.signer": "Who signed",
        "verdict.signer.numbered": "Signature {number}: who signed",
        "verdict.signer.unknown": "Who signed cannot be read from this file.",
        "verdict.name.fa": "Name",
        "verdict.name.la": "Name in Latin letters",
        "verdict.job": "Profession",
        "verdict.licence": "Licence number",
        "verdict.issuer": "Certificate issued by",
        "verdict.when": "When",
        "verdict.time.claimed": "Signed, as the signer says",
        "verdict.time.proven.timestamp": "Existed by then, as a timestamp proves",
        "verdict.time.proven.receipt": "Existed by then, as a receipt proves",
        "verdict.time.judged": "Judged as of",
        "verdict.rights": "Certificate and profession",
        "verdict.certificate": "Certificate",
        "verdict.profession": "Right to practise",
        "verdict.status.good": "Good",
        "verdict.status.revoked": "Revoked",
        "verdict.status.onHold": "On hold",
        "verdict.status.expired": "Expired",
        "verdict.status.unknown": "Unknown",
        "verdict.source.crl": "by a revocation list of",
        "verdict.source.ocsp": "by the status responder, as of",
        "verdict.source.records": "by the authority's own records, as of",
        "verdict.profession.entitled": "Entitled",
        "verdict.profession.suspended": "Suspended",
        "verdict.profession.unknown": "Not known here",
        "verdict.technical": "Technical details",
        "verdict.technical.signature": "Technical details of this signature",
        "verdict.indication": "Indication (ETSI EN 319 102-1)",
        "verdict.file.size": "Size of the file, bytes",
        "verdict.file.digest": "SHA-256 of the file",
        "verdict.content.digest": "SHA-256 of the document",
        "verdict.policy": "Policy",
        "verdict.snapshot": "Snapshot",
        "verdict.level": "Level",
        "verdict.certificate.serial": "Serial number",
        "verdict.certificate.digest": "SHA-256 of the certificate",
        "verdict.timestamp": "Timestamp",
        "verdict.timestamp.believed": "(proves the time)",
        "verdict.timestamp.notBelieved": "(proves nothing)",
        "verdict.again": "Check another file",
        "verdict.download": "Download the report (JSON)",
        "verdict.print": "Print",
    ]
}
