// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX

extension PKIXError {
    /// What it says, by class: where the bytes break off matters to who made them, the rest to who fixes the tool.
    var statement: Statement {
        switch self {
        case .der(let error): Statement("pkix.der", ["offset": "\(error.offset)"])
        case .malformedExtension(let identifier, _):
            Statement("pkix.malformedExtension", ["seen": identifier.dotted])
        case .duplicateExtension(let identifier, let offset):
            Statement("pkix.duplicateExtension", ["seen": identifier.dotted, "offset": "\(offset)"])
        case .empty(let field, let offset): Statement("pkix.empty", ["field": field, "offset": "\(offset)"])
        case .repeated(let field, _, let offset):
            Statement("pkix.repeated", ["field": field, "offset": "\(offset)"])
        case .outOfRange(let field, let seen, let allowed, let offset),
            .unexpected(let field, let seen, let allowed, let offset):
            Statement(
                "pkix.unexpected", ["field": field, "seen": seen, "allowed": allowed, "offset": "\(offset)"])
        case .unsorted(let field, let offset): Statement("pkix.unsorted", ["field": field, "offset": "\(offset)"])
        case .extensionsBeforeVersion3(let version, _):
            Statement("pkix.extensionsBeforeVersion3", ["seen": "\(version)"])
        case .tooLarge(_, let seen, let allowed):
            Statement("pkix.tooLarge", ["seen": "\(seen)", "allowed": "\(allowed)"])
        case .noPEMBlock(let seen, let allowed):
            Statement("pkix.noPEMBlock", ["seen": Statement.list(seen), "allowed": Statement.list(allowed)])
        case .pem(let error), .publicKey(let error), .signing(let error): error.statement
        case .attributeNotSingle(let identifier, _, _):
            Statement("pkix.attributeNotSingle", ["seen": identifier.dotted])
        case .proofOfPossession: Statement("pkix.proofOfPossession")
        case .algorithmDoesNotFitKey(let algorithm, let kind):
            Statement("crypto.algorithmDoesNotFitKey", ["seen": "\(algorithm)", "allowed": "\(kind)"])
        case .unsupportedAlgorithm(let identifier):
            Statement("pkix.unsupportedAlgorithm", ["seen": identifier.dotted])
        case .attributeLength(let identifier, let seen, let allowed):
            Statement(
                "pkix.attributeLength",
                ["attribute": identifier.dotted, "seen": "\(seen)", "allowed": Statement.range(allowed)])
        case .attributeCharacter(let identifier, let allowed):
            Statement("pkix.attributeCharacter", ["attribute": identifier.dotted, "allowed": allowed])
        }
    }
}
