// SPDX-License-Identifier: Apache-2.0

extension PersianSentences {
    /// The frame around every page.
    static let pages: [String: String] = [
        "page.house": "مُهر",
        "page.foot": "مُهر: گواهی و اعتبارسنجی امضای الکترونیکی.",
        "page.skip": "رفتن به محتوا",
        "page.navigation": "صفحه‌ها",
        "page.language": "فارسی",
        "page.back": "بازگشت",
        "page.clause": "قاعده: {clause}",
        "problem.service.formMalformed": "فرم از بایت {offset} به بعد خوانده نمی‌شود. لطفاً دوباره از همان صفحه بفرستید.",
        "problem.service.formNotText": "فیلد {name} متن UTF-8 نیست.",
        "problem.service.formTooLarge": "حجم {name} برابر {seen} بایت است؛ {allowed} بایت مجاز است.",
        "problem.service.formTooMany": "فرم {seen} فیلد دارد؛ {allowed} فیلد مجاز است.",
        "problem.service.formElsewhere":
            "این فرم از صفحهٔ سایت دیگری فرستاده شده است. کاری انجام نشد. صفحه را همین‌جا باز کنید و دوباره بفرستید.",
    ]
}
