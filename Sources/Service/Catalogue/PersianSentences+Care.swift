// SPDX-License-Identifier: Apache-2.0

extension PersianSentences {
    /// Copies of a home, putting one back, and looking whether one is whole.
    static let care: [String: String] = [
        "cli.summary.backup": "از خانه در حین کار پشتیبان می‌گیرد.",
        "cli.summary.restore": "خانه را از پشتیبان بازمی‌گرداند: قفل، تا آنچه پس از آن منتشر شده نشان داده شود.",
        "backup.made":
            "{files} پرونده، {bytes} بایت رونوشت شد؛ سیاهه در آن {size} سطر دارد. SHA-256 فهرست محتوا که باید جدا نگه داشته شود: {sha256}",
        "backup.whole":
            "پشتیبانِ {created} سالم است: {files} پرونده، {bytes} بایت، {size} سطر سیاهه. SHA-256 فهرست محتوا: {sha256}",
        "backup.withKeys": "کلیدها همان‌گونه رمزشده که در خانه‌اند در آن هستند. گذرواژه در آن نیست.",
        "backup.withoutKeys": "هیچ کلید و گذرواژه‌ای در آن نیست. دادهٔ شخصی دارد و رمز نشده است.",
        "restore.locked": "{home} به حال {created} بازگردانده شد و قفل است: هنوز چیزی از آن امضا یا پاسخ داده نمی‌شود.",
        "restore.database": "  سوابق آن در {place} است",
        "restore.otherDatabase":
            "  {file} جای دیگری را برای سوابق نام می‌برد: در هر فرمان --config را بدهید، یا بخش `database` آن را عوض کنید",
        "restore.needed": "  برای باز کردن: تازه‌ترین فهرست کامل {list}، شمارهٔ {number} یا بالاتر",
        "restore.neededHead": "  و تازه‌ترین نشانگر سیاهه، با {size} سطر یا بیشتر",
        "restore.keys": "پشتیبان کلید ندارد: کلیدها را از جای نگهداری‌شان بازگردانید.",
        "restore.opened":
            "باز شد. در پشتیبان {lines} سطر سیاهه، {revoked} ابطال، {held} تعلیق و {unknown} گواهی که در فهرست‌ها بود نبود؛ اکنون همه در سوابق و سیاهه هست.",
        "restore.burned": "  فهرست‌های {list} از بالای شمارهٔ {number} ادامه می‌یابد",
        "restore.overdue":
            "  هشدار: فهرستِ {list} که نشان داده شد در {time} پایان یافته است. اگر فهرست تازه‌تری منتشر شده، ابطال‌های آن اینجا نیست: دوباره قفل کنید (‎mohr restore lock‎) و آن را نشان دهید",
        "restore.linesAfterLists":
            "  {lines} سطر پس از تازه‌ترین فهرستِ نشان‌داده‌شده در سیاهه نوشته شده است: ابطال‌های احتمالی آن‌ها در این فهرست نیست. اگر فهرستی پس از آن‌ها منتشر شده، آن را نشان دهید",
        "restore.stillHeld":
            "  {certificate} در پشتیبان معلق است و در تازه‌ترین فهرست نیست: تا کسی رفع تعلیق نکند چنین می‌ماند",
        "fsck.part": "{part}: {count}",
        "fsck.part.database": "یافته در خود پایگاه داده",
        "fsck.part.invariants": "ناهمخوانی در گواهی‌ها، وضعیت‌ها و شماره‌ها",
        "fsck.part.rows": "گواهی که سطرهای وضعیتش با سیاهه نمی‌خواند",
        "fsck.part.lists": "یافته در فهرست‌های ثبت‌شده",
        "fsck.part.coverage": "تفاوت میان تازه‌ترین فهرست‌ها و سوابق",
        "fsck.part.listFiles": "یافته در پرونده‌های فهرست‌ها",
        "fsck.part.log": "یافته در سیاههٔ رویدادها",
        "fsck.part.receipts": "رسید دست‌خورده",
        "fsck.part.evidence": "مدرک گم‌شده یا دست‌خورده",
        "fsck.part.secrets": "کلید خصوصی در جایی که نباید باشد",
        "fsck.finding": "  {subject}: {fact}",
        "fsck.whole": "همه چیز چنان است که باید؛ سیاهه {size} سطر دارد.",
        "fsck.broken":
            "{count} یافته؛ سیاهه {size} سطر دارد. این خانه را به عنوان مدرک نگه دارید و از پشتیبان بازیابی کنید.",
        "fsck.locked": "این خانه از پشتیبان بازگردانده شده و از {since} قفل است.",
        "problem.records.locked":
            "این سوابق از پشتیبان بازگردانده شده و از {since} قفل است: شاید ابطال‌هایی در آن نباشد. تازه‌ترین فهرست‌ها و نشانگر را با ‎mohr restore unlock‎ به آن نشان دهید.",
        "problem.records.restoration.notLocked": "این سوابق قفل نیست.",
        "problem.records.restoration.listMissing": "تازه‌ترین فهرست کامل {authority} باید نشان داده شود.",
        "problem.records.restoration.listOlder":
            "فهرست {list} که نشان داده شد شمارهٔ {seen} دارد؛ خود پشتیبان شمارهٔ {newest} را می‌شناسد.",
        "problem.records.restoration.checkpointMissing": "تازه‌ترین نشانگر سیاهه باید نشان داده شود.",
        "problem.records.restoration.checkpointOlder":
            "نشانگری که نشان داده شد {seen} سطر دارد؛ پشتیبان {newest} سطر دارد.",
        "problem.records.restoration.checkpointDiffers":
            "{size} سطر نخست سیاههٔ پشتیبان همان نیست که امضا شده است: این پشتیبانِ آن مرجع نیست یا دست خورده است.",
        "problem.care.notEmpty": "{folder} از پیش هست و خالی نیست.",
        "problem.care.file": "{file}: گام {step} با {code} ناکام ماند.",
        "problem.care.manifest": "{folder} پشتیبان یک خانه نیست: {member} نیست یا نادرست است.",
        "problem.care.otherManifest": "SHA-256 فهرست محتوا {seen} است، نه {allowed}.",
        "problem.care.altered": "{file} آن پرونده‌ای نیست که رونوشت شد.",
        "problem.care.databaseInUse":
            "{place} از پیش سابقه دارد. پشتیبان تنها در طرحی نو بازگردانده می‌شود: در پیکربندی‌ای که --config می‌دهد طرح دیگری را نام ببرید.",
        "problem.care.strayFile": "{file} در پشتیبان یا در فهرست محتوای آن هست و در دیگری نیست.",
    ]
}
