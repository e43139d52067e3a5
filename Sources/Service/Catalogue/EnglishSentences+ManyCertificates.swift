// SPDX-License-Identifier: Apache-2.0

extension EnglishSentences {
    /// What acts on many certificates say.
    static let manyCertificates: [String: String] = [
        "problem.service.noneSelected":
            "No certificate that you may change is in the selection.",
        "problem.service.tooManySelected":
            "The selection holds {seen} certificates; over this listener it may hold {allowed}. Please ask the operator for a campaign.",
        "status.countDiffers":
            "The selection holds {allowed} certificates, not {seen}. Nothing was changed; please look at the plan again.",
        "status.done":
            "{changed} changed, {standing} stood so already, {refused} could not be changed.",
        "status.interrupted":
            "Interrupted after {done} of {count}. What was done stands; ask again in the same words to go on.",
        "status.keyFile":
            "{file} holds no certificate, request or public key.",
        "status.more":
            "… and {count} more.",
        "status.plan.hold":
            "Would put on hold: {changeable} of {count} certificates. Nothing was changed.",
        "status.plan.release":
            "Would release: {changeable} of {count} certificates. Nothing was changed.",
        "status.plan.revoke":
            "Would revoke, for ever: {changeable} of {count} certificates. Nothing was changed.",
        "status.plan.confirm":
            "To do it, ask again with {options}",
        "status.plan.expired":
            "(expired)",
        "status.plan.group":
            "  {count}  {status} {validity}  {office}  {profile}  {authority}",
        "status.plan.missing":
            "Not on record: {count} of the numbers given, such as {serials}",
        "status.plan.sample":
            "    {certificate}",
    ]
}
