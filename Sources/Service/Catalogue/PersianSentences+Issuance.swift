// SPDX-License-Identifier: Apache-2.0

extension PersianSentences {
    /// Why a certificate is not issued, and what is wrong with a profile.
    static let issuance: [String: String] = [
        "problem.issuance.request": "درخواست صدور گواهی خوانده نمی‌شود. {cause}",
        "problem.issuance.keyExchanged":
            "کلید درخواست {id} همان نیست که هنگام پذیرش درخواست ثابت شد. لطفاً فوراً سرپرست را آگاه کنید.",
        "problem.issuance.subjectKey": "کلید درخواست به کار نمی‌آید. {cause}",
        "problem.issuance.draft": "درخواست با نمایهٔ آن نمی‌خواند. {cause}",
        "problem.issuance.outlivesIssuer":
            "گواهی در {seen} پایان می‌یابد، پس از مرکز صادرکننده در {allowed}. لطفاً نمایهٔ کوتاه‌تر یا مرکز تازه‌تری برگزینید.",
        "problem.issuance.overBeforeItBegins":
            "گواهی باید در {seen} پایان یابد، پیش از آنکه در {allowed} آغاز شود.",
        "problem.issuance.refused": "این گواهی قواعدی را می‌شکند: {findings}. لطفاً درخواست را اصلاح کنید.",
        "finding.rule": "{rule} ({clause}): دارای {seen} است، مجاز: {allowed}",
        "problem.issuance.unreadable": "پیش‌نویس گواهی خوانده نمی‌شود. {cause}",
        "problem.issuance.algorithm": "الگوریتم {seen} با کلید صادرکننده ({allowed}) نمی‌خواند.",
        "problem.issuance.foreignKey": "کلید مرکز {authority} از آنِ گواهی آن نیست.",
        "problem.issuance.issuerUnclear":
            "روشن نیست کدام مرکز برای نمایهٔ {profile} گواهی صادر می‌کند؛ اینها هست: {seen}.",
        "problem.issuance.key": "کلیدی به کار نیامد. {cause}",
        "problem.issuance.signedOtherwise":
            "آنچه برای {certificate} امضا شد همان نیست که تأیید شده بود؛ شمارهٔ آن باطل شد.",
        "problem.issuance.serialsRepeat":
            "{seen} شمارهٔ سریال پیاپی پیش‌تر داده شده بود: مولد عدد تصادفی تکرار می‌کند.",
        "profile.value": "مقدار {path} برابر {seen} است؛ مقدار مجاز: {allowed}.",
        "profile.empty": "{path} خالی است.",
        "profile.repeated": "{path} مقدار {seen} را دو بار نام می‌برد.",
        "profile.contradiction": "نمایه‌ای از نوع {kind} مقدار {path} را برابر {seen} دارد؛ مجاز: {allowed}.",
        "profile.fixedAttribute": "{path} نوشته نمی‌شود. {cause}",
        "profile.key": "نوع کلید {seen} است؛ مجاز: {allowed}.",
        "profile.attributeMissing": "{attribute} در نام دارنده نیست.",
        "profile.attributeNotNamed": "{attribute} در نام دارنده جایی ندارد.",
        "profile.attributePrefix": "{attribute} باید با {allowed} آغاز شود.",
        "profile.attributeRepeated": "{attribute} در نام دارنده دو بار آمده است.",
        "profile.name": "نام دارنده نوشته نمی‌شود. {cause}",
        "profile.licenceNumberMissing": "شمارهٔ پروانه نیست.",
        "profile.licenceNumberNotNamed": "جایی برای شمارهٔ پروانه نیست.",
        "profile.licenceNumber": "شمارهٔ پروانه {seen} نویسه دارد؛ مجاز: {allowed}.",
        "profile.alternativeNameMissing": "نام جایگزین نیست.",
        "profile.alternativeNameNotNamed": "جایی برای این نوع نام جایگزین نیست.",
        "profile.authorityOutsideCeremony": "گواهی نمایهٔ {profile} فقط در آیین تولید کلید صادر می‌شود.",
        "profile.jitter": "پراکندگی پایان اعتبار {seen} ثانیه است؛ مجاز: {allowed}.",
        "profile.shardMissing": "{path} شمارهٔ فهرست می‌خواهد.",
        "profile.issuerKeyIdentifierMissing": "گواهی صادرکننده شناسهٔ کلید ندارد.",
    ]
}
