// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Identity
import Linting

extension IdentityError {
    /// The error as the desk tells it; a part of somebody's number is not told, its place is.
    var cause: EnrollmentCause {
        switch self {
        case .bidiControl(let field, let seen, let offset): character("bidiControl", field, seen, offset, "UAX 9 2")
        case .character(let field, let seen, let offset, let allowed):
            character("character", field, seen, offset).with("allowed", allowed.rawValue)
        case .checkDigit(let field, _, _): identity("checkDigit", field)
        case .control(let field, let seen, let offset): character("control", field, seen, offset)
        case .empty(let field): identity("empty", field)
        case .length(let field, let seen, let allowed):
            identity("length", field).with("seen", "\(seen)").with("allowed", allowed.shown)
        case .mixedScripts(let field, let seen, let offset): character("mixedScripts", field, seen, offset)
        case .noPersianLetter(let field): identity("noPersianLetter", field)
        case .prefix(let field, _, let allowed):
            identity("prefix", field).with("allowed", allowed.map { $0.isEmpty ? "–" : $0 }.listed)
        case .privateUse(let field, let seen, let offset): character("privateUse", field, seen, offset)
        case .professionLetter(let seen, let allowed):
            identity("professionLetter", .medicalCouncilNumber).with("seen", seen.isEmpty ? "–" : seen)
                .with("allowed", allowed.listed)
        case .range(let field, _, let allowed): identity("range", field).with("allowed", allowed.shown)
        case .unassigned(let field, let seen, let offset): character("unassigned", field, seen, offset)
        }
    }

    private func identity(_ name: String, _ field: IdentityField, _ clause: String? = nil) -> EnrollmentCause {
        EnrollmentCause(.input, name, ["kind": field.rawValue], room: "identity", clause: clause)
    }

    private func character(
        _ name: String, _ field: IdentityField, _ seen: Unicode.Scalar, _ offset: Int, _ clause: String? = nil
    ) -> EnrollmentCause {
        identity(name, field, clause).with("seen", seen.codePoint).with("offset", "\(offset)")
    }
}

extension KeyWeakness {
    /// The error as the desk tells it.
    var cause: EnrollmentCause {
        switch self {
        case .unusable(let error): error.keyCause
        case .kindNotAllowed(let seen, let allowed):
            linting("kindNotAllowed", ["seen": "\(seen)", "allowed": allowed.listed])
        case .rsaSize(let bits, let allowed): linting("rsaSize", ["seen": "\(bits)", "allowed": allowed.shown])
        case .rsaExponentTooSmall(let seen, let allowed):
            linting("rsaExponentTooSmall", ["seen": seen, "allowed": allowed])
        case .rsaExponentTooLarge(let bits, let allowed):
            linting("rsaExponentTooLarge", ["seen": "\(bits)", "allowed": allowed])
        case .rsaSmallFactor(let prime): linting("rsaSmallFactor", ["seen": "\(prime)"])
        case .rsaClosePrimes(let rounds): linting("rsaClosePrimes", ["seen": "\(rounds)"])
        case .rsaROCA: linting("rsaROCA", [:])
        }
    }

    private func linting(_ name: String, _ facts: [String: String]) -> EnrollmentCause {
        EnrollmentCause(.input, name, facts, room: "linting", clause: "CP/CPS 6.1.5, 6.1.6")
    }
}

extension CryptographyError {
    /// Why a key cannot be used; what a key's bytes cannot cause is told as a key that cannot be read.
    fileprivate var keyCause: EnrollmentCause {
        switch self {
        case .unsupportedKeyAlgorithm(let identifier):
            key("unsupportedKeyAlgorithm", ["seen": identifier])
        case .unexpectedKeyParameters(let identifier):
            key("unexpectedKeyParameters", ["seen": identifier], "RFC 3279 2.3, RFC 8410 3")
        case .unsupportedCurve(let identifier, let name): key("unsupportedCurve", ["seen": name ?? identifier])
        case .explicitCurveParameters: key("explicitCurveParameters", [:], "RFC 5480 2.1.1")
        case .unsupportedPointForm(let seen): key("unsupportedPointForm", ["seen": "\(seen)"], "RFC 5480 2.2")
        case .pointLength(let seen, let allowed):
            key("pointLength", ["seen": "\(seen)", "allowed": "\(allowed)"], "RFC 5480 2.2")
        case .pointAtInfinity: key("pointAtInfinity", [:])
        case .pointNotOnCurve(let kind): key("pointNotOnCurve", ["curve": "\(kind)"], "NIST SP 800-56A 5.6.2.3")
        case .rsaModulusNotPositive: key("rsaModulusNotPositive", [:])
        case .rsaExponentEven: key("rsaExponentEven", [:], "RFC 8017 3.1")
        case .keyLength(let seen, let allowed): key("keyLength", ["seen": "\(seen)", "allowed": "\(allowed)"])
        case .smallOrderPoint: key("smallOrderPoint", [:])
        default: key("malformedKey", [:])
        }
    }

    private func key(_ name: String, _ facts: [String: String], _ clause: String? = nil) -> EnrollmentCause {
        EnrollmentCause(.input, name, facts, room: "cryptography", clause: clause)
    }
}
