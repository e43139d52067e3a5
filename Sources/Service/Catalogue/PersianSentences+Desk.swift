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
