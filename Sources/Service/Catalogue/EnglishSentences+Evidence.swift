// SPDX-License-Identifier: Apache-2.0

extension EnglishSentences {
    /// Evidence packs: what is found in them, how they are checked, and the page inside.
    static let evidence: [String: String] = [
        "pack.finding.PACK_CONTAINER": "The file is no archive that is read here: {detail}",
        "pack.finding.PACK_LAYOUT": "The archive is no evidence pack: what has to stand first or last in it does not.",
        "pack.finding.PACK_FILE_CHANGED": "{file} is not the file that the pack lists.",
        "pack.finding.PACK_MANIFEST": "The manifest does not list the files as they are.",
        "pack.finding.PACK_SEAL": "The seal is not over this manifest.",
        "pack.finding.PACK_INPUTS": "What was asked cannot be read from the pack: {file} ({detail}).",
        "pack.finding.PACK_FILE_NOT_DERIVED": "{file} does not follow from the evidence in the pack.",
        "pack.finding.PACK_REPORT_DIFFERS":
            "The report in the pack says something else than its evidence comes to, at: {paths}.",
        "pack.finding.PACK_OTHER_EDITION":
            "The pack was written in another wording ({edition}); the commands of its checks were compared, the sentences on its page were not: rely on this verdict, not on the page.",
        "pack.refused": "REJECT: the evidence pack is damaged or was changed. Nothing in it must be relied on.",
        "pack.undecided":
            "CANNOT DECIDE: the pack is whole, but trust in it is yours to give. This is what it comes to by its own means:",
        "pack.trust.anchors":
            "Only the pack itself vouches for its anchor {name} (SHA-256 {sha256}). If you trust it, give its certificate, obtained elsewhere, with --anchor.",
        "pack.trust.none": "The pack names no anchor.",
        "pack.trust.policy":
            "The policy {policy} comes from the pack and is not one of this program; judge by one of this program's with --purpose.",
        "pack.trust.time":
            "That the evidence is judged at {time} is the word of whoever made the pack; nothing that is believed proves that the signature was there then. With --at you judge at a time of your own.",
        "pack.trust.professions":
            "{file}: what the licensing body says is not believed by the anchors given, at the time asked about, and was left out; so nothing is accepted. {cause}",
        "pack.repeated":
            "Judged again from the raw files of the pack: the report inside is repeated, byte for byte (SHA-256 {sha256}).",
        "pack.anew":
            "The report inside was repeated byte for byte (SHA-256 {sha256}); this one answers another time or purpose.",
        "pack.otherAnchors":
            "By its own anchors the report inside was repeated byte for byte (SHA-256 {sha256}); by the anchors given it is this one.",
        "pack.otherWording": "The report inside (SHA-256 {sha256}) says the same in another wording.",
        "pack.seal.nobodys":
            "The pack's seal is by a key that was thrown away: it shows that the pack is whole, not where it comes from.",
        "pack.seal.trusted":
            "The pack is sealed by {name}, for whom the anchors given vouch at {time}, the time that the seal itself names.",
        "pack.seal.unknown": "The pack is sealed by {name}, for whom the anchors given do not vouch.",
        "pack.written": "The evidence pack was written to {file}.",
        "pack.notMade": "The evidence pack could not be made: {cause}",
        "cli.verify.option.document":
            "{option} has no say in the verdict on a signature file; it takes {allowed}.",
        "cli.verify.option.pack":
            "{option} goes with a signature file; a pack brings its own. A pack takes {allowed}.",
        "cli.verify.option.replay":
            "{option} has no say where kept facts are judged; --replay goes with {allowed}.",
        "cli.verify.option.batch":
            "{option} has no say in a batch; --batch goes with {allowed}.",
        "cli.verify.option.linked":
            "{option} has no say in a pair; --linked goes with {allowed}.",
        "pack.sealIncomplete": "--seal-key and --seal-certificate go together, with --evidence.",
        "pack.check.intro":
            "How to check this pack without the program that made it. Unpack it and run, in its folder: sh check.sh. Each command below ends with status 0 when it comes out as said. No command needs a network.",
        "pack.check.openssl": "openssl is there.",
        "pack.check.sums": "Every file is as the list of digests says.",
        "pack.check.manifest": "The manifest holds the digest of the list.",
        "pack.check.seal": "The seal is over the manifest; who sealed is not asked here.",
        "pack.check.digest": "Signature {number}: the digest of the document is the one that was signed ({digest}).",
        "pack.check.digestDiffers":
            "Signature {number}: the digest of the document is NOT the one that was signed ({digest}): the document was changed.",
        "pack.check.digestGiven":
            "Signature {number}: the signed digest is the one that was given ({digest}); the document stayed at home.",
        "pack.check.digestGivenDiffers":
            "Signature {number}: the signed digest ({digest}) is NOT the one that was given.",
        "pack.check.value":
            "Signature {number}: the signature over the signed attributes is by the key of the certificate.",
        "pack.check.valueFails":
            "Signature {number}: the signature over the signed attributes is NOT by the key of the certificate.",
        "pack.check.payload": "The payload that was signed is the document.",
        "pack.check.message": "The signature file as a whole: document and signatures fit each other.",
        "pack.check.messageFails":
            "The signature file as a whole is refused: document and signatures do not fit each other.",
        "pack.check.path":
            "Signature {number}: the signer’s certificate leads to the anchor in this pack, at {time}. Compare the anchor with one obtained elsewhere.",
        "pack.check.pathFails":
            "Signature {number}: the signer’s certificate does NOT lead to the anchor in this pack, at {time}.",
        "pack.check.listGood": "{list} from {time} does not name {certificate}: it was not revoked.",
        "pack.check.listRevoked": "{list} from {time} names {certificate}: it is revoked or on hold.",
        "pack.check.answer": "{answer} is signed by an authorised responder and says of {certificate}: {status}.",
        "pack.check.timestamp":
            "{file}: the timestamp from {time} is over its data and by a time-stamp unit below the anchor.",
        "pack.check.timestampFails": "{file}: the timestamp from {time} is NOT over its data.",
        "pack.check.receipt": "{file}: the receipt was stamped at {time} by a time-stamp unit below the anchor.",
        "pack.check.feed":
            "{file}: number {number} of {name}, from {time}, says what was signed, under a certificate below the anchor.",
        "pack.check.feedUndated":
            "{file}: number {number} of {name}, from {time}, says what was signed by the key of its certificate.",
        "pack.page.title": "Evidence on an electronic signature",
        "pack.page.asked": "Asked:",
        "pack.page.judged": "Judged for the time:",
        "pack.purpose.signature": "whether this is a person's valid signature.",
        "pack.purpose.prescription": "whether someone who may prescribe signed this.",
        "pack.purpose.trade": "whether this is a valid signature of a trader.",
        "pack.purpose.reimbursement": "whether this is signed by someone whose services are reimbursed.",
        "pack.purpose.dispensing": "whether someone who may dispense signed this.",
        "pack.purpose.court": "whether the signature and its time are proven for a dispute.",
        "pack.page.signature": "Signature {number}",
        "pack.page.causes": "What was found",
        "pack.page.noCauses": "Nothing was found that stands in the way.",
        "pack.page.timestamps": "Timestamps",
        "pack.page.checked": "What was checked",
        "pack.checked.document": "The document: its digest is compared with the one that was signed.",
        "pack.checked.value": "The signature: whether it was made with the key of the signer's certificate.",
        "pack.checked.path": "The certificates: whether the signer's leads to the anchor, every rule of RFC 5280 kept.",
        "pack.checked.status":
            "The status: whether a certificate on that path was revoked, by the lists and answers below.",
        "pack.checked.time": "The time: what proves when the signature was made, and which algorithms were safe then.",
        "pack.checked.purpose": "The purpose: whether the signer's profession and certificate are fit for it.",
        "pack.checked.profession":
            "The profession: whether the signer might practise then, by what the licensing body signed.",
        "pack.page.professions": "What licensing bodies say, and when each was drawn up",
        "pack.page.certificates": "Certificates, and until when each is valid",
        "pack.page.anchor": "anchor",
        "pack.page.revocation": "Revocation lists and status answers, and when each was made",
        "pack.page.again": "How to check this again",
        "pack.page.againText":
            "Everything that this verdict rests on is in the pack that this page came in. Neither a network nor the program that wrote it is needed: CHECK.txt lists commands of openssl.",
        "pack.page.trust":
            "All of this holds if the anchors below are the real ones. A pack can bring any anchor: compare their digests with what the authority itself publishes.",
        "pack.fact.indication": "Indication",
        "pack.fact.content": "Digest of the document, SHA-256",
        "pack.fact.contentHow": "The document",
        "pack.content.embedded": "is inside the signature file",
        "pack.content.file": "was given beside the signature",
        "pack.content.digest": "stayed at home; only its digest was given",
        "pack.fact.policy": "Policy",
        "pack.fact.snapshot": "Material that it was judged by",
        "pack.fact.national": "National root",
        "pack.national": "yes",
        "pack.notNational": "no: in law this signature has another weight",
        "pack.fact.result": "Result",
        "pack.fact.claimed": "Signed, by the signer's word",
        "pack.fact.best": "Known to exist since",
        "pack.fact.level": "Level",
        "pack.fact.status": "Certificate then",
        "pack.fact.professional": "Right to practise",
        "pack.fact.measure": "Measure of the law, by its letter",
        "pack.fact.acts": "What is forbidden",
        "pack.fact.since": "Since",
        "pack.fact.until": "Until",
        "pack.source.body": "by",
        "pack.act.prescribing": "prescribing",
        "pack.act.dispensing": "dispensing",
        "pack.act.treating": "treating",
        "pack.fact.name": "Signed by",
        "pack.fact.profession": "Profession",
        "pack.fact.licence": "Licence number",
        "pack.fact.serial": "Certificate number",
        "pack.fact.issuer": "Issued by",
        "pack.fact.certificate": "Certificate, SHA-256",
        "pack.status.good": "good: not revoked",
        "pack.status.revoked": "revoked",
        "pack.status.onHold": "on hold",
        "pack.status.expired": "expired",
        "pack.status.unknown": "unknown",
        "pack.source.crl": "by a revocation list",
        "pack.source.ocsp": "by a status answer (OCSP)",
        "pack.source.records": "by the authority's records",
        "pack.timestamp.content": "on the document, before signing",
        "pack.timestamp.signature": "on the signature",
        "pack.timestamp.archive": "on the signature with all its evidence",
        "pack.timestamp.believed": "believed",
        "pack.timestamp.notBelieved": "proves nothing",
        "problem.containers.truncated": "The archive ends at byte {offset}; {needed} more bytes are needed.",
        "problem.containers.unexpectedRecord": "At byte {offset} stands {seen}; {allowed} has to.",
        "problem.containers.strayBytes": "{count} bytes from byte {offset} on belong to no file.",
        "problem.containers.field":
            "The field {name} at byte {offset} is {seen}; allowed: {allowed}. Only stored files without extra fields are read.",
        "problem.containers.headersDiffer": "The two headers of {name} contradict each other ({field}).",
        "problem.containers.name": "The name {seen} at byte {offset} is not safe.",
        "problem.containers.repeatedName": "The name {name} stands twice, or is a folder too.",
        "problem.containers.checksum": "The checksum of {name} is {seen}; its header says {allowed}.",
        "problem.containers.tooLarge": "The archive has {seen} {field}; {allowed} are allowed.",
    ]
}
