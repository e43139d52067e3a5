// SPDX-License-Identifier: Apache-2.0

extension PersianSentences {
    /// What the records refuse or fail at.
    static let records: [String: String] = [
        "problem.records.applicationExists": "درخواستی با کد رهگیری {id} ثبت است.",
        "problem.records.applicationMoved":
            "وضعیت درخواست {id} {seen} است؛ این گام در این وضعیت ممکن است: {allowed}. لطفاً آن را از نو باز کنید.",
        "problem.records.applicationStep": "درخواست {seen} نمی‌تواند {to} شود.",
        "problem.records.authorityExists": "مرکز صدور گواهی {name} ثبت است.",
        "problem.records.authorityCertified": "مرکز صدور گواهی {name} گواهی خود را دارد.",
        "problem.records.certificateDiffersFromDraft": "گواهی {certificate} همان پیش‌نویس نیست.",
        "problem.records.certificateExpired": "اعتبار گواهی {certificate} در {since} به پایان رسیده است.",
        "problem.records.certificateExists": "این گواهی در سوابق هست.",
        "problem.records.clockAhead":
            "ساعت {seen} است، اما تازه‌ترین ثبت از {newest} است؛ بیش از {allowed} ثانیه فاصله است. اگر ساعت درست است، آن را با `mohr timestamps confirm` تأیید کنید.",
        "problem.records.clockBehind":
            "ساعت {seen} است، اما تازه‌ترین سطر سیاههٔ رویدادها از {newest} است؛ فاصله حداکثر {allowed} ثانیه می‌تواند باشد. لطفاً ساعت را تنظیم کنید.",
        "problem.records.issuanceMoved": "صدور {certificate} در گام {seen} است؛ باید در گام {allowed} می‌بود.",
        "problem.records.keyUsedForOtherRequest":
            "مقدار Idempotency-Key برابر {key} برای درخواست دیگری به کار رفته است. لطفاً برای هر درخواست کلید تازه‌ای بدهید.",
        "problem.records.keyInUse":
            "درخواست با Idempotency-Key برابر {key} از {since} در حال انجام است. لطفاً کمی بعد دوباره بپرسید.",
        "problem.records.leaseLost":
            "اکنون فرایند دیگری اجارهٔ {name} را دارد؛ این فرایند کاری نکرد و تا آزاد شدن آن منتظر می‌ماند.",
        "problem.records.listNumberBehind":
            "شمارهٔ فهرست {scope} مرکز {authority} برابر {seen} است؛ شمارهٔ {newest} ثبت شده است.",
        "problem.records.listTimeBehind":
            "زمان فهرست {scope} مرکز {authority} برابر {seen} است؛ فهرستی از {newest} ثبت شده است. لطفاً ساعت را تنظیم کنید.",
        "problem.records.officeExists": "دفتری با شناسهٔ {id} ثبت است. لطفاً شناسهٔ دیگری برگزینید.",
        "problem.records.officerExists": "کارشناسی با شناسهٔ {id} یا با همین گواهی ثبت است.",
        "problem.records.officeSuspended": "دفتر ثبت‌نام {id} معلق است. لطفاً به مدیر مرکز مراجعه کنید.",
        "problem.records.officeUnlicensed":
            "پروانهٔ دفتر ثبت‌نام {id} در {since} پایان یافته است. لطفاً آن را تمدید کنید.",
        "problem.records.officerSuspended": "کارشناس {id} معلق است. لطفاً به مدیر مرکز مراجعه کنید.",
        "problem.records.applicationInTheWay": "درخواست {id} مانع است. لطفاً نخست به آن رسیدگی کنید.",
        "problem.records.revokedAlready": "گواهی {certificate} از {since} باطل است و این قطعی است.",
        "problem.records.sameOfficer":
            "{id} درخواست {application} را ثبت کرده است و نمی‌تواند آن را تأیید کند. لطفاً آن را به همکارتان بسپارید.",
        "problem.records.serialTaken": "شمارهٔ سریال {certificate} پیش‌تر داده شده است.",
        "problem.records.statusStep":
            "وضعیت گواهی {certificate} {seen} است؛ این گام در این وضعیت ممکن است: {allowed}.",
        "problem.records.tooManySteps":
            "{id} در هر {seconds} ثانیه حداکثر {allowed} درخواست را می‌تواند {to} کند. لطفاً بعداً دوباره تلاش کنید.",
        "problem.records.unknownApplication":
            "درخواستی با کد رهگیری {id} وجود ندارد. لطفاً کد را بررسی کنید.",
        "problem.records.unknownAuthority": "مرکز صدور گواهی {name} در سوابق نیست.",
        "problem.records.unknownCertificate": "گواهی {certificate} در سوابق نیست.",
        "problem.records.unknownOffice": "دفتر ثبت‌نام {id} وجود ندارد.",
        "problem.records.unknownOfficer": "کارشناسی با شناسهٔ {id} وجود ندارد.",
        "problem.records.value": "مقدار {name} برابر {seen} است؛ مقدار مجاز: {allowed}.",
        "problem.records.database": "پایگاه داده نپذیرفت یا خطا داد: {detail}.",
        "problem.records.damaged": "سطری از {table} در {column} چیزی دارد که هرگز نوشته نمی‌شود.",
        "problem.records.logShorter":
            "سیاههٔ رویدادها {seen} سطر دارد، در حالی که پیش‌تر {allowed} سطر از آن خوانده شده است: نسخهٔ کهنه‌ای جای سوابق را گرفته است.",
        "problem.records.logRewritten":
            "سیاههٔ رویدادها با {size} سطر آن نیست که سرِ آن امضا یا نگه‌داری شده است: سطرهایی دست خورده‌اند. نشانگری امضا نمی‌شود؛ این پایگاه داده را به عنوان مدرک نگه دارید و از پشتیبان بازیابی کنید.",
        "problem.records.statusAltered":
            "سطرهای {count} گواهی که نخستین آن‌ها {certificate} است با سیاههٔ رویدادها نمی‌خواند: کسی آن‌ها را تغییر داده یا برداشته است. وضعیت آن‌ها «نامعلوم» پاسخ داده می‌شود؛ این پایگاه داده را به عنوان مدرک نگه دارید و از پشتیبان بازیابی کنید.",
        "problem.records.checkpoint": "نشانگر سیاههٔ رویدادها امضا یا خوانده نمی‌شود. {cause}",
        "problem.records.home": "پوشهٔ سوابق {file} ساخته نمی‌شود: {detail}.",
    ]

    /// What a change of status is refused for, and what keeps an authority from publishing or answering.
    static let revocation: [String: String] = [
        "problem.revocation.expired":
            "اعتبار گواهی {certificate} در {since} به پایان رسیده است: هنوز می‌توان آن را باطل یا از آن رفع تعلیق کرد، اما نمی‌توان آن را معلق کرد.",
        "problem.revocation.planChanged":
            "طرح {seen} دیگر همان نیست که اکنون انجام می‌شود ({allowed}): گواهی‌هایی افزوده یا کاسته شده‌اند. لطفاً طرح را دوباره ببینید.",
        "problem.revocation.notIssued": "چیزی برای ابطال نیست: گواهی {certificate} صادر نشده است ({seen}).",
        "problem.revocation.invalidityInFuture":
            "زمان از دست رفتن کلید {seen} گفته شده که هنوز نرسیده است؛ حداکثر: {allowed}.",
        "problem.revocation.reason": "علت {seen} در اینجا پذیرفته نیست. لطفاً یکی از اینها را برگزینید: {allowed}.",
        "problem.revocation.revokedAlready": "گواهی {certificate} از {since} باطل است و این قطعی است.",
        "problem.revocation.revokedOtherwise":
            "گواهی {certificate} از {since} به علت دیگری ({reason}) باطل است و همان در سوابق می‌ماند.",
        "problem.revocation.statusStep":
            "وضعیت گواهی {certificate} {seen} است؛ این گام در این وضعیت ممکن است: {allowed}.",
        "problem.revocation.unknownCertificate": "گواهی {certificate} در سوابق نیست.",
        "problem.revocation.authorityMayNotSignLists":
            "گواهی مرکز {authority} اجازهٔ امضای فهرست گواهی‌های باطل‌شده نمی‌دهد.",
        "problem.revocation.authorityNotValid":
            "گواهی مرکز {authority} در {seen} اعتبار ندارد؛ در بازهٔ {allowed} معتبر است.",
        "problem.revocation.authorityKeyUnnamed": "گواهی مرکز {authority} شناسهٔ کلید ندارد.",
        "problem.revocation.keyMismatch": "کلید مرکز {authority} از آنِ گواهی آن نیست.",
        "problem.revocation.plan": "مقدار {name} برابر {seen} است؛ مقدار مجاز: {allowed}.",
        "problem.revocation.responder": "با گواهی پاسخ‌گوی برخط وضعیت مرکز {authority} نمی‌توان پاسخ داد. {cause}",
        "responder.keyUnreadable": "کلید آن خوانده نمی‌شود.",
        "responder.noCheckMissing": "افزونهٔ id-pkix-ocsp-nocheck را ندارد.",
        "responder.notForAnswering": "کاربرد OCSPSigning را ندارد.",
        "responder.notValid": "پاسخ‌گویی که گواهی آن اکنون معتبر باشد نیست، یا وضعیت‌ها دیری است خوانده نشده‌اند.",
        "responder.notIssuedByAuthority": "مرکزی که به جای آن پاسخ می‌دهد آن را صادر نکرده است.",
        "problem.revocation.shardCountChanged":
            "مقدار crl.shards برابر {seen} است، اما فهرست‌های {authority} در {allowed} بخش منتشر شده و گواهی‌ها آنها را نام می‌برند. لطفاً آن را برگردانید.",
        "problem.revocation.entryChanged":
            "در فهرست تازهٔ {scope} مرکز {authority}، {count} ردیف با پیش تفاوت دارد؛ نخستین: {first}. فهرست منتشر نشد.",
        "problem.revocation.entryDropped":
            "در فهرست تازهٔ {scope} مرکز {authority}، {count} ردیف نیست؛ نخستین: {first}. فهرست منتشر نشد.",
        "problem.revocation.deltaDiffers":
            "فهرست تازهٔ {scope} مرکز {authority} همراه با فهرست پایهٔ آن در {count} ردیف با سوابق تفاوت دارد؛ نخستین: {first}. فهرست منتشر نشد.",
        "problem.revocation.scopeChanged":
            "فهرست تازهٔ {scope} مرکز {authority} دامنه‌ای جز دامنهٔ فهرست پیش دارد. فهرست منتشر نشد.",
        "problem.revocation.listForeign":
            "با شمارهٔ {seen} دو فهرست {scope} از مرکز {authority} هست: یکی در سوابق و یکی در پوشهٔ فهرست‌ها. لطفاً بیابید آن دیگری را چه کسی امضا کرده است؛ چیزی به جای آن منتشر نمی‌شود.",
        "problem.revocation.listAhead":
            "فهرست منتشرشدهٔ {scope} مرکز {authority} شمارهٔ {seen} دارد و تازه‌ترین فهرست سوابق شمارهٔ {newest}: سوابق نسخه‌ای کهنه‌اند. فهرست همان می‌ماند؛ لطفاً سوابق تازه را بازگردانید.",
        "problem.revocation.answerFile": "از پروندهٔ پاسخ‌های امضاشدهٔ {file} استفاده نمی‌شود. {cause}",
        "answerFile.digest": "آسیب دیده یا بریده شده است.",
        "answerFile.format": "چنین پرونده‌ای نیست یا از نگارش دیگری است.",
        "answerFile.table": "جدول آن با پاسخ‌هایش نمی‌خواند.",
        "problem.revocation.unanswered": "پاسخی دربارهٔ گواهی {certificate} امضا نشد.",
        "problem.revocation.file": "پروندهٔ {file} خوانده یا نوشته نشد: {cause}.",
        "problem.revocation.listNumberBehind":
            "شمارهٔ فهرست {scope} مرکز {authority} برابر {seen} است؛ شمارهٔ {newest} منتشر شده است. کس دیگری هم منتشر می‌کند یا سوابق کهنه بازگردانده شده است. فهرست پیشین می‌ماند.",
        "problem.revocation.listTimeBehind":
            "زمان فهرست {scope} مرکز {authority} برابر {seen} است؛ فهرستی از {newest} ثبت شده است. لطفاً ساعت را تنظیم کنید.",
        "problem.revocation.listRefused":
            "فهرست تازهٔ {scope} مرکز {authority} قواعدی را می‌شکند و امضا نشد: {findings}.",
        "problem.revocation.listUnreadable": "فهرست تازهٔ {scope} مرکز {authority} خوانده نمی‌شود. {cause}",
        "problem.revocation.listUnverified": "امضای فهرست تازهٔ {scope} مرکز {authority} درست نیست.",
        "problem.revocation.key": "کلیدی خوانده نشد یا امضا نکرد. {cause}",
        "problem.revocation.certificate": "یکی از گواهی‌های مرکز خوانده نمی‌شود. {cause}",
    ]
}
