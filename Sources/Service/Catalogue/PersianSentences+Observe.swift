// SPDX-License-Identifier: Apache-2.0

extension PersianSentences {
    /// What an observer from outside finds.
    static let observing: [String: String] = [
        "cli.summary.observe":
            "سامانه را از بیرون، مانند کسی که به آن اعتماد می‌کند، می‌نگرد و جز لنگرهای اعتماد چیزی را باور نمی‌کند.",
        "observe.head": "{time} {url}: {checks} وارسی، {lists} فهرست، {findings} یافته",
        "observe.certificate-ending": "اعتبار {subject} تا سی روز دیگر پایان می‌یابد.",
        "observe.certificate-unreadable": "{subject} گواهی نیست.",
        "observe.certificate-untrusted": "{subject} به لنگر اعتماد نمی‌رسد.",
        "observe.clock-off": "ساعت سامانه {subject} اختلاف دارد.",
        "observe.health-red": "سامانه خود را ناسالم می‌خواند: {subject}.",
        "observe.list-backwards": "{subject} از آنچه پیش‌تر دیده شد کهنه‌تر است.",
        "observe.list-changed": "{subject} همان شمارهٔ فهرست دیگری را دارد که پیش‌تر دیده شد.",
        "observe.list-entry-gone": "ردیفی که نباید برداشته شود دیگر نیست: {subject}.",
        "observe.list-late": "سه‌چهارم عمر {subject} گذشته و تازه نشده است.",
        "observe.list-stale": "زمان {subject} گذشته یا هنوز نرسیده است: با آن نمی‌توان داوری کرد.",
        "observe.list-unreadable": "{subject} فهرست ابطال نیست.",
        "observe.list-wrong-signer": "{subject} را مرجع خودش امضا نکرده است.",
        "observe.log-backwards": "سیاههٔ رویدادها کوتاه‌تر شده است: {subject}.",
        "observe.not-answered": "{subject} پاسخ داده نشد.",
        "observe.ocsp-disagrees": "OCSP و فهرست دربارهٔ {subject} با هم نمی‌خوانند.",
        "observe.ocsp-good-unknown": "OCSP شمارهٔ {subject} را که هیچ‌کس صادر نکرده معتبر می‌خواند.",
        "observe.ocsp-refused": "OCSP با {subject} پاسخ داد.",
        "observe.ocsp-stale": "زمان پاسخ OCSP دربارهٔ {subject} گذشته یا هنوز نرسیده است.",
        "observe.ocsp-unreadable": "آنچه OCSP دربارهٔ {subject} گفت پاسخ نیست.",
        "observe.ocsp-wrong-signer":
            "پاسخ OCSP دربارهٔ {subject} را کسی امضا کرده که مرجع او را برای این کار معرفی نکرده است.",
        "observe.verdict-accepts-forgery": "{subject} امضایی را پذیرفت که گواهی‌اش را هیچ‌کس صادر نکرده است.",
        "observe.verdict-unexpected": "رأی آن نیست که انتظار می‌رفت: {subject}.",
    ]
}
