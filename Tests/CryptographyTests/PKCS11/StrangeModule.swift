// SPDX-License-Identifier: Apache-2.0
import CPKCS11
import Foundation
import XCTest

@testable import Cryptography

/// SoftHSM behind a table of functions of which some misbehave.
///
/// The functions are C's and cannot carry anything along, so what they need is global; the tests of this file run one
/// after the other.
enum Strange {
    nonisolated(unsafe) static var honest: CK_FUNCTION_LIST!
    nonisolated(unsafe) static var logins = 0
    nonisolated(unsafe) static var signs = 0
    nonisolated(unsafe) static var answer: CK_RV = CKR_OK
    nonisolated(unsafe) static var tokenFlags: CK_FLAGS = 0

    /// A module with the functions that `change` puts in.
    static func module(_ change: (inout CK_FUNCTION_LIST) -> Void) throws -> PKCS11Module {
        let true_ = try ModuleFile.functions(of: SoftToken.modulePath)
        honest = true_.pointee
        logins = 0
        signs = 0
        answer = CKR_OK
        tokenFlags = 0
        // Lives as long as the process, as a module's own does.
        let list = UnsafeMutablePointer<CK_FUNCTION_LIST>.allocate(capacity: 1)
        list.initialize(to: true_.pointee)
        change(&list.pointee)
        return PKCS11Module(path: "/strange.so", functions: list)
    }

    static func open(
        _ soft: SoftToken, _ module: PKCS11Module, pin: String = SoftToken.pin, recovery: TokenRecovery = .standard
    ) throws -> PKCS11Token {
        try PKCS11Token(module, soft.uri, Passphrase(Array(pin.utf8)), recovery, 4)
    }
}

/// Tokens that lie, lock, and break.
final class StrangeTokenTests: XCTestCase {
    private let message = Array("message".utf8)

    func testAWrongPINIsGivenOnce() throws {
        let soft = try SoftToken()
        let good = try soft.open()
        let key = try good.generateKey(.p256, label: "k")
        let module = try Strange.module { list in
            list.C_Login = { session, user, pin, count in
                Strange.logins += 1
                return Strange.honest.C_Login(session, user, pin, count)
            }
        }
        // Somebody else of this process is logged in; the token would not look at the PIN.
        try soft.closeAllSessionsFromTheSide()
        XCTAssertEqual(
            tokenFault(try Strange.open(soft, module, pin: "000000")), .wrongPIN(token: "pkcs11:token=\(soft.label)"))
        XCTAssertEqual(Strange.logins, 1)

        // One that was right when it began and is wrong when the token asks again: changed in between.
        Strange.logins = 0
        let token = try Strange.open(soft, module)
        let reopened = try token.key(key.uri, custody: .madeInToken)
        XCTAssertNoThrow(try reopened.sign(message, by: .ecdsa(.sha256)))
        XCTAssertEqual(Strange.logins, 1)
        try SoftToken.changePIN(of: soft, to: "999999")
        try soft.closeAllSessionsFromTheSide()
        for _ in 0..<5 {
            XCTAssertEqual(
                tokenFault(try reopened.sign(message, by: .ecdsa(.sha256))),
                .wrongPIN(token: "pkcs11:token=\(soft.label)"))
        }
        XCTAssertEqual(Strange.logins, 2, "the wrong PIN was given again")
    }

    func testALockedTokenIsNamedSo() throws {
        let soft = try SoftToken()
        let module = try Strange.module { list in
            list.C_Login = { _, _, _, _ in
                Strange.logins += 1
                return CKR_PIN_LOCKED
            }
        }
        XCTAssertEqual(
            tokenFault(try Strange.open(soft, module)), .pinLocked(token: "pkcs11:token=\(soft.label)"))
        XCTAssertEqual(Strange.logins, 1)
    }

    func testTheLastTryIsLeftToAPerson() throws {
        let soft = try SoftToken()
        let module = try Strange.module { list in
            list.C_GetTokenInfo = { slot, information in
                let value = Strange.honest.C_GetTokenInfo(slot, information)
                information?.pointee.flags |= Strange.tokenFlags
                return value
            }
            list.C_Login = { session, user, pin, count in
                Strange.logins += 1
                return Strange.honest.C_Login(session, user, pin, count)
            }
        }
        let name = "pkcs11:token=\(soft.label)"
        Strange.tokenFlags = CKF_USER_PIN_FINAL_TRY
        XCTAssertEqual(tokenFault(try Strange.open(soft, module)), .pinFinalTry(token: name))
        Strange.tokenFlags = CKF_USER_PIN_LOCKED
        XCTAssertEqual(tokenFault(try Strange.open(soft, module)), .pinLocked(token: name))
        XCTAssertEqual(Strange.logins, 0)
        Strange.tokenFlags = 0
        XCTAssertNoThrow(try Strange.open(soft, module))
    }

    func testAWrongSignatureDoesNotLeave() throws {
        let soft = try SoftToken()
        let uri = try soft.open().generateKey(.p256, label: "k").uri
        let rsa = try soft.open().generateKey(.rsa(bits: 2048), label: "r").uri
        let module = try Strange.module { list in
            list.C_Sign = { session, data, count, signature, length in
                let value = Strange.honest.C_Sign(session, data, count, signature, length)
                Strange.signs += 1
                if Strange.answer != CKR_OK, let signature { signature[10] ^= 1 }
                return value
            }
        }
        let token = try Strange.open(soft, module)
        for (uri, algorithm) in [(uri, SignatureAlgorithm.ecdsa(.sha256)), (rsa, .rsaPKCS1(.sha256))] {
            let key = try token.key(uri, custody: .madeInToken)
            Strange.answer = CKR_OK
            XCTAssertNoThrow(try key.sign(message, by: algorithm))
            Strange.answer = CKR_GENERAL_ERROR
            XCTAssertEqual(
                tokenFault(try key.sign(message, by: algorithm)),
                .wrongSignature(object: "\(key.uri)", algorithm: algorithm))
        }
    }

    func testATokenThatLiesOfNewKeysLeavesNone() throws {
        let soft = try SoftToken()
        let module = try Strange.module { list in
            list.C_GetAttributeValue = { session, object, attributes, count in
                let value = Strange.honest.C_GetAttributeValue(session, object, attributes, count)
                if attributes?.pointee.type == CKA_EXTRACTABLE, let place = attributes?.pointee.pValue {
                    place.storeBytes(of: 1, as: UInt8.self)
                }
                return value
            }
        }
        let token = try Strange.open(soft, module)
        guard
            case .attribute(_, "CKA_EXTRACTABLE", "true", "false") = tokenFault(
                try token.generateKey(.p256, label: "leaky"))
        else { return XCTFail("another fault") }
        XCTAssertEqual(try soft.open().keyCount(labelled: "leaky"), 0)
    }

    func testErrorsThatPassAreTriedAgainAndOthersAreNot() throws {
        let soft = try SoftToken()
        let uri = try soft.open().generateKey(.p256, label: "k").uri
        let module = try Strange.module { list in
            list.C_Sign = { session, data, count, signature, length in
                Strange.signs += 1
                guard Strange.signs == 2 else {
                    return Strange.honest.C_Sign(session, data, count, signature, length)
                }
                return Strange.answer
            }
        }
        for (value, isMended) in [
            (CKR_SESSION_HANDLE_INVALID, true), (CKR_SESSION_CLOSED, true), (CKR_USER_NOT_LOGGED_IN, true),
            (CKR_DEVICE_REMOVED, true), (CKR_DEVICE_ERROR, true), (CKR_TOKEN_NOT_PRESENT, true),
            (CKR_GENERAL_ERROR, true), (CKR_KEY_HANDLE_INVALID, true), (CKR_DATA_LEN_RANGE, false),
            (CKR_FUNCTION_NOT_SUPPORTED, false),
        ] {
            let token = try Strange.open(soft, module)
            let key = try token.key(uri, custody: .madeInToken)
            Strange.signs = 0
            Strange.answer = value
            XCTAssertNoThrow(try key.sign(message, by: .ecdsa(.sha256)))
            if isMended {
                XCTAssertNoThrow(try key.sign(message, by: .ecdsa(.sha256)), ReturnValue(value).name)
                XCTAssertGreaterThan(Strange.signs, 2)
            } else {
                XCTAssertEqual(
                    tokenFault(try key.sign(message, by: .ecdsa(.sha256))),
                    .call(module: "/strange.so", function: "C_Sign", value: ReturnValue(value).name))
                XCTAssertEqual(Strange.signs, 2)
            }
        }
    }

    func testATokenThatNeverComesBackIsSaidSoInTime() throws {
        let soft = try SoftToken()
        let uri = try soft.open().generateKey(.p256, label: "k").uri
        let module = try Strange.module { list in
            list.C_Sign = { _, _, _, _, _ in CKR_DEVICE_REMOVED }
            list.C_OpenSession = { slot, flags, data, notify, session in
                Strange.answer == CKR_OK
                    ? Strange.honest.C_OpenSession(slot, flags, data, notify, session) : Strange.answer
            }
        }
        let token = try Strange.open(soft, module, recovery: .bounded(milliseconds: 400))
        let key = try token.key(uri, custody: .madeInToken)
        Strange.answer = CKR_DEVICE_REMOVED
        let start = Date()
        guard
            case .unreachable("/strange.so", _, "CKR_DEVICE_REMOVED", let attempts, let milliseconds) = tokenFault(
                try key.sign(message, by: .ecdsa(.sha256)))
        else { return XCTFail("another fault") }
        XCTAssertGreaterThan(attempts, 2)
        XCTAssertLessThan(milliseconds, 1_000)
        XCTAssertLessThan(Date().timeIntervalSince(start), 1.5)
        // The next caller is told at once.
        let next = Date()
        XCTAssertNotNil(tokenFault(try key.sign(message, by: .ecdsa(.sha256))))
        XCTAssertLessThan(Date().timeIntervalSince(next), 0.3)
    }
}

extension SoftToken {
    static func changePIN(of token: SoftToken, to pin: String) throws {
        let module = try PKCS11Module.at(modulePath)
        let slot = try module.token(token.uri).slot
        let session = try TokenSession.open(module, slot: slot, .write, generation: module.generation, epoch: 0)
        defer { session.close() }
        try? session.login(Passphrase(Array(Self.pin.utf8)), as: CKU_USER)
        var old = Array(Self.pin.utf8)
        var new = Array(pin.utf8)
        let oldCount = CK_ULONG(old.count)
        let newCount = CK_ULONG(new.count)
        try module.calling(nil) { functions throws(TokenTrouble) in
            try check(functions.pointee.C_SetPIN(session.handle, &old, oldCount, &new, newCount), "C_SetPIN")
        }
    }
}
