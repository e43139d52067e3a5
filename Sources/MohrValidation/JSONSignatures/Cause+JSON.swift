// SPDX-License-Identifier: Apache-2.0
import JSON
import PKIX

extension Cause {
    /// Why bytes are no JSON Web Signature that is taken, as a finding.
    init(_ error: JWSError) {
        switch error {
        case .json(.duplicateName(let offset, let name)):
            self.init(.memberRepeated, ["seen": name, "offset": "\(offset)"])
        case .algorithm(let seen) where Self.isUnsecured(seen): self.init(.unsecured, ["seen": seen])
        case .algorithm(let seen): self.init(.algorithm, ["seen": seen, "allowed": Self.namesOfAlgorithms])
        case .critical(let name), .notCritical(let name): self.init(.criticalParameter, ["seen": name])
        case .remoteKey(let name): self.init(.keyFromOutside, ["seen": name])
        case .unprotected(let name): self.init(.unprotectedParameter, ["seen": name])
        case .certificate: self.init(.signingCertificateUnreadable)
        case .value("sigD.mId", let seen, let allowed):
            // What is signed this way, HTTP headers for instance, is nothing that a document can be compared with.
            self.init(.detachedMechanism, ["seen": seen, "allowed": allowed])
        case .value(let name, let seen, let allowed):
            self.init(.partInvalid, ["part": name, "seen": seen, "allowed": allowed])
        case .missing(let name): self.init(.partInvalid, ["part": name, "seen": "–", "allowed": "RFC 7515 7"])
        case .base64(let part):
            let alphabet = part == "x5c" ? "base64, RFC 4648 4" : "base64url, RFC 7515 2"
            self.init(.partInvalid, ["part": part, "seen": "–", "allowed": alphabet])
        case .payload: self.init(.partInvalid, ["part": "payload", "seen": "payload, sigD", "allowed": "sigD"])
        default: self.init(.malformed, ["offset": Self.offset(of: error), "detail": CaseWords.of(error)])
        }
    }

    private static let namesOfAlgorithms = JWSAlgorithm.allCases.map(\.rawValue).joined(separator: ", ")

    /// No algorithm at all, however it is spelt, or one by a secret that the verifier would share.
    private static func isUnsecured(_ name: String) -> Bool {
        name.lowercased() == "none" || name.uppercased().hasPrefix("HS")
    }

    private static func offset(of error: JWSError) -> String {
        guard case .json(let error) = error else { return "0" }
        switch error {
        case .tooDeep(let offset, _), .unexpected(let offset), .unfinished(let offset), .string(let offset),
            .number(let offset), .duplicateName(let offset, _):
            return "\(offset)"
        case .tooLarge(_, let allowed): return "\(allowed)"
        }
    }
}

extension PKIXError {
    /// That bytes are no JSON Web Signature.
    init(_ error: JWSError) {
        self = .unexpected(field: "JWS", seen: CaseWords.of(error), allowed: "RFC 7515 7", offset: 0)
    }
}
