// SPDX-License-Identifier: Apache-2.0

extension EnglishSentences {
    /// Keys that several custodians hold together.
    static let custody: [String: String] = [
        "crypto.shareCount":
            "A secret cannot be divided into {seen} shares of which {threshold} are needed; shares: {allowed}, needed: from 2 to all.",
        "crypto.secretLength": "A secret of {seen} bytes cannot be divided; allowed: {allowed}.",
        "crypto.sharesMismatch": "The shares are not of one secret.",
        "crypto.sealedBytesMalformed": "A sealed share has a part of a wrong length.",
        "problem.records.authoritySucceeded": "The authority {name} has a successor already.",
        "problem.records.ceremonyOpen": "A ceremony of {name} was begun and not ended.",
        "problem.custody.custodianTwice":
            "The custodian {id} is named twice; a share counts once.",
        "problem.custody.custodianUnknown":
            "Nobody called {id} holds a share of the key of {name}; those who do: {allowed}.",
        "problem.custody.tooFew":
            "The key of {name} needs {needed} custodians and there are: {seen}. Those who hold a share: {allowed}.",
        "problem.custody.shareMissing":
            "The share of {id} is not there: {file} is in none of {folders}. Name the folder that they brought with --shares.",
        "problem.custody.shareDamaged":
            "The share of {id} in {file} is damaged; use another copy of it.",
        "problem.custody.shareOfOtherSet":
            "The share of {id} in {file} is of another set: from before the key was shared anew, or of another key.",
        "problem.custody.wrongPassphrase":
            "The passphrase of {id} does not open their share.",
        "problem.custody.wrongShare":
            "The share of {id} is not the one that they were given.",
        "problem.custody.passphraseMissing":
            "{id} is to get a share and gave no passphrase for it. Give it with --new-custodian, or at the terminal.",
        "problem.custody.setUnreadable":
            "{file}, which says who holds the key, cannot be read.",
        "problem.custody.notHeld":
            "The key of {name} is not in a file, so it cannot be divided among custodians.",
        "problem.ceremony.begunOtherwise":
            "A ceremony of {name} was begun from another file, with SHA-256 {sha256}, and not ended. Perform that file to its end; or, to give it up, remove {file} by hand.",
        "problem.ceremony.sourceDigest":
            "{file} has SHA-256 {seen}; the ceremony's file names {allowed}. It is not what was reviewed.",
        "problem.ceremony.sourceUnproven":
            "{file} is not signed by the key in it, so it does not prove that its owner has the key.",
        "problem.ceremony.sourceNoAuthority":
            "{file} is the certificate of no authority: it may not sign certificates.",
        "problem.ceremony.pathTooLong":
            "The certificate of {name} allows {allowed} authorities below it, which is too few for what would come below.",
        "problem.ceremony.succeeded":
            "Another authority has taken the place of {name} already.",
        "problem.ceremony.unknownCertificate":
            "{seen} is no certificate that {name} issued.",
        "problem.ceremony.listsItself":
            "{name} is online in the configuration and publishes its lists itself; use `mohr certificate revoke`.",
        "problem.ceremony.notConcluded":
            "The list or the transcript of the ceremony could not be made.",
    ]
}
