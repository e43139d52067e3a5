// SPDX-License-Identifier: Apache-2.0

extension EnglishSentences {
    /// What is said of tokens, HSMs and cards, and of the modules that they are reached by.
    static let tokens: [String: String] = [
        "problem.ceremony.keyTwice":
            "There is a key in {file}, and {seen} says that it is in a token. One of both has to go before either is used.",
        "problem.ceremony.tokenNeeded":
            "The key that {file} names is in a token, and the configuration names none (keys.pkcs11).",
        "cli.token.noConfiguration":
            "A token is needed, and the configuration names none (keys.pkcs11).",
        "cli.pin.ask": "PIN of {token}: ",
        "cli.pin.noTerminal":
            "A PIN is needed and there is no terminal to ask at; --pin-file or --pin-fd names where it is.",
        "cli.passphrase.descriptor": "Descriptor {seen} cannot be read; a number of an open one is needed.",
        "cli.sign.module":
            "The key is in a token: --module names the PKCS #11 module that reaches it, by its absolute path.",
        "cli.sign.noTokenCertificate":
            "There is no certificate beside the key {object} in the token; --certificate names a file of it.",
        "token.uri": "This is no name of a token or of a key in it: {seen}; allowed is {allowed} (RFC 7512).",
        "token.secretInURI":
            "A PIN must not stand in a pkcs11: name ({seen}), where logs and process lists show it; name a file of it.",
        "token.moduleNotLoaded": "The PKCS #11 module {module} cannot be loaded: {detail}",
        "token.notAModule": "{module} is no PKCS #11 module: it has no C_GetFunctionList.",
        "token.moduleVersion": "The module {module} speaks PKCS #11 {seen}; needed is {allowed}.",
        "token.noToken": "There is no token {allowed}. Present: {seen}.",
        "token.severalTokens": "More than one token is {allowed}: {seen}. Name its serial number as well.",
        "token.pinNeeded": "The token {token} needs a PIN and none was given.",
        "token.wrongPIN":
            "The PIN of the token {token} is wrong. It was given once and is not given again, so that the token does not"
            + " lock.",
        "token.pinLocked": "The token {token} is locked after too many wrong PINs; its security officer unlocks it.",
        "token.pinFinalTry":
            "One more wrong PIN would lock the token {token}, so it is not tried here. Log in once with the token's own"
            + " tool.",
        "token.pinNotUsable": "The PIN of the token {token} was never set, has expired or must be changed: {seen}.",
        "token.objectMissing": "There is no key {object} in the token.",
        "token.severalObjects": "{count} keys are {object}; name its id as well.",
        "token.objectExists": "The token holds {object} already; a key is never written over.",
        "token.keyType": "The key {object} is {seen}; Mohr signs with {allowed}.",
        "token.attribute":
            "The key {object} is not used: {name} is {seen} and must be {allowed}. A key that could leave its token is"
            + " no key of an authority.",
        "token.publicKeyMissing": "The token does not hold the public half of {object}.",
        "token.mechanism": "The token {token} does not compute {seen}.",
        "token.call": "The PKCS #11 module {module} answered {seen} to {operation}.",
        "token.unreachable":
            "The token {token} did not come back: {attempts} attempts in {milliseconds} ms through {module}, the last"
            + " answer {seen}.",
        "token.busy": "All {count} sessions with the token {token} are busy.",
        "token.wrongSignature":
            "The token gave a signature by {object} that its own public key does not verify ({seen}). It was thrown away;"
            + " have the token examined.",
    ]
}
