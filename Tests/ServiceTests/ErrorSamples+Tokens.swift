// SPDX-License-Identifier: Apache-2.0
import Cryptography

extension ErrorSamples {
    /// Every way in which a token fails.
    static let tokens: [TokenFault] = [
        .uri(seen: "slot-nothing", allowed: "token"), .secretInURI(attribute: "pin-value"),
        .moduleNotLoaded(module: "/x.so", cause: "not there"), .notAModule(module: "/x.so"),
        .moduleVersion(module: "/x.so", seen: "1.0", allowed: "2"), .noToken(token: "pkcs11:token=x", seen: ["y"]),
        .severalTokens(token: "pkcs11:token=x", seen: ["x", "x"]), .pinNeeded(token: "pkcs11:token=x"),
        .wrongPIN(token: "pkcs11:token=x"), .pinLocked(token: "pkcs11:token=x"), .pinFinalTry(token: "pkcs11:token=x"),
        .pinNotUsable(token: "pkcs11:token=x", value: "CKR_PIN_EXPIRED"), .objectMissing(object: "pkcs11:object=k"),
        .severalObjects(object: "pkcs11:object=k", count: 2), .objectExists(object: "pkcs11:object=k"),
        .keyType(object: "pkcs11:object=k", seen: "CKK_AES", allowed: ["CKK_EC"]),
        .attribute(object: "pkcs11:object=k", name: "CKA_EXTRACTABLE", seen: "true", allowed: "false"),
        .publicKeyMissing(object: "pkcs11:object=k"), .mechanism(token: "pkcs11:token=x", seen: "CKM_X"),
        .call(module: "/x.so", function: "C_Sign", value: "CKR_DEVICE_ERROR"),
        .unreachable(
            module: "/x.so", token: "pkcs11:token=x", value: "CKR_DEVICE_REMOVED", attempts: 3, milliseconds: 9),
        .busy(token: "pkcs11:token=x", sessions: 4),
        .wrongSignature(object: "pkcs11:object=k", algorithm: .ecdsa(.sha256)),
    ]
}
