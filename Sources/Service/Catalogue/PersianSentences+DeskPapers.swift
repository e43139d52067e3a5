// SPDX-License-Identifier: Apache-2.0

extension PersianSentences {
    /// The papers of an application, at the desk.
    static let deskPapers: [String: String] = [
        "desk.papers": "مدارک",
        "desk.papers.onFile": "مدارک پرونده",
        "desk.papers.noneRequired": "مدرکی خواسته نشده است.",
        "desk.papers.complete": "همهٔ مدارک خواسته‌شده در پرونده هست:",
        "desk.papers.missing": "این مدارک خواسته شده و هنوز در پرونده نیست:",
        "desk.papers.missing.enforced": "پیش از ثبت درخواست باید این مدارک در پرونده باشد:",
        "desk.papers.there": "آنچه در پرونده هست:",
        "desk.papers.signed": "مدارک",
        "desk.papers.signed.hint": "مدارک پرونده. امضا همین مدارک را به همین صورت در بر می‌گیرد.",
        "desk.papers.kind": "مدرک",
        "desk.papers.type": "فایل",
        "desk.papers.size": "{count} کیلوبایت",
        "desk.papers.sha256": "چکیده (SHA-256)",
        "desk.papers.applicant": "متقاضی",
        "desk.papers.add": "افزودن مدرک",
        "desk.papers.add.do": "گذاشتن در پرونده",
        "desk.papers.file": "فایل",
        "desk.papers.file.hint":
            "عکس یا اسکن (JPEG یا PNG) یا PDF، حداکثر {size} مگابایت؛ هر درخواست حداکثر {count} مدرک دارد.",
        "desk.papers.noFile": "لطفاً یک فایل انتخاب کنید.",
        "desk.papers.back": "بازگشت به درخواست",
        "desk.papers.download": "ذخیرهٔ فایل",
        "desk.papers.delete": "حذف این مدرک",
        "desk.papers.delete.cause": "دلیل حذف",
        "desk.papers.delete.hint": "مدرک حذف‌شده بازنمی‌گردد. این که در پرونده بوده است ثبت می‌ماند.",
        "desk.papers.delete.do": "حذف برای همیشه",
        "desk.done.paperAdded": "مدرک در پرونده گذاشته شد.",
        "desk.done.paperDeleted": "مدرک حذف شد.",
    ]
}
