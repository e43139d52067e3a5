// SPDX-License-Identifier: Apache-2.0

extension EnglishSentences {
    /// Signing, and raising a signature's level.
    static let signing: [String: String] = [
        "problem.signing.keyIsNotTheCertificates":
            "The key is not the one that the certificate was issued for.",
        "problem.signing.keyUsage":
            "The certificate is not for signing documents: its key is for {seen}; {allowed} is needed.",
        "problem.signing.outsideValidity":
            "The certificate is valid only {allowed}.",
        "problem.signing.signatureDoesNotFit":
            "The signature that came back does not fit what was to be signed; nothing was written.",
        "problem.signing.certificate":
            "The certificate cannot be used: {cause}",
        "problem.signing.message":
            "The signature file cannot be read: {cause}",
        "problem.signing.noSuchSignature":
            "There is no signature {seen}: the file holds {allowed}.",
        "problem.signing.nothingPrepared":
            "The file holds {seen} signatures that wait for their value; it must be exactly one.",
        "problem.signing.contentMissing":
            "The document is not in the signature file; --content names it.",
        "problem.signing.contentDiffers":
            "The document given is not the one that was signed.",
        "problem.signing.digestMissing":
            "The document's {allowed} digest is needed.",
        "problem.signing.nothingToEnclose":
            "A document that is given by its digest cannot travel inside the signature; --detached leaves it out.",
        "problem.signing.jws":
            "The signature is no JSON Web Signature that is taken: {detail}",
        "problem.signing.algorithmNotForJSON":
            "JSON Web Signatures have no name for {seen} with a key of {name}.",
        "problem.signing.timestampRefused":
            "The time-stamp authority gave no stamp ({seen}): {detail}",
        "problem.signing.timestampUnusable":
            "The time stamp that was received cannot be used: {cause}.",
        "problem.signing.evidenceMissing":
            "The status of certificate {certificate} of {issuer} is not among what was given, or its issuer is not; --crl, --ocsp and --anchor name files, --fetch asks the addresses in the certificates.",
        "problem.signing.noTimestampSource":
            "This level needs time stamps; --timestamps names an authority.",
        "problem.signing.unreachable":
            "{seen} gave no answer: {detail}",
        "problem.signing.key":
            "The key could not sign: {cause}",
        "signing.timestamp.imprint":
            "it is over something else",
        "signing.timestamp.nonce":
            "it does not repeat the number that was sent",
        "signing.timestamp.policy":
            "it was made under another policy",
        "signing.timestamp.unreadable":
            "it cannot be read",
        "signing.timestamp.signature":
            "its signature is not by a certificate for time stamps that it names",
        "cli.sign.refused":
            "{cause}",
        "cli.sign.modes":
            "Only one of these can be asked for at once: {seen}",
        "cli.sign.prepareLevel":
            "What is prepared has level B; raise it with --augment once it is signed.",
        "cli.sign.prepared":
            "Prepared: {file}. The key has to sign {bytes} (digest {digest}); then mohr sign {file} --assemble --signature FILE",
        "cli.sign.assembled":
            "The signature fits and is in its place: {file}",
        "cli.sign.raised":
            "Raised to level {level}: {file}",
    ]
}
