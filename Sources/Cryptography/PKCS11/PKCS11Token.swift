// SPDX-License-Identifier: Apache-2.0
import CPKCS11
import Foundation

/// A token that is logged in to: an HSM, or a card.
///
/// Any number of threads use it at once, each with a session of its own from a pool. Sessions that the token forgets, a
/// token that is pulled out and put back, a module whose process dies: all are survived without a restart of this
/// process, within the time that ``TokenRecovery`` allows, and what cannot be mended is told as a ``TokenFault``.
///
/// The PIN is kept, since the token asks for it after each loss. A wrong one is given once and never again.
///
/// - SeeAlso: PKCS #11 v2.40; CP/CPS 6.2.
@safe
public final class PKCS11Token: @unchecked Sendable {
    /// The shared object's path.
    public let modulePath: String

    /// What was asked for: the token's part of a URI.
    public let uri: PKCS11URI

    let module: PKCS11Module
    let pin: Passphrase?
    let recovery: TokenRecovery
    let sessionLimit: Int

    let lock = NSCondition()
    // Guarded by `lock`.
    var idle: [TokenSession] = []
    var lent = 0
    var stay: Stay?
    /// How often the token was come back to; handles of another stay mean nothing.
    var epoch = 0
    var isRecovering = false
    /// After a wrong PIN: what every caller is told from then on.
    var refusal: TokenFault?
    /// After a recovery that failed: until when callers are told so without trying.
    var downUntil: Date?
    var lastFault: TokenFault?

    /// Where the token is for now.
    struct Stay {
        let slot: CK_SLOT_ID
        let generation: Int
        let sessions: Int
    }

    /// The sessions that are kept open at most; the token's own limit counts as well.
    public static let sessionLimits = 1...256

    /// Loads a module, finds a token and logs in.
    ///
    /// - Parameters:
    ///   - module: the shared object's path, absolute.
    ///   - uri: what describes the token; its object part is of no account here.
    ///   - pin: the user's; nil for a token with a key pad of its own.
    ///   - recovery: what is done when it is lost.
    ///   - sessions: how many threads sign at once.
    /// - Throws: ``CryptographyError/token(_:)``.
    public convenience init(
        module: String, uri: PKCS11URI, pin: Passphrase?, recovery: TokenRecovery = .standard, sessions: Int = 16
    ) throws(CryptographyError) {
        try self.init(try PKCS11Module.at(module), uri, pin, recovery, sessions)
    }

    init(
        _ module: PKCS11Module, _ uri: PKCS11URI, _ pin: Passphrase?, _ recovery: TokenRecovery, _ sessions: Int
    ) throws(CryptographyError) {
        self.module = module
        modulePath = module.path
        self.uri = uri.tokenPart
        self.pin = pin
        self.recovery = recovery
        sessionLimit = min(max(sessions, Self.sessionLimits.lowerBound), Self.sessionLimits.upperBound)
        do throws(TokenTrouble) {
            // The first login is not repeated: what is wrong now was set up wrong, and a person is waiting.
            try enter()
        } catch {
            throw .token(error.fault(module: module.path))
        }
    }

    deinit { for session in idle { session.close() } }

    /// Finds the token, opens a session and logs in.
    ///
    /// - Throws: ``TokenTrouble``. A wrong PIN is remembered, so that it is never given twice.
    func enter() throws(TokenTrouble) {
        if let refusal = lock.withLock({ refusal }) { throw .fault(refusal) }
        let generation = module.generation
        let token = try module.token(uri)
        let session = try TokenSession.open(
            module, slot: token.slot, .read, generation: generation, epoch: lock.withLock { epoch } + 1)
        do throws(TokenTrouble) {
            try logIn(session, token)
        } catch {
            session.close()
            throw error
        }
        // Two are left to others: the token's own tool, and the session that keys are made in.
        let isLimited = token.sessionLimit > 2 && token.sessionLimit < 1_000_000
        let stay = Stay(
            slot: token.slot, generation: generation,
            sessions: isLimited ? min(sessionLimit, Int(clamping: token.sessionLimit) - 2) : sessionLimit)
        lock.lock()
        // Given back while the token was come back to; the token may know them still.
        let old = idle
        idle = [session]
        epoch = session.epoch
        self.stay = stay
        lock.broadcast()
        lock.unlock()
        for session in old { session.close() }
    }

    private func logIn(_ session: TokenSession, _ token: TokenInformation) throws(TokenTrouble) {
        guard token.has(CKF_LOGIN_REQUIRED) else { return }
        let name = uri.description
        if token.has(CKF_USER_PIN_LOCKED) { throw .fault(.pinLocked(token: name)) }
        if token.has(CKF_USER_PIN_FINAL_TRY) { throw .fault(.pinFinalTry(token: name)) }
        if pin == nil, !token.has(CKF_PROTECTED_AUTHENTICATION_PATH) { throw .fault(.pinNeeded(token: name)) }
        do throws(TokenTrouble) {
            try session.login(pin, as: CKU_USER)
        } catch {
            guard case .call("C_Login", let value) = error else { throw error }
            guard let refusal = Self.refusal(value, token: name) else { throw error }
            lock.withLock { self.refusal = refusal }
            throw .fault(refusal)
        }
    }

    /// What a login's answer means when the PIN is what it is about.
    static func refusal(_ value: ReturnValue, token: String) -> TokenFault? {
        switch value.code {
        case CKR_PIN_INCORRECT, CKR_PIN_LEN_RANGE, CKR_PIN_INVALID: .wrongPIN(token: token)
        case CKR_PIN_LOCKED: .pinLocked(token: token)
        case CKR_PIN_EXPIRED, CKR_USER_PIN_NOT_INITIALIZED: .pinNotUsable(token: token, value: value.name)
        default: nil
        }
    }
}
