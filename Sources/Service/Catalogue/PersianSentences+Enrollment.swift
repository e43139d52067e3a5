// SPDX-License-Identifier: Apache-2.0

extension PersianSentences {
    /// What a registration office is told when an application, an officer or a step is refused.
    static let enrollment: [String: String] = [
        "problem.enrollment.profile":
            "برای نمایهٔ {seen} ثبت‌نامی انجام نمی‌شود. لطفاً یکی از اینها را برگزینید: {allowed}.",
        "problem.enrollment.fieldMissing":
            "{field} وارد نشده است؛ نمایهٔ {profile} آن را می‌خواهد. لطفاً آن را وارد کنید.",
        "problem.enrollment.fieldNotAsked":
            "{field} وارد شده است، اما نمایهٔ {profile} جایی برای آن ندارد. لطفاً آن را خالی بگذارید.",
        "problem.enrollment.fieldsExclusive": "{field} و {other} با هم پذیرفته نیستند. لطفاً فقط یکی را وارد کنید.",
        "problem.enrollment.identity": "{field}: {cause}",
        "problem.enrollment.title": "سمت {seen} در این نمایه نیست. لطفاً یکی از اینها را برگزینید: {allowed}.",
        "problem.enrollment.subjectLength":
            "مقدار {attribute} دارای {seen} نویسه است؛ در گواهی {allowed} نویسه جا می‌گیرد. لطفاً آن را کوتاه کنید.",
        "problem.enrollment.licenceOfSomeoneElse":
            "این شمارهٔ پروانه در گواهی شخص دیگری ثبت است. لطفاً آن را با کارت متقاضی بسنجید و اگر درست بود سرپرست را آگاه کنید.",
        "problem.enrollment.requestSize":
            "درخواست صدور گواهی {seen} بایت است؛ حداکثر {allowed} بایت پذیرفته می‌شود. لطفاً بخواهید از نو ساخته شود.",
        "problem.enrollment.requestUnreadable":
            "درخواست صدور گواهی به شکل PKCS#10 نیست. {cause} لطفاً بخواهید در سمت متقاضی از نو ساخته شود.",
        "problem.enrollment.proofOfPossession":
            "امضای درخواست ({seen}) با کلید درون آن ساخته نشده است و ثابت نمی‌کند که کلید خصوصی نزد متقاضی است. لطفاً بخواهید درخواست با کارت یا رایانهٔ خود متقاضی از نو ساخته شود.",
        "problem.enrollment.requestAlgorithm":
            "درخواست با {seen} امضا شده است که چیزی را ثابت نمی‌کند؛ مجاز: {allowed}. لطفاً بخواهید از نو ساخته شود.",
        "problem.enrollment.key":
            "برای کلید متقاضی نمی‌توان گواهی صادر کرد. {cause} لطفاً بخواهید کلید تازه‌ای ساخته شود.",
        "problem.enrollment.keyKind":
            "نوع کلید {seen} است؛ در این نمایه برای {allowed} گواهی صادر می‌شود. لطفاً بخواهید کلید تازه‌ای ساخته شود.",
        "problem.enrollment.keyCompromised":
            "گواهی پیشین این کلید به سبب افتادن کلید به دست دیگران باطل شده است. لطفاً بخواهید کلید تازه‌ای ساخته شود.",
        "problem.enrollment.keyOfSomeoneElse":
            "این کلید از آنِ شخص دیگری است. لطفاً بخواهید کلید تازه‌ای با کارت خود متقاضی ساخته شود و سرپرست را آگاه کنید.",
        "problem.enrollment.keyInOpenApplication":
            "متقاضی با همین کلید درخواست باز {id} را دارد. لطفاً همان را ادامه دهید.",
        "problem.enrollment.keyOfAuthority":
            "این کلید از آنِ مرکز صدور گواهی {name} است. لطفاً فوراً سرپرست را آگاه کنید.",
        "problem.enrollment.requestBidiControl":
            "در درخواست صدور گواهی، {attribute} نویسهٔ تغییر جهت متن دارد ({seen}، نویسهٔ {at}) که نامی را به شکل نامی دیگر نشان می‌دهد. لطفاً بخواهید درخواست بدون آن از نو ساخته شود.",
        "problem.enrollment.requestHiddenCharacter":
            "در درخواست صدور گواهی، {attribute} نویسهٔ ناپیدا دارد ({seen}، نویسهٔ {at}). لطفاً بخواهید درخواست بدون آن از نو ساخته شود.",
        "problem.enrollment.requestIdentity": "در درخواست صدور گواهی – {field}: {cause}",
        "problem.enrollment.requestContradicts":
            "{field} در درخواست صدور گواهی با فرم یکی نیست. لطفاً بررسی کنید که این درخواست از آنِ کیست.",
        "problem.enrollment.requestAsksForAuthority":
            "این درخواست گواهیِ مرکز صدور می‌خواهد. دفترها فقط اشخاص را ثبت‌نام می‌کنند؛ لطفاً بخواهید از نو ساخته شود.",
        "problem.enrollment.unknownOffice":
            "دفتر ثبت‌نام {id} وجود ندارد. لطفاً شناسهٔ آن را بررسی کنید.",
        "problem.enrollment.officeSuspended": "دفتر ثبت‌نام {id} معلق است. لطفاً به مدیر مرکز مراجعه کنید.",
        "problem.enrollment.officeUnlicensed":
            "پروانهٔ دفتر ثبت‌نام {id} در {since} پایان یافته است و کسی در آن نمی‌تواند کار کند. لطفاً از مدیر مرکز بخواهید آن را تمدید کند؛ پیش‌نویس‌ها تا آن زمان می‌ماند.",
        "problem.enrollment.officeScope":
            "دفتر ثبت‌نام {id} برای نمایهٔ {seen} اجازهٔ ثبت‌نام ندارد؛ برای اینها دارد: {allowed}. لطفاً یکی از اینها را برگزینید یا متقاضی را به دفتر دیگری بفرستید.",
        "problem.enrollment.officeLicence":
            "پروانهٔ دفتر باید در بازهٔ {allowed} باشد؛ {seen} داده شده است. لطفاً روزی تا سه سال پس از امروز برگزینید.",
        "problem.enrollment.officeExists": "دفتری با شناسهٔ {id} ثبت است. لطفاً شناسهٔ دیگری برگزینید.",
        "problem.enrollment.value":
            "مقدار {name} برابر {seen} است؛ مقدار مجاز: {allowed}. لطفاً آن را اصلاح کنید.",
        "problem.enrollment.certificateOfNoOfficer":
            "گواهی شما به نام هیچ کارشناسی ثبت نیست. لطفاً به مدیر مرکز مراجعه کنید.",
        "problem.enrollment.unknownOfficer":
            "کارشناسی با شناسهٔ {id} وجود ندارد. لطفاً شناسه را بررسی کنید.",
        "problem.enrollment.officerSuspended": "کارشناس {id} معلق است. لطفاً به مدیر مرکز مراجعه کنید.",
        "problem.enrollment.role":
            "نقش {id} {seen} است؛ برای این کار این نقش لازم است: {allowed}. لطفاً آن را به همکاری با این نقش بسپارید یا از او بخواهید شما را جانشین کند.",
        "problem.enrollment.officerOfOtherOffice":
            "این درخواست از آنِ دفتر ثبت‌نام {allowed} است؛ دفتر شما {seen} است. لطفاً متقاضی را به آنجا بفرستید یا بخواهید در دفتر شما از نو درخواست دهد.",
        "problem.enrollment.ownApplication":
            "کارشناس نمی‌تواند به درخواست خود رسیدگی کند. لطفاً آن را به همکارتان بسپارید.",
        "problem.enrollment.officerUnidentified":
            "هویت کارشناس {id} ثبت نشده است. لطفاً از مدیر مرکز بخواهید کد ملی را ثبت کند.",
        "problem.enrollment.sameOfficer":
            "{id} این درخواست را ثبت کرده یا آخرین بار تغییر داده است و نمی‌تواند آن را تأیید کند. لطفاً آن را به همکارتان بسپارید.",
        "problem.enrollment.tooManyActions":
            "این کار در هر {seconds} ثانیه حداکثر {allowed} بار مجاز است. {consequence}",
        "consequence.refuse":
            "چیزی انجام نشد. لطفاً یک دقیقه صبر کنید و سپس ادامه دهید؛ هر کس پی‌درپی تلاش کند معلق می‌شود.",
        "consequence.suspend":
            "کارشناس معلق شد تا مدیر مرکز روشن کند که این کار را خود او کرده است. اگر کار شما نبوده است، لطفاً فوراً مدیر مرکز را آگاه کنید.",
        "problem.enrollment.officerSignatureMissing":
            "این کار امضای {id} را می‌خواهد. لطفاً کارت خود را بگذارید و امضا کنید.",
        "problem.enrollment.officerSignature":
            "امضای این کار از آنِ {id} نیست. لطفاً با کارت خودتان دوباره امضا کنید.",
        "problem.enrollment.officerExists":
            "کارشناسی با شناسهٔ {id} ثبت است، یا این شخص خود کارشناس همین دفتر است. لطفاً کارشناسان دفتر را ببینید یا شناسهٔ دیگری برگزینید.",
        "problem.enrollment.rolesNotDisjoint":
            "این شخص با نقش {held} ثبت است و نمی‌تواند {seen} هم باشد. لطفاً شخص دیگری را برگزینید.",
        "problem.enrollment.certificateOfSomeoneElse":
            "گواهی به نام شخص دیگری جز کارشناس {id} است. لطفاً بخواهید برای کلید خود این کارشناس گواهی صادر شود.",
        "problem.enrollment.unknownApplication":
            "درخواستی با کد رهگیری {id} وجود ندارد. لطفاً کد را بررسی کنید.",
        "problem.enrollment.applicationMoved":
            "وضعیت درخواست {id} {seen} است؛ این گام در این وضعیت ممکن است: {allowed}. لطفاً آن را از نو باز کنید.",
        "problem.enrollment.cause":
            "علت {seen} نویسه دارد؛ {allowed} نویسه لازم است. لطفاً بنویسید متقاضی چه باید بکند.",
        "problem.enrollment.acceptanceProof":
            "پذیرش {id} با کلید همان گواهی امضا نشده است. لطفاً با همان کارت دوباره امضا کنید.",
        "problem.enrollment.acceptanceOverdue":
            "مهلت پذیرش گواهی {id} در {since} پایان یافته است. لطفاً از نو درخواست دهید.",
        "problem.enrollment.notAwaitingAcceptance":
            "وضعیت گواهی {id} {seen} است؛ در انتظار پذیرش نیست. لطفاً درخواست را از نو باز کنید و سابقهٔ آن را ببینید.",
        "problem.enrollment.attributeWithoutField":
            "نمایهٔ {profile} مقدار {seen} را می‌خواهد و هیچ خانهٔ فرم آن را نمی‌دهد.",
        "problem.enrollment.professionWithoutRegister":
            "تعیین نشده است که پروانه‌های حرفهٔ {seen} در کدام دفتر ثبت می‌شود (نمایهٔ {profile}).",
        "problem.enrollment.damaged": "آنچه در سوابق است خوانده نمی‌شود ({seen}). {cause}",
    ]
}
