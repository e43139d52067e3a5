// SPDX-License-Identifier: Apache-2.0

extension Endpoint {
    /// What the office listener answers about campaigns.
    static let campaigns: [Endpoint] = [
        .office("GET", "/v1/campaigns", "Every campaign (the configuration's roles, and auditors)."),
        .office("GET", "/v1/campaigns/{id}", "A campaign as it stands, lane by lane."),
        .office(
            "POST", "/v1/campaigns", "Plans a campaign: chooses and freezes its members, works out what it will take.",
            body: [Field("document", .base64, "The reviewed file, JSON5; its lists within it.")], status: 201),
        .office("GET", "/v1/campaigns/{id}/statement", "What this officer signs to approve it."),
        .office(
            "POST", "/v1/campaigns/{id}/approval", "Approves it.",
            body: [Field("signature", .base64, "By the officer's key over the statement.")]),
        .office("POST", "/v1/campaigns/{id}/start", "Starts it, once as many have approved it as are needed."),
        .office("POST", "/v1/campaigns/{id}/pause", "Stops it until it is resumed."),
        .office("POST", "/v1/campaigns/{id}/resumption", "Lets it go on."),
        .office("POST", "/v1/campaigns/{id}/cancellation", "Gives it up; what was done stays done."),
    ]
}
