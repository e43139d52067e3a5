// SPDX-License-Identifier: Apache-2.0

extension EnglishSentences {
    /// What the commands for offices and officers say, and undoing an officer's acts.
    static let reversal: [String: String] = [
        "reversal.plan":
            "Since {since}, {officer} left {applications} applications that wait, which would be rejected, and {all} certificates, of which {certificates} would be revoked for ever. Nothing was changed.",
        "reversal.application":
            "    {id}  {state}",
        "reversal.rejected":
            "{count} applications rejected.",
        "reversal.stillActive":
            "The officer {id} may still work. If the key is in other hands: mohr officer suspend {id}, and revoke its certificate.",
        "office.details":
            "    place: {place}  professions: {professions}  hours: {hours}  daily quota: {quota}",
        "officer.delegation":
            "{number}  {officer} stands in for {id}  {from} – {until}",
    ]
}
