// SPDX-License-Identifier: Apache-2.0

extension PersianSentences {
    /// Evidence packs: what is found in them, how they are checked, and the page inside.
    static let evidence: [String: String] = [
        "pack.finding.PACK_CONTAINER": "پرونده بایگانی‌ای نیست که اینجا خوانده شود: {detail}",
        "pack.finding.PACK_LAYOUT": "این بایگانی بستهٔ ادله نیست: آنچه باید در آغاز یا پایان آن باشد نیست.",
        "pack.finding.PACK_FILE_CHANGED": "{file} همان پرونده‌ای نیست که در فهرست بسته آمده است.",
        "pack.finding.PACK_MANIFEST": "فهرست مهرشدهٔ بسته با پرونده‌های آن نمی‌خواند.",
        "pack.finding.PACK_SEAL": "مهر بسته روی این فهرست نیست.",
        "pack.finding.PACK_INPUTS": "از بسته نمی‌توان خواند که چه پرسیده شده است: {file} ({detail}).",
        "pack.finding.PACK_FILE_NOT_DERIVED": "{file} از شواهد درون بسته برنمی‌آید.",
        "pack.finding.PACK_REPORT_DIFFERS": "گزارش درون بسته با آنچه از شواهد آن برمی‌آید فرق دارد، در: {paths}.",
        "pack.finding.PACK_OTHER_EDITION":
            "بسته با عبارت‌های دیگری نوشته شده است ({edition})؛ دستورهای بررسی آن مقایسه شد، جمله‌های برگهٔ آن نه: به این نتیجه اعتماد کنید، نه به آن برگه.",
        "pack.refused": "نامعتبر: بستهٔ ادله آسیب دیده یا دست‌کاری شده است. به هیچ چیز آن نباید اعتماد کرد.",
        "pack.undecided":
            "قابل تشخیص نیست: بسته سالم است، ولی اعتماد به آن با شماست. نتیجه بنا بر داشته‌های خودش این است:",
        "pack.trust.anchors":
            "فقط خود بسته مبدأ اعتماد {name} را معرفی می‌کند (SHA-256 {sha256}). اگر به آن اعتماد دارید، گواهی آن را که از جای دیگری گرفته‌اید با --anchor بدهید.",
        "pack.trust.none": "بسته هیچ مبدأ اعتمادی ندارد.",
        "pack.trust.policy":
            "خط‌مشی {policy} از خود بسته است و از خط‌مشی‌های این برنامه نیست؛ با --purpose با یکی از خط‌مشی‌های این برنامه بسنجید.",
        "pack.trust.time":
            "اینکه شواهد در زمان {time} سنجیده شود فقط گفتهٔ سازندهٔ بسته است؛ هیچ چیز پذیرفته‌شده‌ای ثابت نمی‌کند که امضا در آن زمان بوده است. با --at در زمانی که خودتان می‌گویید بسنجید.",
        "pack.trust.professions":
            "{file}: گفتهٔ مرجع صدور پروانه با مبدأهای اعتماد داده‌شده و در زمان پرسیده‌شده پذیرفته نیست و کنار گذاشته شد؛ پس هیچ چیز پذیرفته نمی‌شود. {cause}",
        "pack.repeated":
            "دوباره از پرونده‌های خام بسته سنجیده شد: گزارش درون بسته بایت به بایت تکرار شد (SHA-256 {sha256}).",
        "pack.anew":
            "گزارش درون بسته بایت به بایت تکرار شد (SHA-256 {sha256})؛ این گزارش برای زمان یا منظور دیگری است.",
        "pack.otherAnchors":
            "با مبدأهای اعتماد خود بسته، گزارش درون آن بایت به بایت تکرار شد (SHA-256 {sha256})؛ با مبدأهای داده‌شده نتیجه این است.",
        "pack.otherWording": "گزارش درون بسته (SHA-256 {sha256}) همین را با عبارت‌های دیگری می‌گوید.",
        "pack.seal.nobodys":
            "مهر بسته با کلیدی زده شده که دور انداخته شده است: نشان می‌دهد بسته سالم است، نه اینکه از کجاست.",
        "pack.seal.trusted":
            "بسته با مهر {name} است که مبدأهای اعتماد داده‌شده او را در {time}، زمانی که خود مهر می‌گوید، تأیید می‌کنند.",
        "pack.seal.unknown": "بسته با مهر {name} است که مبدأهای اعتماد داده‌شده او را تأیید نمی‌کنند.",
        "pack.written": "بستهٔ ادله در {file} نوشته شد.",
        "pack.notMade": "بستهٔ ادله ساخته نشد: {cause}",
        "cli.verify.option.document":
            "{option} در نتیجهٔ یک پروندهٔ امضا اثری ندارد؛ اینها پذیرفته می‌شود: {allowed}.",
        "cli.verify.option.pack":
            "{option} برای پروندهٔ امضاست؛ بسته همه چیز را همراه دارد. بسته اینها را می‌گیرد: {allowed}.",
        "cli.verify.option.replay":
            "{option} در سنجش داده‌های نگه‌داشته اثری ندارد؛ --replay با اینها می‌آید: {allowed}.",
        "cli.verify.option.batch":
            "{option} در سنجش گروهی اثری ندارد؛ --batch با اینها می‌آید: {allowed}.",
        "cli.verify.option.linked":
            "{option} در سنجش نسخه و تحویل دارو اثری ندارد؛ --linked با اینها می‌آید: {allowed}.",
        "pack.sealIncomplete": "--seal-key و --seal-certificate با هم و همراه --evidence می‌آیند.",
        "pack.check.intro":
            "چگونه این بسته را بدون برنامه‌ای که آن را ساخته است بررسی کنید. آن را باز کنید و در پوشهٔ آن اجرا کنید: sh check.sh. هر دستور زیر اگر همان شود که گفته شده، با کد 0 پایان می‌یابد. هیچ دستوری به شبکه نیاز ندارد.",
        "pack.check.openssl": "برنامهٔ openssl هست.",
        "pack.check.sums": "همهٔ پرونده‌ها همان‌اند که فهرست چکیده‌ها می‌گوید.",
        "pack.check.manifest": "چکیدهٔ آن فهرست در فهرست مهرشده هست.",
        "pack.check.seal": "مهر روی فهرست است؛ اینکه چه کسی مهر زده اینجا پرسیده نمی‌شود.",
        "pack.check.digest": "امضای {number}: چکیدهٔ سند همان است که امضا شده است ({digest}).",
        "pack.check.digestDiffers":
            "امضای {number}: چکیدهٔ سند همان نیست که امضا شده است ({digest}): سند تغییر کرده است.",
        "pack.check.digestGiven":
            "امضای {number}: چکیدهٔ امضاشده همان است که داده شد ({digest})؛ خود سند نزد صاحبش مانده است.",
        "pack.check.digestGivenDiffers": "امضای {number}: چکیدهٔ امضاشده ({digest}) همان نیست که داده شد.",
        "pack.check.value": "امضای {number}: امضای روی ویژگی‌های امضاشده با کلید گواهی است.",
        "pack.check.valueFails": "امضای {number}: امضای روی ویژگی‌های امضاشده با کلید گواهی نیست.",
        "pack.check.payload": "محتوای امضاشده همین سند است.",
        "pack.check.message": "پروندهٔ امضا به طور کامل: سند و امضاها به هم می‌خورند.",
        "pack.check.messageFails": "پروندهٔ امضا به طور کامل رد می‌شود: سند و امضاها به هم نمی‌خورند.",
        "pack.check.path":
            "امضای {number}: گواهی امضاکننده در زمان {time} به مبدأ اعتماد درون این بسته می‌رسد. این مبدأ را با نسخه‌ای از جای دیگر مقایسه کنید.",
        "pack.check.pathFails": "امضای {number}: گواهی امضاکننده در زمان {time} به مبدأ اعتماد درون این بسته نمی‌رسد.",
        "pack.check.listGood": "{list} از {time} نامی از {certificate} نمی‌برد: باطل نشده بود.",
        "pack.check.listRevoked": "{list} از {time} نام {certificate} را دارد: باطل یا معلق است.",
        "pack.check.answer": "{answer} امضای پاسخ‌دهندهٔ مجاز را دارد و دربارهٔ {certificate} می‌گوید: {status}.",
        "pack.check.timestamp": "{file}: مهر زمانی {time} روی دادهٔ خود و از واحد مهر زمانی زیر مبدأ اعتماد است.",
        "pack.check.timestampFails": "{file}: مهر زمانی {time} روی دادهٔ خود نیست.",
        "pack.check.receipt": "{file}: رسید در {time} با واحد مهر زمانی زیر مبدأ اعتماد مهر شده است.",
        "pack.check.feed":
            "{file}: شمارهٔ {number} از {name} به تاریخ {time} همان است که امضا شده، با گواهی‌ای زیر مبدأ اعتماد.",
        "pack.check.feedUndated":
            "{file}: شمارهٔ {number} از {name} به تاریخ {time} همان است که با کلید گواهی آن امضا شده است.",
        "pack.page.title": "شواهد یک امضای الکترونیکی",
        "pack.page.asked": "پرسش:",
        "pack.page.judged": "سنجیده برای زمان:",
        "pack.purpose.signature": "آیا این امضای معتبر یک شخص است؟",
        "pack.purpose.prescription": "آیا کسی که حق تجویز دارد این را امضا کرده است؟",
        "pack.purpose.trade": "آیا این امضای معتبر یک بازرگان است؟",
        "pack.purpose.reimbursement": "آیا کسی که خدمتش بازپرداخت می‌شود این را امضا کرده است؟",
        "pack.purpose.dispensing": "آیا کسی که حق تحویل دارو دارد این را امضا کرده است؟",
        "pack.purpose.court": "آیا امضا و زمان آن برای دعوا ثابت شده است؟",
        "pack.page.signature": "امضای {number}",
        "pack.page.causes": "یافته‌ها",
        "pack.page.noCauses": "مانعی یافت نشد.",
        "pack.page.timestamps": "مهرهای زمانی",
        "pack.page.checked": "چه چیزهایی بررسی شد",
        "pack.checked.document": "سند: چکیدهٔ آن با چکیدهٔ امضاشده مقایسه می‌شود.",
        "pack.checked.value": "امضا: آیا با کلید گواهی امضاکننده زده شده است؟",
        "pack.checked.path": "گواهی‌ها: آیا گواهی امضاکننده با رعایت همهٔ قاعده‌های RFC 5280 به مبدأ اعتماد می‌رسد؟",
        "pack.checked.status": "وضعیت: آیا گواهی‌ای در این مسیر بنا بر فهرست‌ها و پاسخ‌های زیر باطل شده است؟",
        "pack.checked.time": "زمان: چه چیزی زمان امضا را ثابت می‌کند و کدام الگوریتم‌ها آن هنگام امن بودند؟",
        "pack.checked.purpose": "منظور: آیا حرفه و گواهی امضاکننده برای آن کافی است؟",
        "pack.checked.profession":
            "حرفه: آیا امضاکننده بنا بر آنچه مرجع صدور پروانه امضا کرده است آن هنگام حق اشتغال داشت؟",
        "pack.page.professions": "گفتهٔ مراجع صدور پروانه و زمان هر یک",
        "pack.page.certificates": "گواهی‌ها و پایان اعتبار هر یک",
        "pack.page.anchor": "مبدأ اعتماد",
        "pack.page.revocation": "فهرست‌های ابطال و پاسخ‌های وضعیت و زمان هر یک",
        "pack.page.again": "چگونه دوباره بررسی کنید",
        "pack.page.againText":
            "همهٔ آنچه این نتیجه بر آن استوار است در بسته‌ای است که این برگه در آن آمده است. نه شبکه لازم است و نه برنامه‌ای که آن را نوشته: CHECK.txt دستورهای openssl را دارد.",
        "pack.page.trust":
            "همهٔ این‌ها به شرطی درست است که مبدأهای اعتماد زیر واقعی باشند. بسته می‌تواند هر مبدأیی بیاورد: چکیدهٔ آنها را با آنچه خود مرجع منتشر می‌کند مقایسه کنید.",
        "pack.fact.indication": "نتیجهٔ استاندارد",
        "pack.fact.content": "چکیدهٔ سند، SHA-256",
        "pack.fact.contentHow": "سند",
        "pack.content.embedded": "درون پروندهٔ امضاست",
        "pack.content.file": "کنار امضا داده شد",
        "pack.content.digest": "نزد صاحبش ماند؛ فقط چکیدهٔ آن داده شد",
        "pack.fact.policy": "خط‌مشی",
        "pack.fact.snapshot": "مواد سنجش",
        "pack.fact.national": "ریشهٔ ملی",
        "pack.national": "بله",
        "pack.notNational": "نه: این امضا در قانون وزن دیگری دارد",
        "pack.fact.result": "نتیجه",
        "pack.fact.claimed": "زمان امضا به گفتهٔ امضاکننده",
        "pack.fact.best": "زمانی که وجودش دانسته است",
        "pack.fact.level": "سطح",
        "pack.fact.status": "وضعیت گواهی در آن زمان",
        "pack.fact.professional": "حق اشتغال به حرفه",
        "pack.fact.measure": "بند قانون",
        "pack.fact.acts": "آنچه منع شده است",
        "pack.fact.since": "از",
        "pack.fact.until": "تا",
        "pack.source.body": "بنا بر گفتهٔ",
        "pack.act.prescribing": "تجویز",
        "pack.act.dispensing": "تحویل دارو",
        "pack.act.treating": "درمان",
        "pack.fact.name": "امضاکننده",
        "pack.fact.profession": "حرفه",
        "pack.fact.licence": "شمارهٔ پروانه",
        "pack.fact.serial": "شمارهٔ گواهی",
        "pack.fact.issuer": "صادرکننده",
        "pack.fact.certificate": "گواهی، SHA-256",
        "pack.status.good": "معتبر: باطل نشده",
        "pack.status.revoked": "باطل‌شده",
        "pack.status.onHold": "معلق",
        "pack.status.expired": "منقضی",
        "pack.status.unknown": "نامعلوم",
        "pack.source.crl": "بنا بر فهرست ابطال",
        "pack.source.ocsp": "بنا بر پاسخ وضعیت (OCSP)",
        "pack.source.records": "بنا بر سوابق مرجع",
        "pack.timestamp.content": "روی سند، پیش از امضا",
        "pack.timestamp.signature": "روی امضا",
        "pack.timestamp.archive": "روی امضا با همهٔ شواهد آن",
        "pack.timestamp.believed": "پذیرفته",
        "pack.timestamp.notBelieved": "چیزی را ثابت نمی‌کند",
        "problem.containers.truncated": "بایگانی در بایت {offset} تمام می‌شود؛ {needed} بایت دیگر لازم است.",
        "problem.containers.unexpectedRecord": "در بایت {offset} مقدار {seen} است؛ باید {allowed} باشد.",
        "problem.containers.strayBytes": "{count} بایت از بایت {offset} به هیچ پرونده‌ای تعلق ندارد.",
        "problem.containers.field":
            "فیلد {name} در بایت {offset} برابر {seen} است؛ مجاز: {allowed}. فقط پرونده‌های فشرده‌نشده و بدون فیلد اضافی خوانده می‌شود.",
        "problem.containers.headersDiffer": "دو سرآیند {name} با هم نمی‌خوانند ({field}).",
        "problem.containers.name": "نام {seen} در بایت {offset} ایمن نیست.",
        "problem.containers.repeatedName": "نام {name} دو بار آمده یا نام پوشه نیز هست.",
        "problem.containers.checksum": "کد کنترلی {name} برابر {seen} است؛ سرآیند آن {allowed} می‌گوید.",
        "problem.containers.tooLarge": "بایگانی {seen} {field} دارد؛ {allowed} مجاز است.",
    ]
}
