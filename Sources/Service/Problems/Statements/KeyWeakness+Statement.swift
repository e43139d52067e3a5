// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Linting

extension KeyWeakness {
    /// What it says; of a key that cannot be computed with, the key's own cause.
    var statement: Statement {
        switch self {
        case .unusable(let error): error.statement
        case .notOnCurve(let kind): CryptographyError.pointNotOnCurve(kind).statement
        case .pointAtInfinity: CryptographyError.pointAtInfinity.statement
        case .rsaExponentEven: CryptographyError.rsaExponentEven.statement
        case .predictable(let list): Statement("key.predictable", ["list": list])
        case .kindNotAllowed(let seen, let allowed):
            Statement("key.kindNotAllowed", ["seen": "\(seen)", "allowed": Statement.list(allowed)])
        case .rsaSize(let bits, let allowed):
            Statement("key.rsaSize", ["seen": "\(bits)", "allowed": Statement.range(allowed)])
        case .rsaExponentTooSmall(let seen, let allowed):
            Statement("key.rsaExponentTooSmall", ["seen": seen, "allowed": allowed])
        case .rsaExponentTooLarge(let bits, let allowed):
            Statement("key.rsaExponentTooLarge", ["seen": "\(bits)", "allowed": allowed])
        case .rsaSmallFactor(let prime): Statement("key.rsaSmallFactor", ["seen": "\(prime)"])
        case .rsaClosePrimes(let rounds): Statement("key.rsaClosePrimes", ["rounds": "\(rounds)"])
        case .rsaROCA: Statement("key.rsaROCA")
        }
    }
}
