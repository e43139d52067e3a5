// SPDX-License-Identifier: Apache-2.0

extension Endpoint {
    /// The statuses that an endpoint may refuse or fail with, each a problem.
    ///
    /// Whatever a client sends, it is told one of these: the description is held against the running service with requests
    /// that no one thought of.
    var refusals: [Int] {
        var statuses: Set<Int> = [400, 404, 503]
        if method != "GET" { statuses.formUnion([403, 409, 413, 415, 422]) }
        if listener == .offices { statuses.formUnion([401, 403, 409]) }
        if listener == .offices, method != "GET" { statuses.insert(429) }
        // Holders come with a token, and whoever asks for codes again and again is told to wait.
        if pattern.hasPrefix("/v1/mine/") { statuses.formUnion([401, 429]) }
        return statuses.subtracting([status]).sorted()
    }

    /// Whether its refusals may come in plain text: RFC 7030 4.2.3 wants them readable by people.
    var refusesInText: Bool { pattern.hasPrefix("/.well-known/est/") }

    /// The shape of the answer; nil where it is no JSON, or one that is free.
    var answerSchema: JSONValue? {
        Self.answerNames["\(method) \(pattern)"].map(AnswerSchema.named)
    }

    /// The shape of each endpoint's answer, by its name.
    static let answerNames: [String: String] = [
        "POST /v1/applications": "Application", "GET /v1/applications": "Applications",
        "GET /v1/applications/{id}": "Application", "POST /v1/applications/{id}/entry": "Application",
        "POST /v1/applications/{id}/approval": "Application", "POST /v1/applications/{id}/return": "Application",
        "POST /v1/applications/{id}/rejection": "Application",
        "POST /v1/applications/{id}/withdrawal": "Application",
        "GET /v1/applications/{id}/certificate": "Collection",
        "POST /v1/applications/{id}/acceptance": "Application", "POST /v1/applications/{id}/claim": "Application",
        "POST /v1/applications/{id}/release": "Application",
        "POST /v1/applications/{id}/correction": "Application", "GET /v1/applications/{id}/history": "History",
        "GET /v1/applications/{id}/evidence": "Papers", "POST /v1/applications/{id}/evidence/{paper}": "Paper",
        "POST /v1/applications/{id}/evidence/{paper}/deletion": "Deletion",
        "GET /v1/drafts": "Drafts", "POST /v1/drafts": "Draft", "GET /v1/drafts/{id}": "Draft",
        "POST /v1/drafts/{id}": "Draft", "POST /v1/drafts/{id}/submission": "Application",
        "POST /v1/drafts/{id}/deletion": "Deletion", "POST /v1/replacements": "Replacement",
        "GET /v1/certificates": "Certificates", "GET /v1/certificates/{serial}": "Certificate",
        "POST /v1/certificates/{serial}/revocation": "StatusChange",
        "POST /v1/certificates/{serial}/hold": "StatusChange",
        "POST /v1/certificates/{serial}/release": "StatusChange",
        "POST /v1/certificates/revocations": "StatusPlan", "POST /v1/certificates/holds": "StatusPlan",
        "POST /v1/certificates/releases": "StatusPlan", "GET /v1/imports/{sha256}": "ImportedWhole",
        "GET /v1/offices": "Offices", "POST /v1/offices": "Office", "POST /v1/offices/{id}/suspension": "Office",
        "POST /v1/offices/{id}/resumption": "Office", "POST /v1/offices/{id}/details": "Office",
        "POST /v1/offices/{id}/licence": "Office", "GET /v1/officers": "Officers",
        "POST /v1/officers/{id}/suspension": "Officer", "POST /v1/officers/{id}/resumption": "Officer",
        "GET /v1/delegations": "Delegations", "POST /v1/delegations": "Delegation",
        "POST /v1/delegations/{id}/end": "Delegation",
        "GET /v1/campaigns": "Campaigns", "POST /v1/campaigns": "CampaignPlan",
        "GET /v1/campaigns/{id}": "Campaign", "GET /v1/campaigns/{id}/statement": "Statement",
        "POST /v1/campaigns/{id}/approval": "Approvals", "POST /v1/campaigns/{id}/start": "Campaign",
        "POST /v1/campaigns/{id}/pause": "Campaign", "POST /v1/campaigns/{id}/resumption": "Campaign",
        "POST /v1/campaigns/{id}/cancellation": "Campaign",
        "GET /v1/offices/{id}/day": "Day", "GET /v1/offices/{id}/figures": "Figures",
        "GET /v1/offices/{id}/anomalies": "Anomalies", "GET /v1/offices/{id}/inspections": "Inspections",
        "POST /v1/offices/{id}/inspections": "Inspection",
        "GET /v1/offices/{id}/inspections/{line}": "Inspection", "GET /v1/keys": "Keys", "POST /v1/keys": "Key",
        "POST /v1/keys/{key}/confirmation": "Key", "POST /v1/keys/{key}/withdrawal": "Key",
        "POST /v1/checks": "Checks",
        "POST /v1/applications/{id}/activation": "ActivationSent", "POST /v1/officers": "NewOfficer",
        "GET /v1/officers/alarms": "Alarms", "POST /v1/officers/{id}/reversal": "Reversal",
        "GET /v1/authorities": "Authorities", "GET /v1/receipts/{sha256}": "Receipt",
        "POST /v1/verifications/linked": "LinkedReport", "GET /v1/renewals/{sha256}": "RenewalWindow",
        "GET /v1/proofs": "Proofs", "GET /v1/proofs/{serial}": "Proof",
        "POST /v1/mine/codes": "CodeSent", "POST /v1/mine/sessions": "Session",
        "DELETE /v1/mine/sessions": "SignedOut", "GET /v1/mine/certificates": "HeldCertificates",
        "GET /v1/mine/certificates/{serial}/signatures": "SeenSignatures",
        "POST /v1/mine/certificates/{serial}/hold": "HolderHold", "POST /v1/mine/holds": "HolderHold",
        "GET /v1/mine/application": "Standing", "POST /v1/mine/drafts": "HomeDraft",
        "GET /v1/mine/applications/{code}/certificate": "HolderCollection",
        "POST /v1/mine/applications/{code}/activation": "ActivationSent",
        "POST /v1/mine/applications/{code}/acceptance": "Renewal",
        "GET /v1/status/{sha256}": "Status", "GET /healthz": "Health", "POST /v1/renewals": "Renewal",
        "GET /v1/renewals/applications/{code}": "RenewalCollection",
        "POST /v1/renewals/applications/{code}/acceptance": "Renewal", "POST /v1/verifications": "Report",
    ]
}
