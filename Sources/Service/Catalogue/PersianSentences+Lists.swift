// SPDX-License-Identifier: Apache-2.0

extension PersianSentences {
    /// What `mohr crl` and `mohr ocsp` say.
    static let lists: [String: String] = [
        "ocsp.progress": "{authority}: {done} از {count} پاسخ امضا شد، {rate} در ثانیه.",
        "ocsp.presigned": "{file}: {count} پاسخ، معتبر تا {until}.",
        "ocsp.replaced":
            "پاسخ‌گوی برخط وضعیت مرکز {authority} کلید و گواهی تازهٔ {serial} دارد، تا {until}. گواهی پیشین باطل شد.",
        "crl.published": "{path}: شمارهٔ {number}، معتبر تا {until}.",
        "crl.show.head":
            "فهرست گواهی‌های باطل‌شدهٔ {issuer}، شمارهٔ {number} (شانزده‌شانزدهی)، از {since}، معتبر تا {until}، {count} ردیف.",
        "crl.show.everything": "همهٔ گواهی‌های مرکز خود را در بر می‌گیرد.",
        "crl.show.scope": "گواهی‌هایی را در بر می‌گیرد که آن را نام می‌برند: {scope}",
        "crl.show.delta": "فهرست تغییرات است: تنها آنچه از فهرست شمارهٔ {base} (شانزده‌شانزدهی) به بعد تغییر کرده است.",
        "crl.show.more": "  و {count} ردیف دیگر؛ ‎--json همه را نشان می‌دهد.",
        "crl.check.added": "افزوده‌شده: {count}",
        "crl.check.lifted": "برداشته‌شده، تعلیقی که رفع شده است: {count}",
        "crl.check.vanished": "ناپدیدشده، بی آنکه تعلیق باشد: {count}",
        "crl.check.changed": "تغییرکرده: {count}",
        "crl.check.follows": "فهرست تازه‌تر می‌تواند جای فهرست پیشین را بگیرد.",
        "crl.check.mayNot": "فهرست تازه‌تر نمی‌تواند جای فهرست پیشین را بگیرد.",
        "crl.objection.issuerChanged": "این دو از آنِ دو مرکزند.",
        "crl.objection.scopeChanged": "این دو گواهی‌های یکسانی را در بر نمی‌گیرند.",
        "crl.objection.numberBehind": "شمارهٔ فهرست تازه‌تر بالاتر از شمارهٔ پیشین نیست.",
        "crl.objection.timeBehind": "زمان فهرست تازه‌تر پس از فهرست پیشین نیست.",
        "crl.objection.entryDropped": "گواهی باطل‌شده‌ای دیگر در فهرست نیست.",
        "crl.objection.entryChanged": "ابطالی با آنچه بود تفاوت دارد.",
        "crl.objection.unverified": "فهرست تازه‌تر را گواهی داده‌شده با ‎--issuer امضا نکرده است.",
        "crl.check.missing": "در سوابق باطل است و در فهرست نیست: {count}",
        "crl.check.unexpected": "در فهرست هست و در سوابق باطل نیست: {count}",
        "crl.check.different": "با تاریخ یا علتی جز آنچه در سوابق است: {count}",
        "crl.check.notOnRecord": "همین فهرست در سوابق نیست؛ فهرست‌های روزهای پیش تنک می‌شوند.",
        "crl.check.agrees": "فهرست {scope} مرکز {authority} همان را می‌گوید که سوابق در زمان آن می‌گویند.",
        "crl.check.differs": "فهرست {scope} مرکز {authority} آن را نمی‌گوید که سوابق در زمان آن می‌گویند.",
    ]
}
