// SPDX-License-Identifier: Apache-2.0

extension PersianSentences {
    /// Fields, what is wrong with what was typed into them, and the words for roles and states.
    static let identity: [String: String] = [
        "identity.bidiControl":
            "نویسهٔ {at} ({seen}) جهت متن را تغییر می‌دهد و نامی را به شکل نامی دیگر نشان می‌دهد. لطفاً آن را از نو با دست بنویسید.",
        "identity.character":
            "نویسهٔ {at} ({seen}) در اینجا پذیرفته نیست؛ مجاز: {allowed}. لطفاً آن را بدون این نویسه دوباره وارد کنید.",
        "identity.checkDigit":
            "رقم کنترل با رقم‌های دیگر نمی‌خواند. لطفاً آن را با مدرک شناسایی بسنجید و دوباره وارد کنید.",
        "identity.control": "نویسهٔ {at} ({seen}) نویسهٔ کنترلی است. لطفاً آن را از نو با دست بنویسید.",
        "identity.empty": "چیزی وارد نشده است. لطفاً آن را وارد کنید.",
        "identity.length":
            "{seen} نویسه دارد؛ {allowed} نویسه لازم است. لطفاً آن را با مدرک بسنجید و کامل وارد کنید.",
        "identity.mixedScripts":
            "نویسهٔ {at} ({seen}) از خطی جز خط بقیهٔ واژه است. لطفاً واژه را با حروف فارسی بنویسید.",
        "identity.noPersianLetter": "حرف فارسی ندارد. لطفاً آن را به فارسی بنویسید.",
        "identity.prefix":
            "آغاز آن درست نیست؛ مجاز: {allowed}. لطفاً آن را با مدرک بسنجید و دوباره وارد کنید.",
        "identity.privateUse": "نویسهٔ {at} ({seen}) در هر رایانه شکلی دیگر دارد. لطفاً آن را از نو با دست بنویسید.",
        "identity.professionLetter":
            "حرف {seen} از آنِ این حرفه نیست؛ مجاز: {allowed}. لطفاً شماره و نمایه را بررسی کنید.",
        "identity.range":
            "یکی از عددهای آن بیرون از بازه است؛ مجاز: {allowed}. لطفاً آن را با مدرک بسنجید و دوباره وارد کنید.",
        "identity.unassigned": "نویسهٔ {at} ({seen}) وجود ندارد. لطفاً آن را از نو با دست بنویسید.",
        "alphabet.batchCharacters": "حروف لاتین، رقم، و - . _ در میان آن‌ها",
        "alphabet.decimalDigits": "رقم",
        "alphabet.decimalDigitsAndDateSeparator": "رقم، با / یا - میان سال و ماه و روز",
        "alphabet.decimalDigitsAndLeadingPlus": "رقم، پس از + اختیاری",
        "alphabet.latinNameCharacters": "حروف لاتین، با یک فاصله یا خط تیره یا آپاستروف میان دو حرف",
        "alphabet.lettersThenDecimalDigits": "یک یا دو حرف فارسی، خط تیرهٔ اختیاری، رقم",
        "alphabet.persianNameCharacters": "حروف فارسی، فاصله و نیم‌فاصله",
        "field.nationalID": "کد ملی",
        "field.foreignersID": "شناسهٔ فراگیر",
        "field.givenName": "نام",
        "field.surname": "نام خانوادگی",
        "field.latinName": "نام به حروف لاتین",
        "field.licenceNumber": "شمارهٔ پروانه",
        "field.title": "سمت",
        "field.organization": "سازمان",
        "field.organizationalUnit": "واحد سازمانی",
        "field.legalID": "شناسهٔ ملی",
        "field.economicCode": "کد اقتصادی",
        "field.mobile": "شمارهٔ تلفن همراه",
        "field.mobileNumber": "شمارهٔ تلفن همراه",
        "field.postalCode": "کد پستی",
        "field.chipBatch": "شمارهٔ سری ساخت کارت یا توکن",
        "field.commercialCardNumber": "شمارهٔ کارت بازرگانی",
        "field.medicalCouncilNumber": "شمارهٔ نظام پزشکی",
        "field.persianName": "نام به فارسی",
        "field.solarHijriDate": "تاریخ",
        "field.year": "سال",
        "field.month": "ماه",
        "field.day": "روز",
        "role.enterer": "کارشناس ثبت",
        "role.approver": "تأییدکننده",
        "role.supervisor": "سرپرست",
        "role.auditor": "حسابرس",
        "role.administrator": "مدیر مرکز",
        "state.drafted": "پیش‌نویس",
        "state.submitted": "ارسال‌شده",
        "state.entered": "ثبت‌شده",
        "state.approved": "تأییدشده",
        "state.issuing": "در حال صدور",
        "state.issued": "صادرشده",
        "state.accepted": "پذیرفته‌شده",
        "state.returned": "برگشت‌داده‌شده",
        "state.rejected": "ردشده",
        "state.withdrawn": "پس‌گرفته‌شده",
        "state.expired": "منقضی",
        "status.good": "معتبر",
        "status.onHold": "معلق",
        "status.revoked": "باطل",
        "status.pendingAcceptance": "در انتظار پذیرش",
    ]
}
