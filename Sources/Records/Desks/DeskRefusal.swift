// SPDX-License-Identifier: Apache-2.0
public import DER

/// Why an application, a draft, a paper or a delegation was not touched: somebody else came first, or it is not there.
public enum DeskRefusal: Error, Sendable, Hashable {
    /// Another officer has the application in hand.
    case claimed(id: String, by: String, until: Instant)
    /// The officer does not have the application in hand, so there is nothing to give back.
    case notClaimed(id: String, by: String?)
    /// It is not what the caller saw: the version, and the fields that changed since; names only.
    case changed(id: String, seen: Int, expected: Int, fields: [String])
    /// No such draft, or it was handed in or thrown away.
    case unknownDraft(id: String)
    /// No such paper, or it was deleted.
    case unknownEvidence(id: String)
    /// The application has as many papers as it may.
    case tooMuchEvidence(id: String, allowed: Int)
    /// No such delegation.
    case unknownDelegation(id: Int)
    /// The principal has given the same time to a deputy already.
    case delegated(principal: String, to: String, until: Instant)
    /// Nobody waits for a code of this application.
    case unknownActivation(application: String)
    /// The link was used, has run out, or never was.
    case unknownLink
}
