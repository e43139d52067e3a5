// SPDX-License-Identifier: Apache-2.0

extension PersianSentences {
    /// Signing, and raising a signature's level.
    static let signing: [String: String] = [
        "problem.signing.keyIsNotTheCertificates":
            "این کلید، کلیدی نیست که گواهی برای آن صادر شده است.",
        "problem.signing.keyUsage":
            "این گواهی برای امضای سند نیست: کاربرد کلید آن {seen} است؛ {allowed} لازم است.",
        "problem.signing.outsideValidity":
            "این گواهی فقط {allowed} معتبر است.",
        "problem.signing.signatureDoesNotFit":
            "امضای برگشتی با آنچه باید امضا می‌شد جور نیست؛ چیزی نوشته نشد.",
        "problem.signing.certificate":
            "گواهی به کار نمی‌آید: {cause}",
        "problem.signing.message":
            "فایل امضا خوانده نمی‌شود: {cause}",
        "problem.signing.noSuchSignature":
            "امضای {seen} وجود ندارد: فایل {allowed} امضا دارد.",
        "problem.signing.nothingPrepared":
            "فایل {seen} امضای در انتظار مقدار دارد؛ باید دقیقاً یکی باشد.",
        "problem.signing.contentMissing":
            "سند در فایل امضا نیست؛ با --content نام آن را بدهید.",
        "problem.signing.contentDiffers":
            "سند داده‌شده همان سند امضاشده نیست.",
        "problem.signing.digestMissing":
            "چکیدهٔ {allowed} سند لازم است.",
        "problem.signing.nothingToEnclose":
            "سندی که فقط چکیدهٔ آن داده شده، درون امضا نمی‌رود؛ با --detached بیرون می‌ماند.",
        "problem.signing.jws":
            "این امضا، امضای JSON قابل‌پذیرشی نیست: {detail}",
        "problem.signing.algorithmNotForJSON":
            "امضای JSON برای {seen} با کلید {name} نامی ندارد.",
        "problem.signing.timestampRefused":
            "مرجع مهر زمانی مهری نداد ({seen}): {detail}",
        "problem.signing.timestampUnusable":
            "مهر زمانی دریافتی به کار نمی‌آید: {cause}.",
        "problem.signing.evidenceMissing":
            "وضعیت گواهی {certificate} از {issuer}، یا صادرکنندهٔ آن، در میان داده‌ها نیست؛ --crl و --ocsp و --anchor فایل می‌گیرند و --fetch از نشانی‌های درون گواهی می‌پرسد.",
        "problem.signing.noTimestampSource":
            "این سطح مهر زمانی می‌خواهد؛ با --timestamps نشانی مرجع را بدهید.",
        "problem.signing.unreachable":
            "{seen} پاسخی نداد: {detail}",
        "problem.signing.key":
            "کلید نتوانست امضا کند: {cause}",
        "signing.timestamp.imprint":
            "روی چیز دیگری است",
        "signing.timestamp.nonce":
            "عدد فرستاده‌شده را تکرار نمی‌کند",
        "signing.timestamp.policy":
            "با سیاست دیگری زده شده است",
        "signing.timestamp.unreadable":
            "خوانده نمی‌شود",
        "signing.timestamp.signature":
            "امضای آن با گواهی مهر زمانی که نام می‌برد نیست",
        "cli.sign.refused":
            "{cause}",
        "cli.sign.modes":
            "فقط یکی از این‌ها را می‌توان هم‌زمان خواست: {seen}",
        "cli.sign.prepareLevel":
            "آنچه آماده می‌شود سطح B دارد؛ پس از امضا با --augment بالا برده می‌شود.",
        "cli.sign.prepared":
            "آماده شد: {file}. کلید باید {bytes} را امضا کند (چکیده {digest})؛ سپس mohr sign {file} --assemble --signature FILE",
        "cli.sign.assembled":
            "امضا جور است و در جای خود نشست: {file}",
        "cli.sign.raised":
            "به سطح {level} بالا برده شد: {file}",
    ]
}
