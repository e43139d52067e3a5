// SPDX-License-Identifier: Apache-2.0
import Foundation

/// What is said to a holder in the transaction that files their certificate, or changes its status.
public struct Announcements: Sendable, Hashable {
    /// How long the code lives that acceptance asks for, and how often it may be tried; nil where none is asked for.
    public var activation: CodeTerms?
    /// How long a notice of issuance is worth sending; seconds; nil where none is sent.
    public var noticeSeconds: Int64?
    /// How long the word on a revocation, a hold or a release is worth sending; seconds; nil where none is sent.
    public var changeSeconds: Int64?

    /// States what is said.
    public init(activation: CodeTerms? = nil, noticeSeconds: Int64? = nil, changeSeconds: Int64? = nil) {
        self.activation = activation
        self.noticeSeconds = noticeSeconds
        self.changeSeconds = changeSeconds
    }

    /// Nothing: a house without a channel to its holders.
    public static let none = Announcements()
}

/// How a code may be used.
public struct CodeTerms: Sendable, Hashable {
    /// How long it lives; seconds.
    public let seconds: Int64
    /// How often it may be tried.
    public let tries: Int
    /// How many codes may be asked for in a day, and how long after another; seconds.
    public let perDay: Int
    /// How long after a code the next may be asked for; seconds.
    public let pauseSeconds: Int64

    /// States how a code may be used.
    public init(seconds: Int64, tries: Int, perDay: Int, pauseSeconds: Int64) {
        self.seconds = seconds
        self.tries = tries
        self.perDay = perDay
        self.pauseSeconds = pauseSeconds
    }
}

/// Holds what a house announces; set once, when it is opened.
final class AnnouncementBoard: @unchecked Sendable {
    private let lock = NSLock()
    private var kept = Announcements.none

    var current: Announcements {
        get { lock.withLock { kept } }
        set { lock.withLock { kept = newValue } }
    }
}

extension Records {
    /// Says what is written to holders when a certificate is filed or its status changes; nothing until this is called.
    ///
    /// - Parameter announcements: what is said from now on.
    public func announce(_ announcements: Announcements) { board.current = announcements }
}
