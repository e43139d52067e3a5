// SPDX-License-Identifier: Apache-2.0

extension PersianSentences {
    /// The story that `mohr demo` tells.
    static let demo: [String: String] = [
        "cli.assets.missing": "{file} پیدا نشد: این دستور را در پوشهٔ مُهر اجرا کنید.",
        "demo.homeNotEmpty": "پوشهٔ {folder} خالی نیست؛ این داستان خانه‌ای تازه می‌خواهد.",
        "demo.unexpected": "داستان درست پیش نرفت: به جای {wanted}، {seen} دیده شد.",
        "demo.title":
            "مُهر: پزشکی ثبت‌نام می‌کند، نسخه‌ای امضا می‌کند، داروخانه آن را می‌سنجد و سپس گواهی باطل می‌شود.",
        "demo.ceremony": "آیین تولید کلید: مرکز {authority} اکنون کلید {key} و گواهی {subject} دارد.",
        "demo.listeners": "خانه باز است: همگان در {public} و دفترها با گواهی خود در {office}.",
        "demo.office":
            "{officeFa} ({office}) اکنون دفتر ثبت‌نام است؛ یک کارشناس ثبت می‌کند و دیگری تأیید، هر یک با گواهی خود.",
        "demo.enrolled":
            "{nameFa} ({name}) با کلید خودش برای {profile} درخواست داد؛ کارشناس ثبت آن را ثبت کرد و نتوانست تأیید کند؛"
            + " تأییدکننده تأیید کرد؛ گواهی {serial} صادر و پذیرفته شد.",
        "demo.signed": "پزشک نسخه‌ای را به شیوهٔ CAdES-B امضا کرد: prescription.p7s با {bytes} بایت.",
        "demo.accepted": "داروخانه از POST /v1/verifications می‌پرسد: معتبر.",
        "demo.tampered": "یک بیت نسخه عوض شد: نامعتبر، HASH_FAILURE.",
        "demo.pharmacist":
            "داروسازی به همین شیوه ثبت‌نام و نسخه را امضا کرد: نامعتبر، PROFESSION_NOT_ALLOWED.",
        "demo.ocspGood": "پاسخ‌گوی برخط وضعیت دربارهٔ گواهی پزشک می‌گوید: معتبر.",
        "demo.revoked":
            "کارت پزشک گم شد: کارشناس گواهی {serial} را باطل کرد. پاسخ برخط بی‌درنگ باطل است و فهرست منتشر شد.",
        "demo.afterRevocation": "نسخه‌ای که پس از آن امضا شد پذیرفته نیست: INDETERMINATE، REVOKED_NO_POE.",
        "demo.trade": "بازرگانی در اتاق بازرگانی ثبت‌نام و سفارشی را امضا کرد: POST /v1/verifications می‌گوید معتبر.",
        "demo.end": "در {seconds} ثانیه پایان یافت. همه‌چیز در {folder} است؛ check.sh در آنجا فقط از openssl می‌پرسد.",
        "demo.next": "این خانه را با این دستور سرویس دهید: mohr serve --home {home}",
    ]
}
