// SPDX-License-Identifier: Apache-2.0
import Cryptography

extension CryptographyError {
    /// What it says.
    ///
    /// One row a case: a table, and so longer than a screen.
    var statement: Statement {
        switch self {
        case .malformedKey(let offset): told("malformedKey", ["offset": "\(offset)"])
        case .trailingBytes(let offset, let count):
            told("trailingBytes", ["offset": "\(offset)", "count": "\(count)"])
        case .unsupportedKeyAlgorithm(let identifier): told("unsupportedKeyAlgorithm", ["seen": identifier])
        case .unexpectedKeyParameters(let identifier): told("unexpectedKeyParameters", ["seen": identifier])
        case .missingDSAParameters: told("missingDSAParameters")
        case .dsaValueOutOfRange(let value): told("dsaValueOutOfRange", ["seen": value.rawValue])
        case .unsupportedCurve(let identifier, let name): told("unsupportedCurve", ["seen": name ?? identifier])
        case .explicitCurveParameters: told("explicitCurveParameters")
        case .unsupportedPointForm(let seen): told("unsupportedPointForm", ["seen": String(seen, radix: 16)])
        case .pointLength(let seen, let allowed): told("pointLength", ["seen": "\(seen)", "allowed": "\(allowed)"])
        case .pointAtInfinity: told("pointAtInfinity")
        case .pointNotOnCurve(let kind): told("pointNotOnCurve", ["seen": "\(kind)"])
        case .rsaModulusEven: told("rsaModulusEven")
        case .rsaModulusNotPositive: told("rsaModulusNotPositive")
        case .rsaModulusSize(let bits, let allowed):
            told("rsaModulusSize", ["seen": "\(bits)", "allowed": Statement.range(allowed)])
        case .rsaExponentEven: told("rsaExponentEven")
        case .rsaExponentTooSmall: told("rsaExponentTooSmall")
        case .rsaExponentTooLarge(let bits, let limit):
            told("rsaExponentTooLarge", ["seen": "\(bits)", "allowed": "\(limit)"])
        case .keyLength(let seen, let allowed): told("keyLength", ["seen": "\(seen)", "allowed": "\(allowed)"])
        case .smallOrderPoint: told("smallOrderPoint")
        case .algorithmDoesNotFitKey(let algorithm, let kind):
            told("algorithmDoesNotFitKey", ["seen": "\(algorithm)", "allowed": "\(kind)"])
        case .algorithmNeedsMessage(let algorithm): told("algorithmNeedsMessage", ["seen": "\(algorithm)"])
        case .digestLength(let seen, let allowed): told("digestLength", ["seen": "\(seen)", "allowed": "\(allowed)"])
        case .cannotGenerate(let kind): told("cannotGenerate", ["seen": "\(kind)"])
        case .byteCount(let seen, let allowed):
            told("byteCount", ["seen": "\(seen)", "allowed": Statement.range(allowed)])
        case .noPrivateKey(let labels): told("noPrivateKey", ["seen": Statement.list(labels)])
        case .severalPrivateKeys(let count): told("severalPrivateKeys", ["seen": "\(count)"])
        case .unsupportedPrivateKeyLabel(let seen, let allowed):
            told("unsupportedPrivateKeyLabel", ["seen": seen, "allowed": Statement.list(allowed)])
        case .passphraseNeeded: told("passphraseNeeded")
        case .wrongPassphrase: told("wrongPassphrase")
        case .emptyPassphrase: told("emptyPassphrase")
        case .passphraseLength(let seen, let allowed):
            told("passphraseLength", ["seen": "\(seen)", "allowed": "\(allowed)"])
        case .unsupportedKeyEncryption(let identifier): told("unsupportedKeyEncryption", ["seen": identifier])
        case .keyPairMismatch: told("keyPairMismatch")
        case .malformedPEM(_, let line): told("malformedPEM", ["line": "\(line)"])
        case .malformedBase64(let offset): told("malformedBase64", ["offset": "\(offset)"])
        case .malformedHex(let offset): told("malformedHex", ["offset": "\(offset)"])
        case .shareCount(let threshold, let count, let allowed):
            told(
                "shareCount", ["threshold": "\(threshold)", "seen": "\(count)", "allowed": Statement.range(allowed)])
        case .secretLength(let seen, let allowed):
            told("secretLength", ["seen": "\(seen)", "allowed": Statement.range(allowed)])
        case .sharesMismatch: told("sharesMismatch")
        case .sealedBytesMalformed: told("sealedBytesMalformed")
        case .token(let fault): fault.statement
        case .library(let operation, let queue):
            told("library", ["operation": operation, "detail": queue.joined(separator: "; ")])
        }
    }

    private func told(_ name: String, _ facts: [String: String] = [:]) -> Statement {
        Statement("crypto.\(name)", facts)
    }
}
