// SPDX-License-Identifier: Apache-2.0

extension PersianSentences {
    /// Offices, officers and deputies as administrators and supervisors see and change them, and alarms.
    static let deskStaff: [String: String] = [
        "desk.alarm.title":
            "مرکز خود به خود کارشناسانی را معلق کرده است",
        "desk.alarm.limit":
            "بیش از {allowed} گام «{step}» در {seconds} ثانیه، و پس از رد هم ادامه داد. شاید برنامه‌ای کلید این کارشناس را دارد. لطفاً از خود او بپرسید و پیش از آن رفع تعلیق نکنید.",
        "desk.alarm.look":
            "رسیدگی",
        "desk.save":
            "ذخیره",
        "desk.quota":
            "سهمیهٔ روزانه",
        "desk.quota.hint":
            "شمار درخواست‌هایی که دفتر می‌تواند در یک روز ثبت کند؛ خالی یعنی سهمیهٔ جداگانه ندارد.",
        "desk.offices.new":
            "تعریف دفتر تازه",
        "desk.offices.details":
            "نشانی، حوزه، ساعت کاری، سهمیه",
        "desk.offices.licence":
            "تمدید پروانهٔ دفتر",
        "desk.offices.licence.hint":
            "آخرین روز، مانند 1407/12/29؛ حداکثر سه سال از امروز. پس از آن هیچ‌کس در این دفتر نمی‌تواند کار کند.",
        "desk.offices.lapsed":
            "پروانهٔ دفتر پایان یافته است: تا تمدید نشود هیچ‌کس در این دفتر نمی‌تواند کار کند.",
        "desk.offices.lapsing":
            "پروانهٔ دفتر تا یک ماه دیگر پایان می‌یابد.",
        "desk.offices.id":
            "شناسه",
        "desk.offices.id.hint":
            "حروف کوچک a تا z، رقم و خط تیره، با حرف آغاز شود؛ بعداً تغییر نمی‌کند.",
        "desk.offices.persianName":
            "نام فارسی",
        "desk.offices.englishName":
            "نام انگلیسی",
        "desk.offices.profiles":
            "برای کدام گواهی‌ها ثبت‌نام می‌کند",
        "desk.offices.professions":
            "کدام حرفه‌ها؛ اگر هیچ‌کدام برگزیده نشود، همهٔ حرفه‌های گواهی‌های بالا",
        "desk.offices.work":
            "نشانی و کار",
        "desk.offices.place":
            "نشانی",
        "desk.offices.hours":
            "ساعت کاری (به وقت تهران)",
        "desk.offices.hours.hint":
            "مانند: sat-wed 08:00-14:00; thu 08:00-12:00 (شنبه تا چهارشنبه، پنجشنبه). خالی یعنی همیشه باز.",
        "desk.offices.always":
            "همیشه باز",
        "desk.officers.new":
            "تعریف کارشناس تازه",
        "desk.officers.add":
            "صدور گواهی و تعریف",
        "desk.officers.id":
            "شناسهٔ کارشناس",
        "desk.officers.role.hint":
            "هیچ‌کس دو نقش از این سه را با هم ندارد: مدیر، حسابرس، کارشناس.",
        "desk.officers.request.hint":
            "کارشناس کلید را روی کارت یا رایانهٔ خود می‌سازد و فقط درخواست صدور را می‌آورد.",
        "desk.officers.certificate":
            "گواهی (PEM)",
        "desk.officers.suspension":
            "تعلیق کارشناس",
        "desk.officers.suspension.effect":
            "کارشناس از همین لحظه هیچ کاری نمی‌تواند بکند؛ آنچه کرده است می‌ماند. فقط مدیر مرکز رفع تعلیق می‌کند.",
        "desk.officers.resumption":
            "رفع تعلیق کارشناس",
        "desk.officers.resumption.effect":
            "کارشناس دوباره می‌تواند کار کند. لطفاً نخست مطمئن شوید که کلید او در دست دیگری نیست.",
        "desk.officers.reversal":
            "بازگرداندن کارهای این کلید",
        "desk.officers.reversal.effect":
            "همهٔ درخواست‌هایی که این کارشناس از آن زمان تحویل گرفته، ثبت یا تأیید کرده و هنوز گواهی نشده است رد می‌شود.",
        "desk.officers.reversal.certificates":
            "گواهی‌هایی که صادر شده است را راهبر مرکز با برنامه باطل می‌کند:",
        "desk.officers.reversal.none":
            "چیزی در جریان نیست.",
        "desk.officers.reversal.found":
            "{count} درخواست رد می‌شود",
        "desk.officers.reversal.when":
            "لطفاً روز را مانند 1405/09/01 و ساعت را مانند 08:30 بنویسید.",
        "desk.officers.reversal.do":
            "رد همهٔ آنها",
        "desk.room.deputies":
            "جانشینان",
        "desk.deputies.about":
            "جانشین برای زمانی معین و با کلید خودش به جای شما کار می‌کند: هیچ‌کس کارت یا رمز خود را به دیگری نمی‌دهد.",
        "desk.deputies.none":
            "هیچ تفویضی ثبت نشده است.",
        "desk.deputies.nobody":
            "دفتر کارشناس دیگری ندارد که جانشین شود.",
        "desk.deputies.list":
            "تفویض‌ها، تازه‌ترین در آغاز",
        "desk.deputies.principal":
            "به جای",
        "desk.deputies.deputy":
            "جانشین",
        "desk.deputies.new":
            "تعیین جانشین",
        "desk.deputies.fromDate":
            "از روز",
        "desk.deputies.fromTime":
            "از ساعت",
        "desk.deputies.untilDate":
            "تا روز",
        "desk.deputies.untilTime":
            "تا ساعت",
        "desk.deputies.confirm":
            "این جانشین تعیین شود؟",
        "desk.deputies.effect":
            "در این زمان جانشین می‌تواند کار او را انجام دهد؛ آنچه یک نفر ثبت کرده است همان شخص تأیید نمی‌کند.",
        "desk.deputies.do":
            "تعیین جانشین",
        "desk.deputies.end":
            "پایان دادن",
        "desk.deputies.state.holds":
            "برقرار",
        "desk.deputies.state.later":
            "در آینده",
        "desk.deputies.state.over":
            "پایان‌یافته",
        "desk.done.officeAdded":
            "دفتر تعریف شد.",
        "desk.done.officeChanged":
            "دفتر تغییر کرد.",
        "desk.done.officeLicensed":
            "پروانهٔ دفتر تمدید شد.",
        "desk.done.officerAdded":
            "کارشناس تعریف شد. لطفاً گواهی را به او بدهید.",
        "desk.done.officerSuspended":
            "کارشناس معلق شد.",
        "desk.done.officerResumed":
            "کارشناس دوباره می‌تواند کار کند.",
        "desk.done.officerReverted":
            "آنچه در جریان بود رد شد.",
        "desk.done.delegated":
            "جانشین تعیین شد.",
        "desk.done.delegationEnded":
            "تفویض پایان یافت.",
        "profession.physician":
            "پزشک",
        "profession.dentist":
            "دندان‌پزشک",
        "profession.midwife":
            "ماما",
        "profession.pharmacist":
            "داروساز",
        "profession.trader":
            "بازرگان",
        "problem.service.noIssuerHere":
            "کلید مرکز صدور در این دستگاه نیست. لطفاً کارشناس را روی دستگاه مرکز صدور تعریف کنید: mohr officer add",
        "desk.room.leave":
            "خروج",
        "desk.leave.cleared":
            "میز کار چیزی در این مرورگر نگذاشته است: نه نشست و نه رونوشت فرم.",
        "desk.leave.step1":
            "لطفاً کارت خود را از کارت‌خوان بردارید.",
        "desk.leave.step2":
            "همهٔ پنجره‌های مرورگر را ببندید: تا آن زمان ممکن است گواهی شما را نشان دهد.",
        "desk.leave.step3":
            "رایانه را قفل کنید.",
        "desk.leave.back":
            "بازگشت به میز کار",
    ]
}
