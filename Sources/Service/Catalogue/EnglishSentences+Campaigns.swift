// SPDX-License-Identifier: Apache-2.0

extension EnglishSentences {
    /// Campaigns: one act on many certificates.
    static let campaigns: [String: String] = [
        "cli.summary.campaign":
            "Revokes, holds or replaces many certificates by one reviewed file that two officers approve.",
        "start.campaign": "The campaign does not go on: {cause}",
        "campaign.refused.approvalsMissing":
            "The campaign {id} has {seen} approvals; {allowed} officers, different people, have to approve it.",
        "campaign.refused.approvedAlready":
            "{officer}, or the same person as another officer, approved the campaign {id} before.",
        "campaign.refused.exists": "There is a campaign {id} already. Please choose another name.",
        "campaign.refused.membersChanged":
            "The members of the campaign {id} are not those that were approved: {seen} now, {allowed} then.",
        "campaign.refused.moved": "The campaign {id} is {seen}; this step is possible when it is: {allowed}.",
        "campaign.refused.rehearsed": "The steps of the campaign {id} were only tried.",
        "campaign.refused.unknown": "There is no campaign {id}.",
        "campaign.state.drafted": "being drawn up",
        "campaign.state.planned": "planned",
        "campaign.state.running": "running",
        "campaign.state.paused": "paused",
        "campaign.state.finished": "finished",
        "campaign.state.cancelled": "cancelled",
        "campaign.error.document": "The campaign's file is not taken: {cause}",
        "campaign.error.noMembers": "No certificate is in the cohort: every one is revoked, expired or another's.",
        "campaign.error.listEntry": "{file}, line {line}: {seen} is not what the list holds.",
        "campaign.error.value": "{path} is {seen}; it takes {allowed}.",
        "campaign.error.notices": "The notices could not be written: {detail}",
        "campaign.head": "Campaign {id}, {state}: {title}",
        "campaign.cause": "  {cause}",
        "campaign.plan": "  {members} certificates; SHA-256 of the plan {plan}",
        "campaign.rehearsal": "  A rehearsal: nobody is to be told.",
        "campaign.approval": "  approved by {officer}, {time}",
        "campaign.started": "  started {time}",
        "campaign.ended": "  ended {time}",
        "campaign.lane":
            "  lane {name}: {total} in all, {done} done, {invited} invited, {ticket} tickets, {skipped} skipped, {waiting} left",
        "campaign.rate": "  {rate} a second since the start",
        "campaign.left": "  about {left} left, until {time}",
        "campaign.notices": "  {count} notices are not written yet",
        "campaign.line": "  {id}  {state}  {members} certificates  planned {time}",
        "campaign.none": "There is no campaign.",
        "campaign.approved": "{officer} approved the campaign {id}: {count} of {needed} approvals.",
        "campaign.consoleRefused":
            "Administrators at the console may not approve campaigns here (campaigns.consoleAdministrators); an officer's --officer and --key, or --signature, are needed.",
        "campaign.statement.next":
            "Sign this with the officer's key, then: mohr campaign approve {id} --signature FILE",
        "campaign.moved": "The campaign {id} is {state} now.",
        "campaign.finished": "The campaign {id} is over: {done} done, {ticket} tickets, {skipped} skipped.",
        "campaign.waiting": "The campaign {id} waits for holders; the service goes on with it.",
        "campaign.exported": "The report of {id} is in {file}; its SHA-256 is {sha256}.",
        "campaign.forecast.head": "Forecast: {count} certificates of {offices} offices.",
        "campaign.forecast.lane": "  lane {name}: {count}",
        "campaign.forecast.profile": "  profile {name}: {count}",
        "campaign.forecast.office": "  office {name}: {count}",
        "campaign.forecast.time":
            "  at the measured speed and the rate's cap: {duration}; if started now, until {time}",
        "campaign.forecast.days":
            "  {count} certificates, {offices} offices, {rate} in {seconds} seconds: {days} days",
        "campaign.forecast.capacity": "  offices that see {perDay} holders a day need {days} working days",
        "campaign.forecast.list":
            "  list of {authority}: {before} entries now, {after} then; {full} in full, {part} a part",
        "campaign.forecast.answers": "  {count} OCSP answers to sign anew: {duration}",
        "notice.office":
            "The campaign {campaign} concerns {count} certificates of your office: {cause} Please prepare for their holders.",
        "notice.revoked":
            "Your certificate {serial} has been revoked: {cause} Please turn to your registration office.",
        "notice.held": "Your certificate {serial} is suspended: {cause} Please turn to your registration office.",
        "notice.invited":
            "Please get a new certificate in place of {serial} within {days} days: {cause} Until then you can go on signing.",
        "notice.invitedHeld":
            "Please get a new certificate in place of {serial} within {days} days: {cause} Until then it is suspended.",
        "notice.replaced":
            "Your new certificate has taken the place of {serial}, which is revoked now. What was signed before stays valid where its time is proven.",
        "notice.ticket":
            "Your certificate {serial} has not been replaced in time: {cause} Please turn to your registration office.",
    ]
}
