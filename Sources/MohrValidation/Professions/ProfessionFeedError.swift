// SPDX-License-Identifier: Apache-2.0
public import DER
public import JSON

/// Why a feed of a licensing body was not taken; nothing of it was.
public enum ProfessionFeedError: Error, Hashable, Sendable {
    // The signature.

    /// It is not signed as it must be: what the validator found, by code.
    case signature(Decision, causes: [CauseCode])
    /// It does not carry exactly one signature.
    case signatures(seen: Int)
    /// Its signer is no organisation that feeds are taken from.
    case signer(seen: String, allowed: [String])
    /// The signer may sign feeds, but not this body's.
    case otherBody(seen: String, allowed: String)

    // The document.

    /// It is larger than any feed; bytes.
    case tooLarge(seen: Int, allowed: Int)
    /// It is no JSON.
    case json(JSONError)
    /// A member is missing, unknown, or not what it may be.
    case member(path: String, seen: String, allowed: String)
    /// A licence number is not one of the body's register in its one form.
    case licence(index: Int, register: String)
    /// Licences are not in the order of their bytes, or one stands twice.
    case licenceOrder(index: Int)
    /// Periods of a licence overlap, are out of order, or end before they begin.
    case periods(index: Int)

    // Its place in time and in the row of feeds.

    /// It was drawn up after the moment at which it is looked at.
    case fromFuture(issuedAt: Instant, now: Instant)
    /// The next one is overdue, or it is older than is believed.
    case stale(until: Instant, now: Instant)
    /// One with this number or a higher one was taken before.
    case behind(seen: Int64, newest: Int64)
    /// Another feed of the same number was taken before: the body says two things.
    case forked(sequence: Int64)
    /// Feeds between it and the newest that was taken are missing; a change alone says too little.
    case gap(seen: Int64, expected: Int64)
    /// It does not follow the one that was taken before.
    case chain(sequence: Int64)
    /// It was drawn up before the one that it follows.
    case timeBehind(seen: Instant, newest: Instant)
    /// The first one of a body must say everything.
    case firstIsChange(sequence: Int64)
}
