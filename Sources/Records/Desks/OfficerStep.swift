// SPDX-License-Identifier: Apache-2.0

/// What an officer's step is taken with beside its time and signature.
public struct OfficerStep: Sendable, Hashable {
    /// The version that the officer saw; nil takes whatever there is.
    public let expected: Int?
    /// What is to be corrected, point by point.
    public let remarks: [ApplicationRemark]
    /// The officer for whom they stand in; nil if they act in their own role.
    public let onBehalfOf: String?

    /// Describes a step.
    public init(expecting version: Int? = nil, remarks: [ApplicationRemark] = [], onBehalfOf: String? = nil) {
        expected = version
        self.remarks = remarks
        self.onBehalfOf = onBehalfOf
    }

    /// What the audit line says of it.
    var details: [String: String] {
        var details: [String: String] = [:]
        details["onBehalfOf"] = onBehalfOf
        if !remarks.isEmpty { details["points"] = remarks.map(\.point).joined(separator: ",") }
        return details
    }
}
