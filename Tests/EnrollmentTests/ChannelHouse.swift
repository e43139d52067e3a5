// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import Foundation
import Identity
import PKIX
import Records
import TestSupport
import XCTest

/// A sender that keeps what it is given, or refuses as a test tells it to.
final class Telephones: MessageSender, @unchecked Sendable {
    let reaches = Set(Contact.Kind.allCases)
    private let lock = NSLock()
    private var kept: [OutgoingMessage] = []
    private var failure: SendingFailure?

    var messages: [OutgoingMessage] { lock.withLock { kept } }

    func fail(_ failure: SendingFailure?) { lock.withLock { self.failure = failure } }

    func send(_ message: OutgoingMessage) throws(SendingFailure) {
        lock.lock()
        defer { lock.unlock() }
        if let failure { throw failure }
        kept.append(message)
    }

    /// What was sent last to a number.
    func last(to number: String, _ kind: MessageKind? = nil) -> OutgoingMessage? {
        messages.last { $0.address.revealed == number && (kind == nil || $0.kind == kind) }
    }
}

/// A house that asks for codes, with a telephone for everyone.
struct ChannelHouse {
    let house: EnrollmentHouse
    var desk: RegistrationAuthority
    let telephones = Telephones()

    static let mobile = "+989120000018"

    static func policy(_ change: (inout ChannelPolicy) -> Void = { _ in }) -> EnrollmentPolicy {
        var policy = EnrollmentHouse.policy
        policy.channel.activation = CodeTerms(seconds: 86_400, tries: 3, perDay: 3, pauseSeconds: 60)
        policy.channel.perAddress = 1_000
        policy.requiredFields = [.mobile]
        change(&policy.channel)
        return policy
    }

    init(_ policy: EnrollmentPolicy = ChannelHouse.policy()) throws {
        house = try EnrollmentHouse(policy: policy)
        desk = house.desk
        desk.channelKey = ChannelKey { KeyedDigest(key: [UInt8](repeating: 9, count: 32)) }
        house.records.announce(
            Announcements(activation: policy.channel.activation, noticeSeconds: 30 * 86_400))
    }

    /// Text of a message: `kind code link`.
    func outbox(_ sender: (any MessageSender)? = nil) throws -> Outbox {
        Outbox(
            desk, sender: sender ?? telephones, key: try XCTUnwrap(desk.channelKey), address: "http://mohr.test"
        ) { kind, facts in
            [kind.rawValue, facts["code"] ?? "", facts["link"] ?? ""].joined(separator: " ")
        }
    }

    @discardableResult
    func deliver() throws -> Outbox.Turn { try outbox().deliver() }

    /// A doctor with a telephone.
    func doctor(_ number: String = "9990000018", licence: String = "12345", mobile: String = "09120000018") throws
        -> Applicant
    {
        var applicant = try Applicant(number, licence: licence)
        applicant.values[.mobile] = mobile
        return applicant
    }

    /// Takes a doctor to an issued certificate; nothing is sent yet.
    func issued(_ applicant: Applicant) throws -> String {
        let id = try desk.apply(applicant.form, office: "council", csr: applicant.csr()).id
        house.pass()
        try desk.enter(id, by: house.officer("maryam"))
        house.pass()
        try desk.approve(id, by: house.officer("reza"))
        try house.issue(id)
        return id
    }

    func proof(_ id: String, _ applicant: Applicant) throws -> AcceptanceProof {
        try desk.acceptanceStatement(for: id).signed(with: applicant.key)
    }

    /// The code in the newest message to a number.
    func code(to number: String = ChannelHouse.mobile, _ kind: MessageKind = .activation) throws -> String {
        let message = try XCTUnwrap(telephones.last(to: number, kind))
        return message.text.revealed.split(separator: " ").map(String.init)[1]
    }

    /// Another code of the same length.
    static func other(than code: String) -> String { String(code.dropLast()) + (code.hasSuffix("0") ? "1" : "0") }

    func reference(_ id: String) throws -> CertificateReference {
        try XCTUnwrap(try house.records.certificates(matching: .application(id)).first).reference
    }

    func status(_ id: String) throws -> RecordedStatus? {
        try house.records.status(of: reference(id), at: house.clock.now)?.status
    }

    /// Enrols a doctor to an accepted certificate.
    func accepted(_ applicant: Applicant, mobile: String = ChannelHouse.mobile) throws -> String {
        let id = try issued(applicant)
        try deliver()
        try desk.accept(id, proof(id, applicant), code: code(to: mobile))
        return id
    }

    func audit(_ act: String) throws -> [AuditLine] {
        try house.records.auditLines(from: 0, limit: 10_000).filter { $0.act == act }
    }
}
