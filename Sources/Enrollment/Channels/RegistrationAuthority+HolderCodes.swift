// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Identity
public import Records

// Whoever asks is told the same whether the house knows them or not: whom a code goes to, if to anyone, is found out
// by the outbox when the answer is long out, and a code that went to nobody is tried, counted and locked like any other.
extension RegistrationAuthority {
    /// Takes down that somebody asks to be let in as a holder; a code goes to the holder of that number, if there is one.
    ///
    /// - Parameters:
    ///   - number: a national ID or foreigners' code, as typed.
    ///   - address: whose request it is; for counting.
    /// - Returns: the number, canonical.
    /// - Throws: ``EnrollmentError/identity(_:_:)`` for what is no number; ``EnrollmentError/askedTooOften(again:)``.
    @discardableResult
    public func askToSignIn(_ number: String, from address: String) throws(EnrollmentError) -> String {
        let number = try Self.holder(number)
        try ask(for: .signIn, of: number, beside: nil, telling: .signIn, from: address)
        return number
    }

    /// Takes down that somebody asks where an application stands; a code goes to the applicant, if the number is theirs.
    ///
    /// - Parameters:
    ///   - code: the tracking code, as typed.
    ///   - number: the applicant's national ID or foreigners' code, as typed.
    ///   - address: whose request it is; for counting.
    /// - Returns: the tracking code, in its form.
    /// - Throws: as ``askToSignIn(_:from:)``; ``EnrollmentError/value(field:seen:allowed:)`` for what is no tracking code.
    @discardableResult
    public func askToTrack(
        _ code: String, of number: String, from address: String
    ) throws(EnrollmentError) -> String {
        let code = try Self.trackingCode(code)
        let number = try Self.holder(number)
        try ask(for: .tracking, of: code, beside: number, telling: .tracking, from: address)
        return code
    }

    /// Lets a holder in whose code is the one.
    ///
    /// - Parameters:
    ///   - scope: to everything in the holder's name, or to one application.
    ///   - subject: the number, or the tracking code, as typed.
    ///   - typed: the code, as typed.
    ///   - address: whose request it is; for counting.
    /// - Returns: what the holder's browser keeps, and until when.
    /// - Throws: ``EnrollmentError/codeRefused``, whatever is wrong with it; ``EnrollmentError/askedTooOften(again:)``.
    public func signIn(
        _ scope: HolderSession.Scope, _ subject: String, code typed: String, from address: String
    ) throws(EnrollmentError) -> (token: String, session: HolderSession) {
        let time = clock()
        let purpose: CodePurpose = scope == .holder ? .signIn : .tracking
        let subject = try scope == .holder ? Self.holder(subject) : Self.trackingCode(subject)
        try count("try", subject, from: address)
        let name = try holderName(subject)
        let check = try codeCheck(typed)
        let outcome = try told(try records.tryCode(for: purpose, of: subject, at: time, check))
        guard outcome == .right else {
            let word: String
            switch outcome {
            case .wrong: word = "wrong"
            case .locked: word = "locked"
            case .expired: word = "expired"
            case .none, .right: word = "none"
            }
            try told(
                try records.noteHolder(
                    AuditAct.holderRefused, of: name, details: ["purpose": purpose.rawValue, "outcome": word], at: time)
            )
            throw .codeRefused
        }
        let token: String
        do throws(CryptographyError) {
            token = Base64.encode(try SecureRandom.bytes(32), .url)
        } catch {
            throw .random(error)
        }
        let expires = time.advanced(bySeconds: policy.channel.sessionSeconds)
        try told(
            try records.beginSession(
                Self.digest(of: token), scope, of: subject, at: time, until: expires, called: name))
        guard let session = try session(token) else { throw .codeRefused }
        return (token, session)
    }

    /// A session that is not over.
    ///
    /// - Parameter token: what the holder's browser keeps.
    /// - Returns: nil when there is none.
    /// - Throws: ``EnrollmentError/records(_:)``.
    public func session(_ token: String) throws(EnrollmentError) -> HolderSession? {
        try told(try records.session(Self.digest(of: token), at: clock()))
    }

    /// Ends a session.
    ///
    /// - Parameter token: what the holder's browser keeps.
    /// - Throws: ``EnrollmentError/records(_:)``.
    public func signOut(_ token: String) throws(EnrollmentError) {
        try told(try records.endSession(Self.digest(of: token)))
    }

    /// Counts a request of somebody who is not known yet.
    ///
    /// - Parameters:
    ///   - act: what is asked.
    ///   - subject: about whom; nil for nobody.
    ///   - address: from where.
    /// - Throws: ``EnrollmentError/askedTooOften(again:)``.
    public func count(_ act: String, _ subject: String? = nil, from address: String) throws(EnrollmentError) {
        guard let channelKey else { throw .channelKey("none") }
        var names = [(name: try channelKey.name("address", address), most: policy.channel.perAddress)]
        if let subject {
            names.append((name: try channelKey.name("person-" + act, subject), most: policy.channel.perPerson))
        }
        let counted = names
        let again = try told(try records.count(counted, within: 3_600, at: clock()))
        if let again { throw .askedTooOften(again: again) }
    }

    /// What the log calls somebody by whose number nobody is to be found.
    ///
    /// - Parameter subject: a number or a tracking code.
    /// - Returns: `holder:` and 16 hexadecimal digits.
    /// - Throws: ``EnrollmentError/channelKey(_:)``.
    public func holderName(_ subject: String) throws(EnrollmentError) -> String {
        guard let channelKey else { throw .channelKey("none") }
        return "holder:" + Hex.encode(try channelKey.name("holder", subject).prefix(8))
    }

    private func ask(
        for purpose: CodePurpose, of subject: String, beside holder: String?, telling kind: MessageKind,
        from address: String
    ) throws(EnrollmentError) {
        let time = clock()
        try count("ask", subject, from: address)
        let terms = policy.channel.signIn
        let code = CodeRecord(
            id: try drawCodeID(), purpose: purpose, subject: subject, holder: holder, tries: terms.tries, created: time,
            expires: time.advanced(bySeconds: terms.seconds))
        let again = try told(try records.ask(for: code, telling: kind, within: terms, by: "holder"))
        // The code that was sent a moment ago is still good: no reason to say anything else than before.
        if let again, again.seconds(since: time) > terms.pauseSeconds { throw .askedTooOften(again: again) }
    }

    /// Where somebody is reached who asks after an application or a draft; nil unless the number is the applicant's.
    func trackingContact(_ code: String, of number: String) throws(EnrollmentError) -> Contact? {
        let found: Application?
        do throws(EnrollmentError) {
            found = try application(code)
        } catch .unknownApplication {
            found = nil
        }
        if let found { return found.content.keys.nationalID == number ? try contact(of: found) : nil }
        guard let draft = try? self.draft(code) else { return nil }
        let typed = (draft.form[.nationalID] ?? draft.form[.foreignersID]).flatMap { try? Self.holder($0) }
        return typed == number ? contact(of: draft) : nil
    }

    /// A national ID or a foreigners' code, canonical.
    static func holder(_ text: String) throws(EnrollmentError) -> String {
        let digits = PersianText.asciiDigits(text).filter { !$0.isWhitespace && $0 != "-" }
        do throws(IdentityError) {
            return digits.utf8.count == 12
                ? try ForeignersID(checking: digits).canonical : try NationalID(checking: digits).canonical
        } catch {
            throw .identity(.nationalID, error)
        }
    }

    /// A tracking code as it is written; O, I and L are read as the digits that they look like (Crockford's base 32).
    static func trackingCode(_ text: String) throws(EnrollmentError) -> String {
        let plain = PersianText.asciiDigits(text).uppercased().filter { !$0.isWhitespace && $0 != "-" }
        let code = String(plain.map { $0 == "O" ? "0" : $0 == "I" || $0 == "L" ? "1" : $0 })
        let alphabet = Set("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
        guard code.utf8.count == 16, code.utf8.allSatisfy(alphabet.contains) else {
            throw .value(field: "code", seen: "\(code.utf8.count) characters", allowed: "16")
        }
        return code
    }

    static func digest(of token: String) -> [UInt8] { DigestAlgorithm.sha256.digest(Array(token.utf8)) }
}
