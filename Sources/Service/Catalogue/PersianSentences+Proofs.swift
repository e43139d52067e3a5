// SPDX-License-Identifier: Apache-2.0

extension PersianSentences {
    /// What a validation can find out by time and its proofs, by `CauseCode`.
    static let proofs: [String: String] = [
        "cause.SIGNED_AFTER_REVOCATION":
            "پس از باطل شدن گواهی در {at} امضا شده است: مهر زمانی محتوا از {seen} آن را ثابت می‌کند.",
        "cause.SIGNED_AFTER_EXPIRY":
            "پس از انقضای گواهی در {notAfter} امضا شده است: مهر زمانی محتوا از {at} آن را ثابت می‌کند.",
        "cause.SIGNED_BEFORE_VALIDITY":
            "پیش از آغاز اعتبار گواهی امضا شده است: مهر زمانی از {at} آن را ثابت می‌کند و گواهی از {notBefore} معتبر است.",
        "cause.PATH_ALGORITHM_ENDED":
            "مسیر گواهی بر الگوریتمی استوار است که دیگر ایمن نیست ({seen}) و چیزی ثابت نمی‌کند که مسیر قدیمی‌تر است.",
        "cause.REVOCATION_SIGNER_OUT_OF_BOUNDS":
            "گواهی آن که وضعیت گواهی {certificate} را امضا کرده دیگر معتبر نیست و چیزی ثابت نمی‌کند که آن گفته قدیمی‌تر است.",
        "cause.ALGORITHM_ENDED":
            "الگوریتم {seen} دیگر ایمن نیست و چیزی ثابت نمی‌کند که امضا قدیمی‌تر است؛ مجاز: {allowed}.",
        "cause.SIGNATURE_POLICY_NOT_AVAILABLE":
            "امضا زیر سیاست‌نامهٔ امضای {seen} ساخته شده که در دست نیست.",
        "cause.SIGNATURE_POLICY_MISMATCH":
            "سیاست‌نامهٔ امضای {seen} که در دست است همان نیست که امضا زیر آن ساخته شده است.",
        "cause.TIMESTAMP_ORDER":
            "زمان مهرهای زمانی با هم نمی‌خواند (در {at}).",
        "cause.TIMESTAMP_DELAY":
            "نخستین مهر زمانی، از {at}، دیرتر از اندازه پس از زمان ادعاشدهٔ امضا ({seen}) آمده است؛ {allowed} ثانیه مجاز است.",
        "cause.TIMESTAMP_IN_FUTURE":
            "مهر زمانی از {seen} است، پس از زمان سنجش.",
        "cause.TIMESTAMP_INACCURATE": "مهر زمانی ممکن است {seen} ثانیه نادرست باشد؛ {allowed} ثانیه مجاز است.",
        "cause.ARCHIVE_INDEX_MISMATCH": "مهر زمانی بایگانی شواهدی را فهرست می‌کند که در پرونده نیست یا تغییر کرده است.",
        "cli.facts.member": "بخش {seen} آن نیست که باید باشد",
        "cli.facts.version": "نسخهٔ آن {seen} است؛ نسخهٔ 1 خوانده می‌شود",
        "cli.facts.none": "یافته‌ای در {file} نوشته نشد، زیرا این داده پیام امضاشده نیست: {cause}",
        "cli.file.facts": "{file} یافته‌هایی که بتوان سنجید ندارد: {cause}.",
        "cause.NO_PROOF_OF_TIME":
            "برای منظور {purpose} مهر زمانی یا رسیدی باید زمان امضا را نشان دهد؛ هیچ‌کدام که بتوان باور کرد نیست.",
        "cause.NO_PROOF":
            "چیزی ثابت نمی‌کند که وضعیت مراکز در {at} همان بوده که گفته شده است.",
        "cause.TIMESTAMP_NOT_BELIEVED":
            "مهر زمانی {at} چیزی را ثابت نمی‌کند: {detail}.",
    ]
}
