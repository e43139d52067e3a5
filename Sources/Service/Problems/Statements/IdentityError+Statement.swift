// SPDX-License-Identifier: Apache-2.0
import Enrollment
import Identity

extension IdentityError {
    /// What it says; a digit, a name or a part of one is personal and stays out.
    var statement: Statement {
        switch self {
        case .bidiControl(_, let seen, let offset): at("bidiControl", seen, offset)
        case .character(_, let seen, let offset, let allowed):
            Statement(
                "identity.character", ["seen": Statement.scalar(seen), "at": "\(offset + 1)"],
                parts: ["allowed": [Statement("alphabet.\(allowed.rawValue)")]])
        case .checkDigit: Statement("identity.checkDigit")
        case .control(_, let seen, let offset): at("control", seen, offset)
        case .empty: Statement("identity.empty")
        case .length(_, let seen, let allowed):
            Statement("identity.length", ["seen": "\(seen)", "allowed": Statement.range(allowed)])
        case .mixedScripts(_, let seen, let offset): at("mixedScripts", seen, offset)
        case .noPersianLetter: Statement("identity.noPersianLetter")
        case .prefix(_, _, let allowed): Statement("identity.prefix", ["allowed": Statement.list(allowed)])
        case .privateUse(_, let seen, let offset): at("privateUse", seen, offset)
        case .professionLetter(let seen, let allowed):
            Statement("identity.professionLetter", ["seen": seen, "allowed": Statement.list(allowed)])
        case .range(_, _, let allowed): Statement("identity.range", ["allowed": Statement.range(allowed)])
        case .unassigned(_, let seen, let offset): at("unassigned", seen, offset)
        }
    }

    private func at(_ name: String, _ seen: Unicode.Scalar, _ offset: Int) -> Statement {
        // People count from one.
        Statement("identity.\(name)", ["seen": Statement.scalar(seen), "at": "\(offset + 1)"])
    }
}

extension FormField {
    /// The field's name on the form.
    var statement: Statement { Statement("field.\(rawValue)") }

    /// The field's name when the value's own kind is more precise: a licence number is a council's or a card's.
    func statement(for error: IdentityError) -> Statement {
        self == .licenceNumber ? Statement("field.\(error.field.rawValue)") : statement
    }
}
