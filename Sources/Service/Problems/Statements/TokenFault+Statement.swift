// SPDX-License-Identifier: Apache-2.0
import Cryptography

extension TokenFault {
    /// What it says.
    ///
    /// One row a case: a table, and so longer than a screen.
    var statement: Statement {
        switch self {
        case .uri(let seen, let allowed): told("uri", ["seen": seen, "allowed": allowed])
        case .secretInURI(let attribute): told("secretInURI", ["seen": attribute])
        case .moduleNotLoaded(let module, let cause): told("moduleNotLoaded", ["module": module, "detail": cause])
        case .notAModule(let module): told("notAModule", ["module": module])
        case .moduleVersion(let module, let seen, let allowed):
            told("moduleVersion", ["module": module, "seen": seen, "allowed": allowed])
        case .noToken(let token, let seen):
            told("noToken", ["allowed": token, "seen": Statement.list(seen)])
        case .severalTokens(let token, let seen):
            told("severalTokens", ["allowed": token, "seen": Statement.list(seen)])
        case .pinNeeded(let token): told("pinNeeded", ["token": token])
        case .wrongPIN(let token): told("wrongPIN", ["token": token])
        case .pinLocked(let token): told("pinLocked", ["token": token])
        case .pinFinalTry(let token): told("pinFinalTry", ["token": token])
        case .pinNotUsable(let token, let value): told("pinNotUsable", ["token": token, "seen": value])
        case .objectMissing(let object): told("objectMissing", ["object": object])
        case .severalObjects(let object, let count):
            told("severalObjects", ["object": object, "count": "\(count)"])
        case .objectExists(let object): told("objectExists", ["object": object])
        case .keyType(let object, let seen, let allowed):
            told("keyType", ["object": object, "seen": seen, "allowed": Statement.list(allowed)])
        case .attribute(let object, let name, let seen, let allowed):
            told("attribute", ["object": object, "name": name, "seen": seen, "allowed": allowed])
        case .publicKeyMissing(let object): told("publicKeyMissing", ["object": object])
        case .mechanism(let token, let seen): told("mechanism", ["token": token, "seen": seen])
        case .call(let module, let function, let value):
            told("call", ["module": module, "operation": function, "seen": value])
        case .unreachable(let module, let token, let value, let attempts, let milliseconds):
            told(
                "unreachable",
                [
                    "module": module, "token": token, "seen": value, "attempts": "\(attempts)",
                    "milliseconds": "\(milliseconds)",
                ])
        case .busy(let token, let sessions): told("busy", ["token": token, "count": "\(sessions)"])
        case .wrongSignature(let object, let algorithm):
            told("wrongSignature", ["object": object, "seen": "\(algorithm)"])
        }
    }

    private func told(_ name: String, _ facts: [String: String]) -> Statement {
        Statement("token.\(name)", facts)
    }
}
