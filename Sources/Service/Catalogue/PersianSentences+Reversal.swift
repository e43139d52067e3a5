// SPDX-License-Identifier: Apache-2.0

extension PersianSentences {
    /// What undoing an officer's acts says.
    static let reversal: [String: String] = [
        "reversal.plan":
            "از {since}، {officer} {applications} درخواست در جریان (رد می‌شود) و {all} گواهی به جا گذاشته که {certificates} تای آن برای همیشه باطل می‌شود. چیزی تغییر نکرد.",
        "reversal.application":
            "    {id}  {state}",
        "reversal.rejected":
            "{count} درخواست رد شد.",
        "reversal.stillActive":
            "کارشناس {id} هنوز می‌تواند کار کند. اگر کلید در دست دیگری است: mohr officer suspend {id}، و گواهی آن را باطل کنید.",
    ]
}
