// SPDX-License-Identifier: Apache-2.0

extension PersianSentences {
    /// The application form and its preview.
    static let deskForm: [String: String] = [
        "desk.form.choose": "متقاضی چه گواهی‌ای می‌خواهد؟",
        "desk.form.title": "درخواست {profile}",
        "desk.form.wrong": "{count} خانه باید اصلاح شود",
        "desk.form.group.person": "شخص",
        "desk.form.group.profession": "حرفه",
        "desk.form.group.organization": "سازمان",
        "desk.form.group.contact": "تماس",
        "desk.form.group.device": "کارت یا توکن",
        "desk.form.group.request": "درخواست صدور گواهی (CSR)",
        "desk.form.preview": "در گواهی:",
        "desk.form.preview.go": "بررسی و پیش‌نمایش",
        "desk.form.save": "نگه‌داری پیش‌نویس",
        "desk.form.discard": "دور انداختن پیش‌نویس",
        "desk.form.request.file": "پروندهٔ درخواست",
        "desk.form.request.hint": "پروندهٔ PKCS#10 که نرم‌افزار کارت یا توکن می‌سازد، PEM یا DER، حداکثر ۱۶ کیلوبایت.",
        "desk.form.request.paste": "یا متن درخواست",
        "desk.form.request.kept": "درخواست صدور نگه داشته شده است؛ فقط برای جایگزینی، پروندهٔ دیگری برگزینید.",
        "desk.form.request.missing": "هنوز درخواست صدور گواهی نیست. لطفاً بخواهید کلید ساخته شود و پرونده را برگزینید.",
        "desk.form.copy": "رونوشتی از این فرم در همین مرورگر بماند",
        "desk.form.copy.hint":
            "برای وقتی که ارتباط قطع می‌شود. در آن دادهٔ شخصی است، پس نه در رایانه‌ای که دیگران هم به کار می‌برند؛ با ارسال فرم پاک می‌شود.",
        "desk.form.copy.found": "رونوشتی از این فرم در این مرورگر هست.",
        "desk.form.copy.take": "همان را بیاور",
        "desk.hint.nationalID": "ده رقم؛ رقم فارسی هم پذیرفته می‌شود.",
        "desk.hint.foreignersID": "دوازده رقم، به جای کد ملی.",
        "desk.hint.givenName": "درست همان‌گونه که در شناسنامه است.",
        "desk.hint.surname": "درست همان‌گونه که در شناسنامه است.",
        "desk.hint.latinName": "همان‌گونه که در گذرنامه است، نخست نام: ⁦Sara Ahmadi⁩",
        "desk.hint.mobile": "به نام خود متقاضی: ⁦0912 345 6789⁩",
        "desk.hint.postalCode": "ده رقم.",
        "desk.hint.legalID": "یازده رقم، همان‌گونه که در روزنامهٔ رسمی است.",
        "desk.preview.title": "لطفاً متقاضی این را بخواند",
        "desk.preview.names": "نام در گواهی",
        "desk.preview.confirm": "متقاضی هر دو نام و همهٔ شماره‌ها را خوانده است و تأیید می‌کند.",
        "desk.preview.unconfirmed": "لطفاً بگذارید متقاضی نام‌ها را بخواند و سپس خانه را علامت بزنید.",
        "desk.preview.submit": "ارسال درخواست",
        "desk.preview.back": "تغییر",
    ]
}
