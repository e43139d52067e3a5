// SPDX-License-Identifier: Apache-2.0
public import PKIX
public import Records

/// Why a campaign was not planned or does not go on.
public enum CampaignError: Error, Hashable, Sendable {
    // Refusals: the planner's doing.

    /// The file cannot be read as JSON5, or has names that it may not have.
    case document(JSON5Error)
    /// No certificate is in the cohort.
    case noMembers
    /// A licence or serial number of a list is not what it should be.
    case listEntry(file: String, line: Int, seen: String)
    /// A value is not one of those it may be.
    case value(path: String, seen: String, allowed: [String])

    // Faults: ours.

    /// Notices could not be handed over.
    case notices(String)
    /// The records refused or failed.
    case records(RecordsError)
}

/// Runs one step of the records and turns their error into this room's.
@inline(__always)
func recorded<Value>(_ step: @autoclosure () throws(RecordsError) -> Value) throws(CampaignError) -> Value {
    do throws(RecordsError) {
        return try step()
    } catch {
        throw .records(error)
    }
}
