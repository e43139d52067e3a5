// SPDX-License-Identifier: Apache-2.0
public import DER
public import Identity
public import Records

/// A message as a sender gets it.
public struct OutgoingMessage: Sendable {
    /// The same for every attempt: a receiver that has seen it does nothing.
    public let id: String
    /// What it is about.
    public let kind: MessageKind
    /// What kind of address it goes to.
    public let channel: Contact.Kind
    /// To whom.
    public let address: Personal<String>
    /// What it says, in the house's language; at most a few SMS long.
    public let text: Personal<String>
    /// When it was written.
    public let written: Instant

    /// Describes a message.
    public init(
        id: String, kind: MessageKind, channel: Contact.Kind, address: Personal<String>, text: Personal<String>,
        written: Instant
    ) {
        self.id = id
        self.kind = kind
        self.channel = channel
        self.address = address
        self.text = text
        self.written = written
    }
}

/// Why a sender did not take a message; neither says anything of the person.
public enum SendingFailure: Error, Sendable, Hashable {
    /// It will not take this one, however often it is asked; for the log.
    case refused(String)
    /// It cannot take any now; for the log.
    case unavailable(String)
}

/// What carries messages to people: SMS, mail, or a gateway to either.
public protocol MessageSender: Sendable {
    /// What it can reach.
    var reaches: Set<Contact.Kind> { get }

    /// Hands a message over; waits no longer than it was told to.
    ///
    /// - Parameter message: the message; one of an id that was taken before must not reach anyone a second time, as far as
    ///   the channel can help it.
    /// - Throws: ``SendingFailure``.
    func send(_ message: OutgoingMessage) throws(SendingFailure)
}
