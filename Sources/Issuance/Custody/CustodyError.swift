// SPDX-License-Identifier: Apache-2.0

/// Why custodians could not open a key, or could not be given one; each names the person who can mend it.
public enum CustodyError: Error, Hashable, Sendable {
    /// One custodian was named twice; a share counts once.
    case custodianTwice(id: String)
    /// Nobody of this name holds a share of the key.
    case custodianUnknown(id: String, authority: String, allowed: [String])
    /// Fewer custodians than the key needs.
    case tooFew(authority: String, seen: [String], needed: Int, allowed: [String])
    /// The custodian's share is in none of the folders.
    case shareMissing(id: String, file: String, folders: [String])
    /// The custodian's file is damaged: what it holds does not fit its own digest.
    case shareDamaged(id: String, file: String)
    /// The custodian's file is of another set: from before the key was shared anew, or of another key.
    case shareOfOtherSet(id: String, file: String)
    /// The passphrase does not open the custodian's share.
    case wrongPassphrase(id: String)
    /// The share is not the one that the custodian was given.
    case wrongShare(id: String)
    /// A custodian who is to get a share gave no passphrase to seal it under, or an empty one.
    case passphraseMissing(id: String)
    /// The list of custodians beside the key cannot be read.
    case setUnreadable(file: String)
    /// The authority's key is not held by custodians.
    case notHeld(authority: String)
}
