// SPDX-License-Identifier: Apache-2.0

extension PersianSentences {
    /// What those read who verify many documents.
    static let batches: [String: String] = [
        "problem.service.batchLineTooLong": "این سطر {seen} بایت دارد؛ دست بالا {allowed} بایت پذیرفته می‌شود.",
        "problem.service.batchEndedEarly":
            "درخواست پیش از پایان بدنه‌اش قطع شد. این سطر و سطرهای پس از آن بررسی نشده‌اند.",
        "problem.service.batchTooLong":
            "درخواست بیش از {allowed} ثانیه طول کشید. این سطر و سطرهای پس از آن بررسی نشده‌اند: دوباره بفرستید.",
        "problem.service.batchTooSlow":
            "در {allowed} ثانیه چیزی نرسید یا تقریباً چیزی نرسید. این سطر و سطرهای پس از آن بررسی نشده‌اند.",
        "problem.service.recordsBehind":
            "نسخهٔ سوابقی که اینجا خوانده می‌شود {seconds} ثانیه عقب است، بیش از حد مجاز. بر پایهٔ آن چیزی سنجیده نمی‌شود: لطفاً کمی بعد دوباره بپرسید.",
        "problem.service.batchStopping":
            "خدمت در حال توقف است. این سطر و سطرهای پس از آن بررسی نشده‌اند: بعداً دوباره بفرستید.",
        "problem.service.digestAlgorithm":
            "چکیده با {seen} است، ولی سند با {allowed} امضا شده است: چکیده را با همان بدهید.",
        "link.PRESCRIPTION_REJECTED":
            "خود نسخه رد شده است؛ دلیل در گزارش آن است.",
        "link.PRESCRIPTION_UNDECIDED":
            "دربارهٔ نسخه نمی‌توان با اطمینان چیزی گفت؛ دلیل در گزارش آن است.",
        "link.DISPENSING_REJECTED":
            "خود سند تحویل دارو رد شده است؛ دلیل در گزارش آن است.",
        "link.DISPENSING_UNDECIDED":
            "دربارهٔ سند تحویل دارو نمی‌توان با اطمینان چیزی گفت؛ دلیل در گزارش آن است.",
        "link.RECORD_MISSING":
            "سند تحویل دارو در دست نیست و تنها چکیدهٔ آن هست: نمی‌توان خواند که به کدام نسخه اشاره دارد.",
        "link.RECORD_UNREADABLE":
            "سند تحویل دارو چنان‌که باید نیست: {cause}.",
        "link.REFERENCE_MISSING":
            "سند تحویل دارو نامی از نسخه‌ای نمی‌برد.",
        "link.REFERENCE_UNKNOWN":
            "سند تحویل دارو نسخه را با {seen} نام می‌برد و چکیدهٔ نسخه با آن معلوم نیست: نسخه یا همان چکیده را بدهید.",
        "link.REFERENCE_MISMATCH":
            "سند تحویل دارو دربارهٔ نسخهٔ دیگری است: آن {seen} را نام می‌برد و این {allowed} است.",
        "link.TIME_UNKNOWN":
            "یکی از دو سند نمی‌گوید چه زمانی امضا شده است.",
        "link.DISPENSED_BEFORE_PRESCRIBED":
            "در {dispensed} تحویل شده است، پیش از آنکه در {prescribed} تجویز شود.",
        "link.RECEIPT_REJECTED":
            "رسید درست نیست: {cause}.",
        "link.RECEIPT_MISMATCH":
            "رسید دربارهٔ امضای دیگری است.",
        "batch.done":
            "{accept} پذیرفته، {reject} رد، {undecided} نامعلوم، {error} ناخوانا.",
        "batch.interrupted":
            "قطع شد، پس از {accept} پذیرفته، {reject} رد، {undecided} نامعلوم، {error} ناخوانا. با ‎--out‎ همین فرمان از همان‌جا ادامه می‌دهد.",
        "batch.notAFile":
            "{file} را فقط یک بار می‌توان خواند و فرمان قطع‌شده نمی‌تواند ادامه یابد: ‎--out‎ را بردارید یا پرونده‌ای نام ببرید.",
        "batch.otherInput":
            "پاسخ‌های موجود برای ورودی دیگری جز {file}، یا منظور و زمان و اعتماد دیگری است؛ پروندهٔ دیگری برای پاسخ‌ها نام ببرید.",
        "batch.otherFile":
            "{file} چیزی جز پاسخ‌های این فرمان دارد؛ پروندهٔ دیگری نام ببرید.",
    ]
}
