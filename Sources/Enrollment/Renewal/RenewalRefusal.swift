// SPDX-License-Identifier: Apache-2.0
public import DER
public import Records

/// Why a certificate is not renewed with its own key; the holder can still go to an office.
public enum RenewalRefusal: Error, Hashable, Sendable {
    /// It is renewed already, or is being so, with another new key.
    case beingRenewed
    /// The statement names another certificate than the one that signed it.
    case certificate
    /// The request has another key than the one that the statement names.
    case key
    /// The key is not a new one: it is certified, or was.
    case keyNotNew
    /// It is not open yet.
    case notYet(opens: Instant)
    /// The certificate is over.
    case over(since: Instant)
    /// The holder was last seen at an office too long ago.
    case proofTooOld(since: Instant, allowedSeconds: Int64)
    /// The statement was signed at another time than it was sent.
    case stale(seen: Instant, now: Instant, allowedSeconds: Int64)
    /// What was signed is no statement of renewal.
    case statement(line: Int)
    /// The certificate is not good.
    case status(seen: RecordedStatus)
    /// The statement accepts other terms than those in force.
    case terms(seen: String, allowed: String)
    /// So many renewals followed each other already.
    case tooOften(seen: Int, allowed: Int)
    /// It is not on record here, or nobody applied for it at an office.
    case unknown
}
