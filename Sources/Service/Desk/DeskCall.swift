// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import HTTPServer
import Records
import Revocation

/// What a page of the desk is called with: who asks, what for, and the form, read and checked.
struct DeskCall: PageCall {
    let service: MohrService
    let officer: Officer
    let request: Request
    let parts: [String: String]
    /// What was sent; nil when a page is only looked at.
    let form: PageForm?
    /// Names for the forms of the page that is answered.
    let keys: FormKeys
    let reader: PageReader
    let session: DeskSession
    let now: Instant
    /// Called when the authority has something to do.
    let wake: @Sendable () -> Void

    /// A variable part of the path.
    func part(_ name: String) -> String { parts[name] ?? "" }

    /// A field that has to be filled in, without white space at its ends.
    func text(_ name: String) throws(Problem) -> String {
        guard let text = optionalText(name) else { throw .member(name, seen: nil, allowed: "text") }
        return text
    }

    /// A field that may be left blank.
    func optionalText(_ name: String) -> String? { form?.text(name) }

    /// A signature: typed or pasted in base64, or in a file as it is or in base64.
    func signature() throws(Problem) -> [UInt8]? {
        if let file = form?.file("signatureFile") {
            guard let text = String(validating: file.bytes, as: UTF8.self) else { return file.bytes }
            return (try? Base64.decode(text.filter { !$0.isWhitespace })) ?? file.bytes
        }
        guard let text = optionalText("signature") else { return nil }
        guard let bytes = try? Base64.decode(text.filter { !$0.isWhitespace }) else {
            throw .member("signature", seen: "–", allowed: "base64, RFC 4648 4")
        }
        return bytes
    }

    /// Runs an act of the registration authority.
    func enrolling<Value>(_ act: () throws(EnrollmentError) -> Value) throws(Problem) -> Value {
        try Problem.enrolling(act)
    }

    /// Reads or writes the records.
    func recording<Value>(_ act: () throws(RecordsError) -> Value) throws(Problem) -> Value {
        try Problem.onRecord(act)
    }

    /// Lets only some roles go on.
    func only(_ roles: OfficerRecord.Role...) throws(Problem) {
        guard roles.contains(officer.role) else { throw .role(seen: officer.role, allowed: roles) }
    }

    /// Takes down that somebody looked whose work is to check others; for any other role looking is the work itself.
    func noteView(of subject: String) throws(Problem) {
        guard officer.role == .auditor || officer.role == .administrator else { return }
        try recording { () throws(RecordsError) in
            _ = try service.records.note(AuditAct.deskViewed, of: subject, by: officer.id, at: now)
        }
    }

    /// A name for a paper, drawn.
    func drawName() -> String { keys.next() }
}

/// Names that nobody can guess, for the forms of one page and what is kept of them.
final class FormKeys: @unchecked Sendable {
    private let seed: [UInt8]
    private var count = 0

    init() throws(Problem) {
        do throws(CryptographyError) {
            seed = try SecureRandom.bytes(16)
        } catch {
            throw .fault("service", error, isPassing: false)
        }
    }

    /// Another name: 32 hexadecimal digits.
    ///
    /// A page is made by one thread, so that nothing has to be locked.
    func next() -> String {
        count += 1
        return Hex.encode(DigestAlgorithm.sha256.digest(seed + Array("\(count)".utf8)).prefix(16))
    }
}
