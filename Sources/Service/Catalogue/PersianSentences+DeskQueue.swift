// SPDX-License-Identifier: Apache-2.0

extension PersianSentences {
    /// The queue, search and drafts.
    static let deskQueue: [String: String] = [
        "desk.queue.title.enterer": "درخواست‌های در انتظار ثبت",
        "desk.queue.title.approver": "درخواست‌های در انتظار تأیید",
        "desk.queue.title.supervisor": "درخواست‌های در انتظار تأیید",
        "desk.queue.claimed": "در دست شما",
        "desk.queue.waiting": "در انتظار",
        "desk.queue.order": "ترتیب",
        "desk.queue.oldest": "نخست آنها که بیشتر منتظر مانده‌اند",
        "desk.queue.newest": "نخست تازه‌ترین‌ها",
        "desk.queue.caption.oldest": "درخواست‌ها، نخست آنها که بیشتر منتظر مانده‌اند",
        "desk.queue.caption.newest": "درخواست‌ها، نخست تازه‌ترین‌ها",
        "desk.queue.empty": "اینجا چیزی در انتظار شما نیست.",
        "desk.search.label": "آنچه از شخص یا گواهی می‌دانید",
        "desk.search.hint": "کد ملی، شمارهٔ پروانه، نام، کد رهگیری، شمارهٔ سریال یا شمارهٔ تلفن همراه",
        "desk.search.do": "بگرد",
        "desk.search.found": "یافته‌ها",
        "desk.search.none": "چیزی یافت نشد. لطفاً شماره را بررسی کنید یا فقط نام خانوادگی را بنویسید.",
        "desk.search.applications": "درخواست‌ها",
        "desk.drafts.none": "پیش‌نویسی نیست.",
    ]
}
