// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Identity
import Records

// The code goes to the holder's telephone and never to the office: with an officer's key alone nobody makes a certificate
// good (21 CFR 1311.105 (c), two channels).
extension RegistrationAuthority {
    /// Whether acceptance asks for the code that was sent to the holder.
    ///
    /// - Parameter id: the tracking code.
    /// - Returns: false where the policy asks for none, and for a renewal.
    /// - Throws: ``EnrollmentError/records(_:)``.
    public func needsActivation(_ id: String) throws(EnrollmentError) -> Bool {
        guard policy.channel.activation != nil else { return false }
        return try !told(try records.isRenewal(id))
    }

    /// Sends the holder another code, in place of the one before it.
    ///
    /// - Parameters:
    ///   - id: the tracking code.
    ///   - officer: who asks for the holder; nil for the holder.
    /// - Throws: ``EnrollmentError/handling(_:)`` when codes were sent too often;
    ///   ``EnrollmentError/applicationMoved(id:seen:allowed:)`` while there is nothing to accept, or not any more.
    public func sendActivation(_ id: String, by officer: Officer? = nil) throws(EnrollmentError) {
        let application = try seen(id, by: officer)
        guard application.state == .issued else {
            throw .applicationMoved(id: id, seen: application.state, allowed: [.issued])
        }
        guard let terms = policy.channel.activation, try needsActivation(id) else {
            throw .desk(.unknownActivation(application: id))
        }
        let time = clock()
        let code = CodeRecord(
            id: try drawCodeID(), purpose: .activation, subject: id, tries: terms.tries, created: time,
            expires: time.advanced(bySeconds: terms.seconds))
        let again = try told(
            try records.ask(for: code, telling: .activation, within: terms, by: officer?.id ?? Self.subscriber))
        if let again { throw .handling(.activationTooOften(application: id, again: again)) }
    }

    private func seen(_ id: String, by officer: Officer?) throws(EnrollmentError) -> Application {
        guard let officer else { return try application(id) }
        return try application(id, seenBy: officer)
    }

    /// What an acceptance's code is held against; nil where none is asked for.
    ///
    /// - Throws: ``EnrollmentError/handling(_:)`` when the code is missing.
    func activationCheck(_ id: String, _ typed: String?) throws(EnrollmentError) -> CodeCheck? {
        guard try needsActivation(id) else { return nil }
        guard let typed else { throw .handling(.activationMissing(application: id)) }
        return try codeCheck(typed)
    }

    /// Tells whether what was typed is the code of an id.
    func codeCheck(_ typed: String) throws(EnrollmentError) -> CodeCheck {
        guard let key = channelKey else { throw .channelKey("none") }
        let (digits, wanted) = (Array(Self.digits(in: typed).utf8), policy.channel.digits)
        return { id in
            guard let code = try? key.code(of: id, digits: wanted) else { return false }
            let right = Array(code.utf8)
            guard right.count == digits.count else { return false }
            // Every digit is looked at, so that time tells nothing of how far it was right.
            return zip(right, digits).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
        }
    }

    /// A refusal for each way in which a code is none.
    func refuse(_ outcome: CodeOutcome, of id: String) throws(EnrollmentError) {
        switch outcome {
        case .right: return
        case .wrong(let left): throw .handling(.activationWrong(application: id, left: left))
        case .locked: throw .handling(.activationSpent(application: id))
        case .expired(let since): throw .handling(.activationExpired(application: id, since: since))
        case .none: throw .desk(.unknownActivation(application: id))
        }
    }

    func drawCodeID() throws(EnrollmentError) -> String {
        do throws(CryptographyError) {
            return Hex.encode(try SecureRandom.bytes(16))
        } catch {
            throw .random(error)
        }
    }

    /// The digits of what was typed, in ASCII; spaces and hyphens between them are nobody's mistake.
    private static func digits(in text: String) -> String {
        PersianText.asciiDigits(text).filter { !$0.isWhitespace && $0 != "-" }
    }
}
