// SPDX-License-Identifier: Apache-2.0
public import Records

/// What a house asks of its second channel, and lets holders do through it.
public struct ChannelPolicy: Sendable, Hashable {
    /// The code that acceptance asks for beside the new key's signature; nil where none is asked for.
    public var activation: CodeTerms?
    /// The codes that let holders in and show where an application stands.
    public var signIn = CodeTerms(seconds: 600, tries: 5, perDay: 10, pauseSeconds: 60)
    /// How many digits a code has.
    public var digits = 6
    /// How long a session lasts; seconds.
    public var sessionSeconds: Int64 = 900
    /// How long a hold stands that a holder placed; nil until an office lifts it.
    public var holdSeconds: Int64? = 86_400
    /// How long the link in a notice of issuance can be used; seconds.
    public var linkSeconds: Int64 = 30 * 86_400
    /// How often one address may ask within an hour.
    public var perAddress = 60
    /// How often may be asked about one person within an hour.
    public var perPerson = 12
    /// How often a message is tried before it is given up.
    public var sendings = 8
    /// How long after the first failure a message is tried again, each time twice as long; seconds.
    public var pauseSeconds: Int64 = 30

    /// A house that asks for no code.
    public init() {}
}
