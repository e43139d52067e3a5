// SPDX-License-Identifier: Apache-2.0

extension EnglishSentences {
    /// The second verdict: what licensing bodies say, and why a feed of theirs is not taken.
    static let professions: [String: String] = [
        "cause.DOCUMENT_KIND_NOT_ALLOWED":
            "The signed document is of the kind {seen}; this purpose takes {allowed} (EN 319 102-1 5.2.8).",
        "cause.PROFESSION_SUSPENDED":
            "By the register of {source} the signer is suspended since {since} (measure {scope} of the Medical Council law) and may not sign for the purpose {purpose} at {at}. The signature itself is as good as it says.",
        "cause.PROFESSION_STRUCK_OFF":
            "By the register of {source} the signer is struck off since {since} and may not sign for the purpose {purpose} at {at}. The signature itself is as good as it says.",
        "cause.PROFESSION_NOT_PROVEN":
            "By the register of {source} the signer is suspended since {since}. Only the signer says that it was signed before, at {seen}; a timestamp or a receipt would prove it.",
        "cause.PROFESSION_UNKNOWN":
            "No register says whether the signer could practise at {at} (asked: {source}).",
        "cause.PROFESSION_STALE":
            "What {source} said last of the signer was good until {until}; whether the signer could practise at {at} is not known.",
        "cause.PROFESSION_NOTED":
            "The register of {source} says of the signer at {at}: {seen}, since {since}. It does not stand in the way of this purpose.",
        "start.profession":
            "The feed {file} was not taken, nothing of it: {cause}",
        "problem.records.professionFeedMoved":
            "Another feed of {name} was taken in between; the newest is number {newest}. Please bring this one again.",
        "problem.professions.signature":
            "Its signature is not one to rely on: {seen}, {detail}.",
        "problem.professions.signatures":
            "It carries {seen} signatures; exactly one is allowed.",
        "problem.professions.signer":
            "It is signed by {seen}, from whom no feed is taken; feeds are taken from {allowed}.",
        "problem.professions.otherBody":
            "It speaks for {seen}, but its signer may speak for {allowed} alone.",
        "problem.professions.tooLarge":
            "It has {seen} bytes; at most {allowed} are taken.",
        "problem.professions.json":
            "It is no JSON that is taken: {detail}.",
        "problem.professions.member":
            "{path} is {seen}; allowed: {allowed}.",
        "problem.professions.licence":
            "The licence number at {index} is not one of the register {name} in its one form.",
        "problem.professions.licenceOrder":
            "The licence at {index} is out of order, or stands twice: licences are sorted by their bytes, each once.",
        "problem.professions.periods":
            "The periods of the licence at {index} overlap, are out of order, or end before they begin.",
        "problem.professions.fromFuture":
            "It was drawn up at {seen}, after now ({now}).",
        "problem.professions.stale":
            "It was good until {until}; it is {now}. A newer one is due.",
        "problem.professions.behind":
            "It is number {seen}, and number {newest} was taken before.",
        "problem.professions.forked":
            "Another feed with the number {seen} was taken before: the body says two things. Please ask it which is true.",
        "problem.professions.gap":
            "It is a change with the number {seen}; number {allowed} is missing. Please bring the missing ones, or a full feed.",
        "problem.professions.chain":
            "Number {seen} does not follow the one before: it names another digest.",
        "problem.professions.timeBehind":
            "It was drawn up at {seen}, not after the newest one of {newest}.",
        "problem.professions.firstIsChange":
            "The first feed of a body has to be a full one; number {seen} is a change.",
        "cli.summary.profession":
            "Takes what licensing bodies say of doctors and traders, shows it, and checks a feed without taking it.",
        "cli.profession.taken":
            "Feed {sequence} of {body} is taken: {changed} licences changed. It is good until {until}.",
        "cli.profession.known":
            "Feed {sequence} of {body} was taken before; nothing changed.",
        "cli.profession.good":
            "The feed is good: number {sequence} of {body}, {kind}, {licences} licences, drawn up at {issued}, good until {until}. Signed by {signer}. SHA-256 {sha256}",
        "cli.profession.body":
            "{body}: feed {sequence} of {issued}, good until {until}, learned at {learned}.",
        "cli.profession.none":
            "{body}: no feed was taken by then.",
        "cli.profession.noBodies":
            "The configuration names no licensing body.",
        "cli.profession.period":
            "{standing} from {from} to {until}; scope {scope}, acts {acts}, place {place}, reason {reason}.",
        "cli.profession.licenceUnknown":
            "{body} says nothing of this licence.",
        "cli.profession.notItsOwn":
            "{seen} is no number of the register {allowed}.",
        "cli.verdict.professional.entitled":
            "By {source} (as of {asOf}) the signer may practise.",
        "cli.verdict.professional.suspended":
            "By {source} (as of {asOf}) the signer is suspended since {since}, scope {scope}.",
        "demo.professionFeed":
            "The Medical Council has a seal of its own, and signed what it says of every licence: the doctor may practise. Prescriptions: accept.",
        "demo.suspended":
            "The Medical Council suspended the doctor from prescribing from {since} on. The certificate stays good, the signature TOTAL-PASSED, and the prescription is refused: PROFESSION_SUSPENDED. Signed in a letter, the same name is accepted.",
        "demo.before":
            "What was signed before the suspension is judged as of its time: accept.",
        "demo.reinstated":
            "The Medical Council lifted the suspension in its next feed; that there was one stays on record.",
    ]
}
