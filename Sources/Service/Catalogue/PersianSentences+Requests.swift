// SPDX-License-Identifier: Apache-2.0

extension PersianSentences {
    /// What is wrong with a request before any room has seen it.
    static let requests: [String: String] = [
        "problem.title.input": "درخواست به این صورت پذیرفته نیست",
        "problem.title.notAllowed": "مجاز نیست",
        "problem.title.notFound": "یافت نشد",
        "problem.title.later": "لطفاً بعداً دوباره تلاش کنید",
        "problem.title.conflict": "درخواست با سوابق ناسازگار است",
        "problem.title.fault": "خطا از ماست",
        "problem.service.notFound": "در نشانی {path} چیزی نیست.",
        "problem.service.malformedPath": "نشانی درخواست بدشکل است.",
        "problem.service.methodNotAllowed": "{seen} در اینجا ممکن نیست؛ {allowed} ممکن است.",
        "problem.service.mediaType": "بدنهٔ درخواست از نوع {seen} است؛ این نشانی {allowed} را می‌پذیرد.",
        "problem.service.jsonTooLarge": "سند JSON دارای {seen} بایت است؛ حداکثر {allowed} بایت پذیرفته می‌شود.",
        "problem.service.jsonTooDeep": "سند JSON در بایت {offset} بیش از {allowed} لایه تودرتو دارد.",
        "problem.service.jsonDuplicateName": "نام {name} در یک شیء دو بار آمده است، در بایت {offset}.",
        "problem.receipts.member": "بخش {name} رسید نیست، شناخته نیست یا مقدار مجازی ندارد.",
        "problem.receipts.notCanonical": "متن رسید به آن شکلی نیست که مهر زمانی خورده است (RFC 8785).",
        "problem.receipts.token": "مهر زمانی رسید در بایت {offset} خوانده نمی‌شود: {detail}.",
        "problem.service.json": "این JSON نیست: در بایت {offset} چیزی جز آنچه قواعد آن می‌پذیرد آمده است.",
        "problem.service.member": "مقدار {name} برابر {seen} است؛ {allowed} لازم است.",
        "problem.service.unknownMember": "{name} در اینجا معنایی ندارد.",
        "problem.service.fault": "خطایی در سامانهٔ ما رخ داد. لطفاً شمارهٔ پیگیری {reference} را به مرکز بگویید.",
        "problem.service.unavailable":
            "این کار هم‌اکنون ممکن نیست. لطفاً کمی بعد دوباره تلاش کنید؛ اگر ادامه یافت، شمارهٔ پیگیری {reference} را به مرکز بگویید.",
        "problem.service.certificateMissing":
            "گواهی‌ای نشان داده نشد. لطفاً کارت هوشمند خود را بگذارید و گواهی خود را برگزینید.",
        "problem.service.certificateRefused":
            "گواهی شما پذیرفته نشد ({code}): {cause} لطفاً به مدیر مرکز مراجعه کنید.",
        "problem.service.role": "نقش شما {seen} است؛ برای این کار این نقش لازم است: {allowed}.",
        "problem.service.unknownCertificate": "گواهی با شمارهٔ سریال {serial} وجود ندارد.",
        "problem.http.malformed": "درخواست در بایت {offset} با دستور زبان HTTP نمی‌خواند.",
        "problem.http.headTooSlow": "سرآیند درخواست در {allowed} میلی‌ثانیه نرسید. لطفاً دوباره تلاش کنید.",
        "problem.http.bodyTooSlow": "بدنهٔ درخواست در {allowed} میلی‌ثانیه نرسید. لطفاً دوباره تلاش کنید.",
        "problem.http.lengthMissing": "{seen} بدنه دارد، اما نه درازای آن گفته شده است و نه اینکه تکه‌تکه است.",
        "problem.http.bodyTooLarge": "بدنهٔ درخواست {seen} بایت است؛ در اینجا حداکثر {allowed} بایت پذیرفته می‌شود.",
        "problem.http.targetTooLong": "نشانی بیش از {allowed} بایت است.",
        "problem.http.expectationUnknown": "انتظار {seen} برآورده نمی‌شود؛ 100-continue پذیرفته است.",
        "problem.http.headTooLarge": "سرآیند درخواست بیش از {allowed} بایت است.",
        "problem.http.tooManyFields": "سرآیند درخواست بیش از {allowed} فیلد دارد.",
        "problem.http.methodUnknown": "روش {seen} شناخته نیست.",
        "problem.http.transferCodingUnknown": "رمزگذاری انتقال {seen} شناخته نیست؛ chunked پذیرفته است.",
        "problem.http.versionUnsupported": "نسخهٔ {seen} در اینجا پذیرفته نیست؛ HTTP/1.1 پذیرفته است.",
        "problem.http.responseUnwritable": "پاسخ فرستاده نشد. لطفاً مرکز را آگاه کنید.",
        "problem.http.overloaded": "هم‌اکنون کار بیش از اندازه است. لطفاً {allowed} ثانیهٔ دیگر دوباره تلاش کنید.",
        "problem.http.tooManyConnections": "بیش از {allowed} اتصال باز است. لطفاً کمی بعد دوباره تلاش کنید.",
    ]
}
