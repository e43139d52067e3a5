// SPDX-License-Identifier: Apache-2.0

extension PersianSentences {
    /// What the commands for offices and officers say, and undoing an officer's acts.
    static let reversal: [String: String] = [
        "reversal.plan":
            "از {since}، {officer} {applications} درخواست در جریان (رد می‌شود) و {all} گواهی به جا گذاشته که {certificates} تای آن برای همیشه باطل می‌شود. چیزی تغییر نکرد.",
        "reversal.application":
            "    {id}  {state}",
        "reversal.rejected":
            "{count} درخواست رد شد.",
        "reversal.stillActive":
            "کارشناس {id} هنوز می‌تواند کار کند. اگر کلید در دست دیگری است: mohr officer suspend {id}، و گواهی آن را باطل کنید.",
        "office.details":
            "    نشانی: {place}  حرفه‌ها: {professions}  ساعت کاری: {hours}  سهمیهٔ روزانه: {quota}",
        "officer.delegation":
            "{number}  {officer} به جای {id}  {from} – {until}",
    ]
}
