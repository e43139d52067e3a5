// SPDX-License-Identifier: Apache-2.0

extension PersianSentences {
    /// What is said of tokens, HSMs and cards, and of the modules that they are reached by.
    static let tokens: [String: String] = [
        "problem.ceremony.keyTwice":
            "کلیدی در {file} هست و {seen} می‌گوید کلید در توکن است. پیش از به‌کاربردن، یکی از این دو باید برداشته شود.",
        "problem.ceremony.tokenNeeded":
            "کلیدی که {file} نام می‌برد در توکن است و پیکربندی توکنی ندارد (keys.pkcs11).",
        "cli.token.noConfiguration": "توکن لازم است و پیکربندی توکنی ندارد (keys.pkcs11).",
        "cli.pin.ask": "رمز (PIN) {token}: ",
        "cli.pin.noTerminal":
            "رمز (PIN) لازم است و پایانه‌ای برای پرسیدن نیست؛ جای آن را با --pin-file یا --pin-fd بدهید.",
        "cli.passphrase.descriptor": "توصیف‌گر {seen} خوانده نمی‌شود؛ شمارهٔ یک توصیف‌گر باز لازم است.",
        "cli.sign.module": "کلید در توکن است: نشانی کامل ماژول PKCS #11 را با --module بدهید.",
        "cli.sign.noTokenCertificate": "کنار کلید {object} در توکن گواهی نیست؛ پروندهٔ آن را با --certificate بدهید.",
        "token.uri": "این نام توکن یا کلیدی در آن نیست: {seen}؛ مجاز: {allowed} (RFC 7512).",
        "token.secretInURI":
            "رمز (PIN) نباید در نام pkcs11: بیاید ({seen})؛ آنجا در گزارش‌ها و فهرست پردازه‌ها دیده می‌شود. پرونده‌اش را نام ببرید.",
        "token.moduleNotLoaded": "ماژول PKCS #11 در {module} بار نمی‌شود: {detail}",
        "token.notAModule": "{module} ماژول PKCS #11 نیست: C_GetFunctionList ندارد.",
        "token.moduleVersion": "ماژول {module} نسخهٔ {seen} از PKCS #11 است؛ {allowed} لازم است.",
        "token.noToken": "توکن {allowed} وجود ندارد. آنچه هست: {seen}.",
        "token.severalTokens": "بیش از یک توکن {allowed} است: {seen}. شمارهٔ سریال آن را هم بنویسید.",
        "token.pinNeeded": "توکن {token} رمز (PIN) می‌خواهد و رمزی داده نشد.",
        "token.wrongPIN": "رمز (PIN) توکن {token} نادرست است. یک بار داده شد و دوباره داده نمی‌شود تا توکن قفل نشود.",
        "token.pinLocked": "توکن {token} پس از چند رمز نادرست قفل شده است؛ مسئول امنیت آن قفلش را باز می‌کند.",
        "token.pinFinalTry":
            "یک رمز نادرست دیگر توکن {token} را قفل می‌کند؛ پس اینجا آزموده نمی‌شود. یک بار با ابزار خود توکن وارد شوید.",
        "token.pinNotUsable": "رمز (PIN) توکن {token} تعیین نشده، منقضی شده یا باید عوض شود: {seen}.",
        "token.objectMissing": "کلید {object} در توکن نیست.",
        "token.severalObjects": "{count} کلید {object} هستند؛ شناسهٔ (id) آن را هم بنویسید.",
        "token.objectExists": "توکن از پیش {object} را دارد؛ روی هیچ کلیدی نوشته نمی‌شود.",
        "token.keyType": "کلید {object} از نوع {seen} است؛ مهر با {allowed} امضا می‌کند.",
        "token.attribute":
            "کلید {object} به کار نمی‌رود: {name} برابر {seen} است و باید {allowed} باشد. کلیدی که بتواند از توکن بیرون برود"
            + " کلید هیچ مرکزی نیست.",
        "token.publicKeyMissing": "نیمهٔ عمومی {object} در توکن نیست.",
        "token.mechanism": "توکن {token} نمی‌تواند {seen} را حساب کند.",
        "token.call": "ماژول PKCS #11 در {module} به {operation} پاسخ {seen} داد.",
        "token.unreachable":
            "توکن {token} بازنگشت: {attempts} تلاش در {milliseconds} میلی‌ثانیه از راه {module}؛ آخرین پاسخ {seen}.",
        "token.busy": "هر {count} نشست با توکن {token} مشغول است.",
        "token.wrongSignature":
            "توکن با {object} امضایی داد که کلید عمومی خودش آن را تأیید نمی‌کند ({seen}). دور انداخته شد؛ توکن را وارسی کنید.",
    ]
}
