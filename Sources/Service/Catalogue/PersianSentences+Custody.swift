// SPDX-License-Identifier: Apache-2.0

extension PersianSentences {
    /// Keys that several custodians hold together.
    static let custody: [String: String] = [
        "crypto.shareCount":
            "راز را نمی‌توان به {seen} سهم بخش کرد که {threshold} سهم آن لازم باشد؛ شمار سهم‌ها: {allowed}، شمار لازم: از ۲ تا همه.",
        "crypto.secretLength": "رازی با {seen} بایت را نمی‌توان بخش کرد؛ مجاز: {allowed}.",
        "crypto.sharesMismatch": "سهم‌ها از یک راز نیستند.",
        "crypto.sealedBytesMalformed": "طول یکی از بخش‌های سهم مهرشده نادرست است.",
        "problem.records.authoritySucceeded": "مرکز {name} جانشین دارد.",
        "problem.records.ceremonyOpen": "آیینی برای {name} آغاز شده و پایان نیافته است.",
        "problem.custody.custodianTwice":
            "سهم‌دار {id} دو بار نام برده شده است؛ هر سهم یک بار شمرده می‌شود.",
        "problem.custody.custodianUnknown":
            "کسی به نام {id} سهمی از کلید {name} ندارد؛ سهم‌داران: {allowed}.",
        "problem.custody.tooFew":
            "کلید {name} به {needed} سهم‌دار نیاز دارد و اینها هستند: {seen}. سهم‌داران: {allowed}.",
        "problem.custody.shareMissing":
            "سهم {id} نیست: {file} در هیچ‌یک از اینها نیست: {folders}. پوشه‌ای را که آورده‌اند با ‎--shares نام ببرید.",
        "problem.custody.shareDamaged":
            "سهم {id} در {file} آسیب دیده است؛ نسخهٔ دیگری از آن را به کار ببرید.",
        "problem.custody.shareOfOtherSet":
            "سهم {id} در {file} از دستهٔ دیگری است: پیش از تقسیم دوبارهٔ کلید یا از کلیدی دیگر.",
        "problem.custody.wrongPassphrase":
            "گذرواژهٔ {id} سهم او را باز نمی‌کند.",
        "problem.custody.wrongShare":
            "سهم {id} همان سهمی نیست که به او داده شد.",
        "problem.custody.passphraseMissing":
            "{id} باید سهمی بگیرد و گذرواژه‌ای برای آن نداده است. آن را با ‎--new-custodian یا در پایانه بدهید.",
        "problem.custody.setUnreadable":
            "{file} که سهم‌داران کلید را می‌گوید خوانا نیست.",
        "problem.custody.notHeld":
            "کلید {name} در پرونده نیست و نمی‌توان آن را میان سهم‌داران بخش کرد.",
        "problem.ceremony.begunOtherwise":
            "آیینی برای {name} از پروندهٔ دیگری با SHA-256 برابر {sha256} آغاز شده و پایان نیافته است. آن را به پایان برسانید؛ یا برای دست کشیدن از آن، {file} را به دست خود پاک کنید.",
        "problem.ceremony.sourceDigest":
            "SHA-256 پروندهٔ {file} برابر {seen} است؛ پروندهٔ آیین {allowed} را نام می‌برد. این همان نیست که بازبینی شد.",
        "problem.ceremony.sourceUnproven":
            "{file} با کلیدِ درون آن امضا نشده است و داشتن کلید را ثابت نمی‌کند.",
        "problem.ceremony.sourceNoAuthority":
            "{file} گواهی هیچ مرکزی نیست: نمی‌تواند گواهی امضا کند.",
        "problem.ceremony.pathTooLong":
            "گواهی {name} تنها {allowed} مرکز را زیر خود مجاز می‌داند و این برای آنچه زیر آن می‌آید کم است.",
        "problem.ceremony.succeeded":
            "مرکز دیگری پیش‌تر جای {name} را گرفته است.",
        "problem.ceremony.unknownCertificate":
            "{seen} گواهی‌ای نیست که {name} صادر کرده باشد.",
        "problem.ceremony.listsItself":
            "{name} در پیکربندی برخط است و فهرست‌هایش را خود منتشر می‌کند؛ دستور ‎`mohr certificate revoke`‎ را به کار ببرید.",
        "problem.ceremony.notConcluded":
            "فهرست یا رونوشت آیین ساخته نشد.",
    ]
}
