// SPDX-License-Identifier: Apache-2.0

extension PersianSentences {
    /// What the operator's commands on offices, certificates, lists and the log say.
    static let desk: [String: String] = [
        "serve.certified":
            "{name} گواهی نداشت و اکنون دارد.",
        "office.added":
            "دفتر {id} ثبت شد: {name}، با مجوز تا {until}.",
        "office.line":
            "  {id}  {kind}  {name}  {standing}  تا {until}  {profiles}",
        "office.changed":
            "وضعیت دفتر {id} اکنون {standing} است.",
        "officer.added":
            "کارشناس {id} ثبت شد؛ گواهی او در {file} است.",
        "officer.line":
            "  {id}  {role}  {standing}  گواهی {certificate}",
        "officer.changed":
            "وضعیت کارشناس {id} اکنون {standing} است.",
        "certificate.line":
            "  {serial}  {authority}  {profile}  {state}  {status}  تا {until}",
        "certificate.none":
            "سابقه‌ای برای آن نیست.",
        "certificate.interval":
            "    {status}  از {from}  تا {to}  {reason}  به دست {by}",
        "certificate.changed":
            "وضعیت {serial} از {since} {status} است.",
        "log.head":
            "سیاههٔ رویدادها {size} سطر دارد؛ چکیدهٔ ریشهٔ آن {root} است.",
        "log.noLine":
            "سطری با نشانی {seen} در سیاههٔ رویدادها نیست: شمارهٔ سطر یا «مرجع/سریال» گواهی صادرشده را بدهید.",
        "log.notSigned":
            "سرِ سیاهه پس از نوشته شدن این سطر هنوز امضا نشده است؛ سامانهٔ در حال کار ظرف یکی دو ثانیه آن را امضا می‌کند.",
        "log.proved":
            "سطر {line} در سیاههٔ {size} سطری هست: اثبات در {file} و خود سطر در {entry} است.",
        "log.included":
            "سطر {line} در سیاههٔ {origin} هست که هنگام امضای این سر {size} سطر داشت.",
        "log.mirror":
            "سیاههٔ {origin} کامل دریافت شد: {size} سطر آن با سری که امضا کرده می‌خواند و با هر یک از {count} سرِ دیده‌شدهٔ پیشین آغاز می‌شود.",
        "log.unreadable":
            "{file} به کار نمی‌آید: {cause}",
        "log.rejected":
            "این درست نیست: {cause}",
        "log.head.missing": "سر امضاشدهٔ سیاهه نیست: کلید آن به همه گفته شده است، پس چنین سری بوده است.",
        "log.head.keyMissing": "log.vkey در خانه نیست: سر امضاشدهٔ سیاهه را نمی‌توان وارسی کرد.",
        "log.head.notSigned": "سر سیاهه با کلید سیاهه امضا نشده است.",
        "log.head.otherHead": "سر امضاشدهٔ سیاهه همان نیست که کنار آن نگه داشته شده است.",
        "log.good":
            "سیاههٔ رویدادها از سطرهایش دوباره محاسبه شد و سالم است: {size} سطر.",
        "log.bad":
            "سیاههٔ رویدادها آن نیست که بود: {detail}",
        "officer.sign.statement":
            "پروندهٔ {file} متن میز کار نیست: چیزی امضا نشد.",
        "officer.sign.done":
            "امضا در {file} است.",
    ]
}
