// SPDX-License-Identifier: Apache-2.0
import CPKCS11

/// What a key in a token has to say of itself before it is used.
///
/// - SeeAlso: PKCS #11 v2.40, 4.9 (private key objects); CP/CPS 6.2.
public enum KeyCustody: Sendable, Hashable {
    /// Made in this token and never outside it: the keys of authorities and services.
    case madeInToken
    /// Not to be got out of the token now: cards that were filled where they were printed.
    case staysInToken

    var demands: [(type: CK_ATTRIBUTE_TYPE, name: String, wanted: Bool)] {
        let always: [(CK_ATTRIBUTE_TYPE, String, Bool)] = [
            (CKA_TOKEN, "CKA_TOKEN", true), (CKA_PRIVATE, "CKA_PRIVATE", true),
            (CKA_SENSITIVE, "CKA_SENSITIVE", true), (CKA_EXTRACTABLE, "CKA_EXTRACTABLE", false),
            (CKA_SIGN, "CKA_SIGN", true),
        ]
        guard self == .madeInToken else { return always }
        return always + [
            (CKA_LOCAL, "CKA_LOCAL", true), (CKA_ALWAYS_SENSITIVE, "CKA_ALWAYS_SENSITIVE", true),
            (CKA_NEVER_EXTRACTABLE, "CKA_NEVER_EXTRACTABLE", true),
        ]
    }
}

extension TokenSession {
    /// Reads a key's attributes back; what the token does not tell counts as the wrong answer.
    func demand(_ custody: KeyCustody, of key: CK_OBJECT_HANDLE, _ uri: PKCS11URI) throws(TokenTrouble) {
        for demand in custody.demands {
            let seen = try flag(demand.type, of: key)
            guard seen == demand.wanted else {
                throw .fault(
                    .attribute(
                        object: uri.description, name: demand.name, seen: seen.map { "\($0)" } ?? "–",
                        allowed: "\(demand.wanted)"))
            }
        }
    }
}
