// SPDX-License-Identifier: Apache-2.0

extension PersianSentences {
    /// What a validation can find in JSON Web Signatures and signatures over signatures, by `CauseCode`.
    static let jsonSignatures: [String: String] = [
        "cause.PART_INVALID": "بخش {part} از امضا نیست یا چنان نیست که باید باشد: {seen}؛ مجاز: {allowed}.",
        "cause.MEMBER_REPEATED":
            "نام {seen} دو بار آمده است (بایت {offset})؛ خوانندگان دربارهٔ این‌که کدام به شمار می‌آید یک‌سخن نیستند.",
        "cause.UNSECURED": "کسی این سند را امضا نکرده است: الگوریتم {seen} به زوج کلید نیاز ندارد.",
        "cause.CRITICAL_PARAMETER":
            "پارامتر {seen} در سرایند نابجا حیاتی خوانده شده، یا باید حیاتی باشد و نیست، یا شناخته نیست.",
        "cause.KEY_FROM_OUTSIDE":
            "پارامتر {seen} در سرایند کلید یا نشانی کلید را با خود آورده است؛ جاعل می‌تواند آن را برگزیده باشد.",
        "cause.UNPROTECTED_PARAMETER": "پارامتر {seen} بیرون از بخش امضاشده آمده است و نباید آنجا باشد.",
        "cause.DETACHED_MECHANISM":
            "آنچه امضا شده با شیوهٔ {seen} معرفی شده که اینجا سنجیده نمی‌شود؛ مجاز: {allowed}.",
        "cause.COUNTER_SIGNATURE_NOT_VALID":
            "امضایی که روی این امضا نهاده‌اند درست نیست ({seen})؛ چیزی از این امضا نمی‌کاهد.",
        "cause.LINE_END": "پس از امضا یک پایان سطر آمده است؛ چیزی نباید بیاید.",
        "cli.verdict.counterSigner": "  روی آن امضا کرده است: {name} ({indication})",
    ]
}
