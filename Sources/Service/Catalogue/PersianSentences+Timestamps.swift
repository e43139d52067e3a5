// SPDX-License-Identifier: Apache-2.0

extension PersianSentences {
    /// Time stamps: what the unit refuses, and why.
    static let timestamps: [String: String] = [
        "start.timestamps":
            "واحد مهر زمانی باز نمی‌شود: {cause}",
        "problem.timestamping.keyMismatch":
            "کلید، همان کلیدی نیست که گواهی واحد برای آن صادر شده است.",
        "problem.timestamping.unit":
            "گواهی برای مهر زمانی نیست: {cause}.",
        "problem.timestamping.plan":
            "{name} برابر {seen} است؛ باید {allowed} باشد.",
        "problem.timestamping.clockBehind":
            "ساعت {seen} است، اما مهر یا ثبتی از {newest} در سوابق هست. تا ساعت از آن نگذرد مهری زده نمی‌شود.",
        "problem.timestamping.clockAhead":
            "ساعت از {newest} به {seen} پرید؛ حداکثر {allowed} ثانیه پذیرفته می‌شود. اگر درست است، آن را با `mohr timestamps confirm` تأیید کنید.",
        "problem.timestamping.notValid":
            "گواهی واحد در {seen} معتبر نیست؛ فقط {allowed} معتبر است.",
        "problem.timestamping.tokenUnverified":
            "مهری هنگام بازخوانی تأیید نشد و داده نشد. لطفاً دستگاه و کلید آن بررسی شود.",
        "problem.timestamping.key":
            "کلید نتوانست امضا کند: {cause}",
        "problem.timestamping.certificate":
            "گواهی خوانده نمی‌شود: {cause}",
        "timestamps.unit.extendedKeyUsageNotCritical":
            "کاربرد توسعه‌یافتهٔ کلید آن بحرانی نیست",
        "timestamps.unit.otherPurposes":
            "برای چیزی جز مهر زمانی هم به کار می‌رود",
        "timestamps.unit.notForStamping":
            "برای مهر زمانی نیست",
        "timestamps.unit.notForSigning":
            "کلید آن نمی‌تواند امضا کند",
        "cli.summary.timestamps":
            "واحد مهر زمانی را نشان می‌دهد و ساعت آن را پس از پرش تأیید می‌کند.",
        "cli.timestamps.shown":
            "واحد {name}، گواهی {serial}، معتبر تا {until}؛ تازه‌ترین زمان رزروشده {mark} است.",
        "cli.timestamps.confirmed":
            "ساعت در {now} تأیید شد: دوباره با آن مهر زده می‌شود.",
    ]
}
