// SPDX-License-Identifier: Apache-2.0

extension PersianSentences {
    /// What a validation can find, by `CauseCode`.
    static let causes: [String: String] = [
        "cause.MALFORMED": "این پرونده امضایی نیست که بتوان خواند؛ در بایت {offset} بریده یا خراب است.",
        "cause.TRAILING_BYTES": "پس از امضا، از بایت {offset}، {count} بایت اضافه آمده است؛ چیزی نباید بیاید.",
        "cause.NOT_SIGNED_DATA": "پرونده از نوع CMS است اما با نوع {seen}؛ امضا نوع {allowed} دارد.",
        "cause.NO_SIGNATURE_FOUND": "در پرونده امضایی نیست.",
        "cause.SIGNATURE_REPEATED": "یک امضا دو بار در پرونده آمده است.",
        "cause.SIGNED_ATTRIBUTES_MISSING":
            "امضا هیچ ویژگی‌ای را در بر نمی‌گیرد؛ پس ممکن است از سند دیگری برداشته شده باشد.",
        "cause.ATTRIBUTE_REPEATED":
            "ویژگی امضاشدهٔ {type} به تعداد {attributes} بار با {values} مقدار آمده است؛ از هر کدام فقط یکی مجاز است.",
        "cause.ATTRIBUTE_MALFORMED": "یکی از ویژگی‌های امضاشده در بایت {offset} خوانده نمی‌شود.",
        "cause.CONTENT_TYPE_MISSING": "امضا نمی‌گوید نوع محتوایش چیست.",
        "cause.CONTENT_TYPE_MISMATCH": "امضا برای محتوایی از نوع {allowed} است، اما در پرونده {seen} آمده است.",
        "cause.MESSAGE_DIGEST_MISSING": "امضا محتوا را در بر نمی‌گیرد: چکیدهٔ محتوا امضا نشده است.",
        "cause.ALGORITHM_PROTECTION_MISMATCH": "الگوریتم‌های {seen} همان نیست که امضاکننده خواسته بود: {allowed}.",
        "cause.CONTENT_IS_SIGNED_ATTRIBUTES":
            "محتوا خود بخش امضاشدهٔ امضای دیگری است؛ امضاها را این‌گونه به سندهای دیگر می‌برند.",
        "cause.SIGNER_VERSION": "نسخهٔ {seen} امضا با شیوهٔ معرفی امضاکننده سازگار نیست.",
        "cause.SIGNING_CERTIFICATE_NOT_FOUND": "گواهی امضاکننده نه در پرونده هست و نه داده شده است.",
        "cause.SIGNING_CERTIFICATE_MISMATCH": "گواهی {seen} همان گواهی‌ای نیست که امضا برای آن ساخته شده است.",
        "cause.SIGNING_CERTIFICATE_UNREADABLE": "گواهی امضاکننده خوانده نمی‌شود.",
        "cause.SIGNED_DATA_NOT_FOUND": "سند امضاشده نه در پرونده هست و نه داده شده است.",
        "cause.HASH_FAILURE": "سند پس از امضا تغییر کرده است: چکیدهٔ آن {seen} است و {allowed} امضا شده بود.",
        "cause.CONTENT_DIFFERS": "سند داده‌شده همان سند درون پروندهٔ امضا نیست.",
        "cause.SIG_CRYPTO_FAILURE": "امضا با کلید این گواهی ساخته نشده یا دست‌کاری شده است.",
        "cause.NO_CERTIFICATE_CHAIN_FOUND": "این گواهی به مرکزی که اینجا مورد اعتماد باشد نمی‌رسد.",
        "cause.CERTIFICATE_SIGNATURE":
            "یکی از گواهی‌های مسیر را مرکزی که نامش آمده امضا نکرده است (گواهی {certificate}، {clause}).",
        "cause.ANCHOR_NOT_TRUSTED": "ریشهٔ مورد اعتماد در زمان {at} معتبر نیست و چیزی ثابت نمی‌کند که امضا قدیمی‌تر است.",
        "cause.CERTIFICATE_HASH_MISMATCH":
            "پاسخ‌دهندهٔ وضعیت با این شمارهٔ سریال گواهی دیگری می‌شناسد؛ یکی از این دو هرگز صادر نشده است.",
        "cause.CERTIFICATE_PATH": "مسیر گواهی قاعده‌ای را زیر پا گذاشته است (گواهی {certificate}، {clause}).",
        "cause.CERTIFICATE_NOT_ON_RECORD":
            "مرکز صدور هیچ سابقه‌ای از صدور این گواهی ندارد. بی‌درنگ به مرکز خبر دهید.",
        "cause.KEY_USAGE": "این گواهی برای امضای سند نیست: کلید آن برای {seen} است و {allowed} لازم است.",
        "cause.EXTENDED_KEY_USAGE": "این گواهی برای کاربرد دیگری است: {seen}.",
        "cause.PROFESSION_NOT_ALLOWED": "حرفهٔ امضاکننده ({seen}) اجازهٔ امضا برای منظور {purpose} را ندارد.",
        "cause.CERTIFICATE_POLICY": "گواهی بر پایهٔ سیاست‌نامه‌های {seen} صادر شده که برای این منظور پذیرفته نیست.",
        "cause.PATH_ALGORITHM": "مسیر گواهی بر الگوریتم یا کلیدی استوار است که ضعیف است.",
        "cause.REVOKED":
            "گواهی در {at} باطل شده است (علت: {reason}) و چیزی ثابت نمی‌کند که امضا پیش از آن ساخته شده باشد.",
        "cause.AUTHORITY_REVOKED":
            "گواهی یکی از مراکز مسیر در {at} باطل شده است و چیزی ثابت نمی‌کند که امضا پیش از آن ساخته شده باشد.",
        "cause.EXPIRED": "گواهی در {notAfter} منقضی شده است و چیزی ثابت نمی‌کند که امضا پیش از آن ساخته شده باشد.",
        "cause.OUTSIDE_VALIDITY": "یکی از گواهی‌ها در {at} اعتبار ندارد و چیزی زمان امضا را ثابت نمی‌کند.",
        "cause.ON_HOLD": "گواهی از {since} معلق است.",
        "cause.NOT_ACCEPTED": "دارندهٔ گواهی هنوز آن را نپذیرفته است.",
        "cause.REVOCATION_EVIDENCE_MISSING":
            "چیزی نشان نمی‌دهد که گواهی باطل شده است یا نه (گواهی {certificate})؛ فهرست گواهی‌های باطل‌شده لازم است.",
        "cause.REVOCATION_EVIDENCE_STALE":
            "آنچه نشان می‌دهد گواهی باطل نشده بود کهنه است؛ تا {nextUpdate} به‌روز بود.",
        "cause.SIGNING_CERTIFICATE_ATTRIBUTE_MISSING": "امضا برخلاف CAdES گواهی خود را نام نمی‌برد.",
        "cause.SIGNING_TIME_MISSING": "امضا برخلاف CAdES و JAdES زمانی برای خود ادعا نمی‌کند.",
        "cause.SIGNING_TIME_OUTSIDE_VALIDITY": "زمان ادعاشدهٔ امضا ({seen}) بیرون از اعتبار گواهی ({allowed}) است.",
        "cause.SIGNING_TIME_IN_FUTURE": "زمان ادعاشدهٔ امضا ({seen}) پس از زمان سنجش ({allowed}) است.",
        "cause.ALGORITHM": "الگوریتم یا کلید مجاز نیست: {seen}؛ مجاز: {allowed}.",
        "cause.ENCODING_BER": "پرونده با رمزگذاری BER است؛ پرونده‌های تازه باید DER باشند.",
        "cause.ATTRIBUTES_UNSORTED": "ویژگی‌های امضاشده نامرتب فرستاده شده‌اند؛ امضا بر صورت مرتب آنهاست.",
        "cause.UNSIGNED_ATTRIBUTES": "گفته‌هایی پیوست شده که امضاکننده امضایشان نکرده است: {seen}.",
        "cause.DIGEST_NOT_ANNOUNCED": "الگوریتم چکیدهٔ امضاکننده در آغاز پرونده اعلام نشده است.",
        "cause.CLAIMED_TIME_ONLY": "تنها خود امضاکننده می‌گوید که در {seen} امضا کرده است؛ مهر زمانی آن را ثابت نمی‌کند.",
    ]
}
