// SPDX-License-Identifier: Apache-2.0

extension PersianSentences {
    /// What a clerk is told when an application is not handled now, or not so, and what to do next.
    static let handling: [String: String] = [
        "cli.summary.apply": "درخواستی را تحویل می‌دهد و مدارک به آن می‌افزاید.",
        "cli.summary.approve": "گام کارشناس را برمی‌دارد: ثبت، تأیید، بازگرداندن، رد، در دست گرفتن.",
        "cli.summary.collect": "گواهی یک درخواست را می‌گیرد و می‌پذیرد.",
        "apply.state": "{id}  {state}  هشدارها: {warnings}",
        "problem.enrollment.evidenceStore": "مدارک را نمی‌توان نگه داشت یا باز کرد: {detail}",
        "problem.desk.claimed":
            "درخواست {id} تا {clock} (به وقت تهران) در دست {officer} است. لطفاً درخواست دیگری را بردارید یا از {officer} بخواهید آن را بازگرداند.",
        "problem.desk.notClaimed":
            "درخواست {id} در دست شما نیست؛ در دست: {officer}. چیزی برای بازگرداندن نیست. لطفاً آن را از نو باز کنید.",
        "problem.desk.changed":
            "{id} در این میان تغییر کرده است (نسخهٔ {seen}، نسخهٔ شما {expected}). تفاوت: {fields}. چیزی بازنویسی نشد؛ لطفاً آن را از نو باز کنید و تغییر خود را دوباره وارد کنید.",
        "problem.desk.unknownDraft":
            "پیش‌نویس {id} وجود ندارد: تحویل داده شده، دور انداخته شده یا کد نادرست است. لطفاً درخواست را با همین کد جستجو کنید.",
        "problem.desk.unknownEvidence":
            "مدرک {id} در پرونده نیست: حذف شده یا شماره نادرست است. لطفاً درخواست را از نو باز کنید.",
        "problem.desk.tooMuchEvidence":
            "درخواست {id} به بیشترین شمار مدارک ({allowed}) رسیده است. لطفاً نخست مدرکی را که لازم نیست حذف کنید.",
        "problem.desk.unknownDelegation":
            "تفویض {id} که هنوز برقرار باشد وجود ندارد. لطفاً فهرست جانشینان را از نو ببینید.",
        "problem.desk.delegated":
            "{id} پیش‌تر {officer} را تا {clock} (به وقت تهران) جانشین کرده است. لطفاً نخست آن تفویض را پایان دهید.",
        "problem.desk.unknownActivation":
            "برای درخواست {id} کدی فرستاده نشده است. لطفاً بخواهید کد فرستاده شود.",
        "problem.desk.unknownLink":
            "این پیوند پیش‌تر به کار رفته، مهلتش گذشته یا ناقص است. لطفاً با تلفن کد بگیرید یا به یکی از دفترهای ثبت‌نام بروید.",
        "field.none":
            "وضعیت",
        "problem.handling.officeClosed":
            "دفتر ثبت‌نام {id} بسته است و در {clock} (به وقت تهران) باز می‌شود. لطفاً آن‌گاه ادامه دهید؛ اکنون می‌توان پیش‌نویس را نگه داشت.",
        "problem.handling.officeNeverOpen":
            "دفتر ثبت‌نام {id} در هفتهٔ پیش رو ساعت کاری ندارد. لطفاً به مدیر مرکز مراجعه کنید.",
        "problem.handling.officeProfession":
            "دفتر ثبت‌نام {id} اجازهٔ ثبت‌نام حرفهٔ {seen} را ندارد؛ برای اینها دارد: {allowed}. لطفاً متقاضی را به دفتر دیگری بفرستید.",
        "problem.handling.officeQuota":
            "دفتر ثبت‌نام {id} امروز {allowed} درخواست ثبت کرده که سهمیهٔ آن است. لطفاً در {clock} (به وقت تهران) ادامه دهید یا از مدیر مرکز بخواهید سهمیه را بیشتر کند.",
        "problem.handling.hours":
            "ساعت کاری {seen} خوانا نیست. لطفاً آن را چنین بنویسید: {allowed}.",
        "problem.handling.delegationLength":
            "تفویض دست‌کم یک دقیقه و حداکثر {days} روز است و پیش از آغاز پایان نمی‌یابد. لطفاً زمان دیگری برگزینید؛ برای غیبت بیشتر دوباره جانشین تعیین کنید.",
        "problem.handling.delegationRole":
            "نقش {held} را نمی‌توان به این جانشین که نقش خودش {seen} است سپرد. لطفاً کارشناس دیگری از همین دفتر را نام ببرید.",
        "problem.handling.delegationElsewhere":
            "{officer} در دفتری جز دفتر {id} کار می‌کند. لطفاً جانشینی از همان دفتر نام ببرید.",
        "problem.handling.remarkPoint":
            "{seen} نه بخشی از فرم است و نه مدرک، یا دو بار آمده است. لطفاً هر مورد را یک بار نام ببرید.",
        "problem.handling.draftOffice":
            "پیش‌نویس {id} برای دفتر ثبت‌نام {seen} است؛ دفتر شما {allowed} است. لطفاً از متقاضی بخواهید نخست دفتر شما را برگزیند.",
        "problem.handling.draftWithoutOffice":
            "در پیش‌نویس {id} دفتر ثبت‌نام برگزیده نشده است. لطفاً یکی را برگزینید.",
        "problem.handling.draftWithoutRequest":
            "پیش‌نویس {id} هنوز درخواست صدور گواهی ندارد. لطفاً بخواهید با کارت یا رایانهٔ متقاضی ساخته شود و آن را بیفزایید.",
        "problem.handling.evidenceMissing":
            "این مدارک در پرونده نیست: {kinds}. لطفاً آنها را پویش کنید و بیفزایید یا درخواست را بازگردانید.",
        "problem.handling.evidenceSize":
            "مدرک {seen} بایت است؛ {allowed} بایت پذیرفته می‌شود. لطفاً آن را کوچک‌تر و خاکستری از نو پویش کنید.",
        "problem.handling.evidenceType":
            "این پرونده تصویر یا سند پذیرفتنی نیست (به نظر: {seen})؛ مجاز: {allowed}. لطفاً مدرک را از نو پویش کنید.",
        "problem.handling.evidenceDamaged":
            "مدرک ({seen}) ناقص یا آسیب‌دیده است. لطفاً آن را از نو پویش کنید و بفرستید.",
        "problem.handling.evidenceTwofold":
            "درون مدرک ({seen}) چیز دیگری پنهان است و پذیرفته نمی‌شود. لطفاً خودتان مدرک را پویش کنید و اگر متقاضی پرونده را آورده است سرپرست را آگاه کنید.",
        "problem.handling.evidenceActive":
            "این سند هنگام باز شدن کاری انجام می‌دهد ({seen}) و پذیرفته نمی‌شود. لطفاً آن را چاپ و پویش کنید.",
        "problem.handling.evidencePixels":
            "تصویر {seen} پیکسل است؛ هر ضلع می‌تواند {allowed} باشد. لطفاً آن را با ۱۵۰ تا ۳۰۰ نقطه در اینچ از نو پویش کنید.",
        "problem.handling.registryMismatch":
            "{registry} دربارهٔ {fields} چیز دیگری می‌گوید. لطفاً با مدارک متقاضی بسنجید و درخواست را با ذکر مورد نادرست بازگردانید.",
        "problem.handling.registryUnknown":
            "{registry} این شخص یا شماره را نمی‌شناسد. لطفاً شماره را از روی خود مدرک بررسی کنید و اگر درست بود درخواست را بازگردانید.",
        "problem.handling.registryInactive":
            "{registry} می‌گوید این مورد معتبر نیست ({seen}). لطفاً ادامه ندهید و سرپرست را آگاه کنید.",
        "problem.handling.registryTimedOut":
            "{registry} در {allowed} هزارم ثانیه پاسخ نداد. تصمیمی گرفته نشد؛ لطفاً یک دقیقهٔ دیگر دوباره تلاش کنید.",
        "problem.handling.registryUnavailable":
            "{registry} در دسترس نیست. تصمیمی گرفته نشد و نوبت درخواست محفوظ است؛ لطفاً به کار دیگری بپردازید و اگر ادامه یافت سرپرست را آگاه کنید.",
        "problem.handling.noChannel":
            "در درخواست {id} شمارهٔ همراهی برای فرستادن کد نیست. لطفاً آن را بازگردانید تا شمارهٔ همراه خود متقاضی افزوده شود.",
        "problem.handling.notSent":
            "پیام درخواست {id} فرستاده نشد. لطفاً یک دقیقهٔ دیگر دوباره تلاش کنید.",
        "problem.handling.activationMissing":
            "برای پذیرش گواهی درخواست {id} کدی لازم است که به تلفن همراه متقاضی فرستاده شده است. لطفاً آن را از متقاضی بپرسید.",
        "problem.handling.activationWrong":
            "این کدِ فرستاده‌شده برای {id} نیست؛ تلاش باقی‌مانده: {left}. لطفاً آن را از تازه‌ترین پیام بخوانید.",
        "problem.handling.activationSpent":
            "کد درخواست {id} بیش از اندازه آزموده شد و دیگر اعتبار ندارد. لطفاً بخواهید کد تازه‌ای فرستاده شود.",
        "problem.handling.activationExpired":
            "کد درخواست {id} تا {clock} (به وقت تهران) اعتبار داشت. لطفاً بخواهید کد تازه‌ای فرستاده شود.",
        "problem.handling.activationTooOften":
            "برای درخواست {id} کدهای زیادی فرستاده شده است. کد بعدی را می‌توان در {clock} (به وقت تهران) فرستاد. لطفاً آن‌گاه دوباره بخواهید.",
        "problem.handling.holdStatus":
            "گواهی {seen} است و با تلفن نمی‌توان آن را تعلیق کرد. لطفاً به یکی از دفترهای ثبت‌نام بروید.",
        "evidence.requestForm":
            "فرم درخواست",
        "evidence.acceptanceForm":
            "فرم پذیرش",
        "evidence.nationalCard":
            "کارت ملی هوشمند",
        "evidence.birthCertificate":
            "شناسنامه",
        "evidence.passport":
            "گذرنامه",
        "evidence.photo":
            "عکس",
        "evidence.licence":
            "پروانهٔ حرفه‌ای",
        "evidence.commercialCard":
            "کارت بازرگانی",
        "evidence.introductionLetter":
            "معرفی‌نامه",
        "evidence.establishmentNotice":
            "آگهی تأسیس",
        "evidence.gazette":
            "روزنامهٔ رسمی",
        "evidence.revocationRequest":
            "درخواست ابطال",
        "evidence.other":
            "مدرک دیگر",
        "registry.civil":
            "ثبت احوال",
        "registry.licence":
            "سامانهٔ پروانه‌ها",
    ]
}
