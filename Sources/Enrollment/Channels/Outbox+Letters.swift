// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import Records

/// To whom a message goes, and the facts of what it says.
struct Letter {
    let contact: Contact?
    let facts: [String: String]
}

extension Outbox {
    /// Works out what a message says now; nil when there is nothing to say any more.
    func write(_ message: MessageRecord, at time: Instant) throws(EnrollmentError) -> Letter? {
        switch message.kind {
        case .activation:
            let application = try registration.application(message.subject)
            guard application.state == .issued else { return nil }
            return Letter(
                contact: try registration.contact(of: application), facts: try code(of: message, at: time) ?? [:]
            )
            .ifTold
        case .signIn:
            guard let facts = try code(of: message, at: time) else { return nil }
            return Letter(contact: try registration.contact(ofHolder: message.subject), facts: facts)
        case .tracking:
            guard let facts = try code(of: message, at: time) else { return nil }
            return Letter(contact: try trackingContact(message), facts: facts)
        case .issued, .held, .lifted, .revoked, .suspended, .released:
            return try notice(message, at: time)
        }
    }

    /// The code that a message tells, and for how long; nil when a newer one stands in its place.
    private func code(of message: MessageRecord, at time: Instant) throws(EnrollmentError) -> [String: String]? {
        guard let id = message.code, let code = try told(try registration.records.code(id)), code.state == .open,
            time <= code.expires
        else { return nil }
        return [
            "code": try key.code(of: id, digits: registration.policy.channel.digits),
            "minutes": "\(max(1, code.expires.seconds(since: time) / 60))",
            "until": code.expires.rfc3339,
        ]
    }

    /// Where somebody is reached who asks after an application; nil unless the number typed beside its code is theirs.
    private func trackingContact(_ message: MessageRecord) throws(EnrollmentError) -> Contact? {
        guard let id = message.code, let code = try told(try registration.records.code(id)), let number = code.holder
        else { return nil }
        return try registration.trackingContact(code.subject, of: number)
    }

    private func notice(_ message: MessageRecord, at time: Instant) throws(EnrollmentError) -> Letter? {
        guard let reference = CertificateReference(message.subject) else { return nil }
        let records = registration.records
        let issuance = try told(try records.issuance(reference))
        guard let id = issuance.application else { return nil }
        let application = try registration.application(id)
        let office = try told(try records.office(application.office))
        var facts = [
            "office": office.persianName, "officeEnglish": office.englishName,
            "time": (issuance.filed ?? message.created).rfc3339,
        ]
        if message.kind.isStatusChange {
            // What happened and when, whatever has become of it since.
            facts["time"] = message.created.rfc3339
            facts["serial"] = String(reference.serial.hex.suffix(8))
            if message.kind == .revoked, try told(try records.status(of: reference, at: time))?.reason == .superseded {
                facts["replaced"] = "true"
            }
        } else if message.kind == .issued {
            let token = try key.link(of: message.id)
            let until = message.created.advanced(bySeconds: registration.policy.channel.linkSeconds)
            try told(
                try records.keepHoldLink(
                    DigestAlgorithm.sha256.digest(Array(token.utf8)), to: reference, until: until, at: time))
            facts["link"] = "\(address)/mine/h/\(token)"
        } else {
            let ends = try told(try records.holderHolds(of: reference)).first?.ends
            facts["ends"] = ends?.rfc3339 ?? ""
        }
        return Letter(contact: try registration.contact(of: application), facts: facts)
    }
}

extension Letter {
    /// A letter without a code to tell says nothing.
    fileprivate var ifTold: Letter? { facts.isEmpty ? nil : self }
}

extension CertificateReference {
    /// Reads `authority/serial`.
    init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1).map(String.init)
        guard parts.count == 2, let serial = SerialNumber(hex: parts[1]) else { return nil }
        self.init(authority: parts[0], serial: serial)
    }
}
