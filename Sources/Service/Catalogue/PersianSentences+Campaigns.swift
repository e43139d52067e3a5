// SPDX-License-Identifier: Apache-2.0

extension PersianSentences {
    /// Campaigns: one act on many certificates.
    static let campaigns: [String: String] = [
        "cli.summary.campaign":
            "گواهی‌های بسیار را با یک پروندهٔ بازبینی‌شده که دو کارشناس تأیید می‌کنند باطل، معلق یا جایگزین می‌کند.",
        "start.campaign": "پویش پیش نمی‌رود: {cause}",
        "campaign.refused.approvalsMissing":
            "پویش {id} {seen} تأیید دارد؛ {allowed} کارشناس، اشخاصی جدا از هم، باید آن را تأیید کنند.",
        "campaign.refused.approvedAlready":
            "{officer}، یا همان شخص با نام کارشناسی دیگر، پیش‌تر پویش {id} را تأیید کرده است.",
        "campaign.refused.exists": "پویش {id} از پیش هست. لطفاً نام دیگری برگزینید.",
        "campaign.refused.membersChanged":
            "اعضای پویش {id} همان‌هایی نیستند که تأیید شدند: اکنون {seen}، آنگاه {allowed}.",
        "campaign.refused.moved": "وضعیت پویش {id} {seen} است؛ این گام هنگامی شدنی است که باشد: {allowed}.",
        "campaign.refused.rehearsed": "گام‌های پویش {id} تنها آزموده شدند.",
        "campaign.refused.unknown": "پویش {id} وجود ندارد.",
        "campaign.state.drafted": "در دست تهیه",
        "campaign.state.planned": "برنامه‌ریزی‌شده",
        "campaign.state.running": "در حال انجام",
        "campaign.state.paused": "متوقف",
        "campaign.state.finished": "پایان‌یافته",
        "campaign.state.cancelled": "لغوشده",
        "campaign.error.document": "پروندهٔ پویش پذیرفته نیست: {cause}",
        "campaign.error.noMembers": "هیچ گواهی‌ای در این گروه نیست: همه باطل، منقضی یا از آنِ دیگری است.",
        "campaign.error.listEntry": "{file}، سطر {line}: {seen} آن نیست که باید در فهرست باشد.",
        "campaign.error.value": "{path} برابر {seen} است؛ مقدار مجاز: {allowed}.",
        "campaign.error.notices": "اطلاعیه‌ها نوشته نشد: {detail}",
        "campaign.head": "پویش {id}، {state}: {title}",
        "campaign.cause": "  {cause}",
        "campaign.plan": "  {members} گواهی؛ چکیدهٔ SHA-256 برنامه {plan}",
        "campaign.rehearsal": "  تمرین است: به کسی خبر داده نمی‌شود.",
        "campaign.approval": "  تأیید {officer}، {time}",
        "campaign.started": "  آغاز {time}",
        "campaign.ended": "  پایان {time}",
        "campaign.lane":
            "  صف {name}: {total} در کل، {done} انجام‌شده، {invited} دعوت‌شده، {ticket} پیگیری، {skipped} کنارگذاشته، {waiting} مانده",
        "campaign.rate": "  {rate} در ثانیه از آغاز",
        "campaign.left": "  نزدیک {left} مانده، تا {time}",
        "campaign.notices": "  {count} اطلاعیه هنوز نوشته نشده است",
        "campaign.line": "  {id}  {state}  {members} گواهی  برنامه‌ریزی {time}",
        "campaign.none": "پویشی نیست.",
        "campaign.approved": "{officer} پویش {id} را تأیید کرد: {count} از {needed} تأیید.",
        "campaign.consoleRefused":
            "اینجا مدیران پایانه نمی‌توانند پویشی را تأیید کنند (campaigns.consoleAdministrators)؛ --officer و --key یا --signature یک کارشناس لازم است.",
        "campaign.statement.next": "این را با کلید کارشناس امضا کنید، سپس: mohr campaign approve {id} --signature FILE",
        "campaign.moved": "وضعیت پویش {id} اکنون {state} است.",
        "campaign.finished": "پویش {id} پایان یافت: {done} انجام‌شده، {ticket} پیگیری، {skipped} کنارگذاشته.",
        "campaign.waiting": "پویش {id} چشم‌به‌راه دارندگان گواهی است؛ سرویس آن را ادامه می‌دهد.",
        "campaign.exported": "گزارش {id} در {file} است؛ چکیدهٔ SHA-256 آن {sha256} است.",
        "campaign.forecast.head": "پیش‌بینی: {count} گواهی از {offices} دفتر.",
        "campaign.forecast.lane": "  صف {name}: {count}",
        "campaign.forecast.profile": "  نمایهٔ {name}: {count}",
        "campaign.forecast.office": "  دفتر {name}: {count}",
        "campaign.forecast.time": "  با سرعت سنجیده و سقف آهنگ: {duration}؛ اگر اکنون آغاز شود تا {time}",
        "campaign.forecast.days": "  {count} گواهی، {offices} دفتر، {rate} در {seconds} ثانیه: {days} روز",
        "campaign.forecast.capacity": "  دفترهایی که روزی {perDay} دارنده می‌بینند {days} روز کاری لازم دارند",
        "campaign.forecast.list":
            "  فهرست {authority}: اکنون {before} سطر، سپس {after}؛ {full} یکجا، {part} هر پاره",
        "campaign.forecast.answers": "  {count} پاسخ برخط باید از نو امضا شود: {duration}",
        "notice.office":
            "پویش {campaign} به {count} گواهی دفتر شما مربوط است: {cause} لطفاً برای دارندگان آماده باشید.",
        "notice.revoked": "گواهی شما {serial} باطل شد: {cause} لطفاً به دفتر ثبت‌نام خود مراجعه کنید.",
        "notice.held": "گواهی شما {serial} معلق شد: {cause} لطفاً به دفتر ثبت‌نام خود مراجعه کنید.",
        "notice.invited":
            "لطفاً تا {days} روز به جای {serial} گواهی تازه بگیرید: {cause} تا آن زمان می‌توانید امضا کنید.",
        "notice.invitedHeld":
            "لطفاً تا {days} روز به جای {serial} گواهی تازه بگیرید: {cause} تا آن زمان گواهی معلق است.",
        "notice.replaced":
            "گواهی تازهٔ شما جای {serial} را گرفت و آن اکنون باطل است. آنچه پیش‌تر امضا شده و زمان آن ثابت است معتبر می‌ماند.",
        "notice.ticket": "گواهی شما {serial} در زمان مقرر جایگزین نشد: {cause} لطفاً به دفتر ثبت‌نام خود مراجعه کنید.",
    ]
}
