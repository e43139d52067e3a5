// SPDX-License-Identifier: Apache-2.0

extension EnglishSentences {
    /// Offices, officers and deputies as administrators and supervisors see and change them, and alarms.
    static let deskStaff: [String: String] = [
        "desk.alarm.title":
            "The house suspended officers by itself",
        "desk.alarm.limit":
            "more than {allowed} steps to “{step}” in {seconds} seconds, and went on when refused. A program may have this officer's key. Please ask the officer, and do not resume before.",
        "desk.alarm.look":
            "look into it",
        "desk.save":
            "Save",
        "desk.quota":
            "Daily quota",
        "desk.quota.hint":
            "How many applications the office may enter in a day; blank for no quota of its own.",
        "desk.offices.new":
            "Set up an office",
        "desk.offices.details":
            "Place, scope, hours, quota",
        "desk.offices.licence":
            "Renew the licence",
        "desk.offices.licence.hint":
            "The last day, such as 1407/12/29; three years from today at most. When it has passed, nobody at the office can work.",
        "desk.offices.lapsed":
            "The licence has lapsed: nobody at this office can work until it is renewed.",
        "desk.offices.lapsing":
            "The licence runs out within a month.",
        "desk.offices.id":
            "Identifier",
        "desk.offices.id.hint":
            "Small letters a–z, digits and hyphens, a letter first; it stays for ever.",
        "desk.offices.persianName":
            "Name in Persian",
        "desk.offices.englishName":
            "Name in English",
        "desk.offices.profiles":
            "Which certificates it may enrol for",
        "desk.offices.professions":
            "Which professions; none chosen means every one of its certificates",
        "desk.offices.work":
            "Place and work",
        "desk.offices.place":
            "Address",
        "desk.offices.hours":
            "Opening hours (Tehran)",
        "desk.offices.hours.hint":
            "Such as: sat-wed 08:00-14:00; thu 08:00-12:00. Blank means always open.",
        "desk.offices.always":
            "always open",
        "desk.officers.new":
            "Take an officer in",
        "desk.officers.add":
            "Certify and take in",
        "desk.officers.id":
            "Identifier of the officer",
        "desk.officers.role.hint":
            "Nobody holds two of: administrator, auditor, officer.",
        "desk.officers.request.hint":
            "The officer makes the key on their own card or computer and brings only the request.",
        "desk.officers.certificate":
            "Certificate (PEM)",
        "desk.officers.suspension":
            "Suspend the officer",
        "desk.officers.suspension.effect":
            "The officer can do nothing more from this moment; what they did stands. Only an administrator lets them work again.",
        "desk.officers.resumption":
            "Resume the officer",
        "desk.officers.resumption.effect":
            "The officer can work again. Please make sure first that nobody else has their key.",
        "desk.officers.reversal":
            "Take back what this key did",
        "desk.officers.reversal.effect":
            "Rejects everything that this officer filed, entered or approved since then and nobody has a certificate of yet.",
        "desk.officers.reversal.certificates":
            "Certificates that were issued already are revoked by the operator, by a plan:",
        "desk.officers.reversal.none":
            "Nothing waits.",
        "desk.officers.reversal.found":
            "{count} applications would be rejected",
        "desk.officers.reversal.when":
            "Please give a day such as 1405/09/01 and a time such as 08:30.",
        "desk.officers.reversal.do":
            "Reject all of them",
        "desk.room.deputies":
            "Deputies",
        "desk.deputies.about":
            "A deputy stands in for a time, with a key of their own: nobody hands over card or PIN.",
        "desk.deputies.none":
            "Nobody stands in for anybody.",
        "desk.deputies.nobody":
            "The office has no other officer who could stand in.",
        "desk.deputies.list":
            "Delegations, the newest first",
        "desk.deputies.principal":
            "Stands in for",
        "desk.deputies.deputy":
            "Deputy",
        "desk.deputies.new":
            "Name a deputy",
        "desk.deputies.fromDate":
            "From, day",
        "desk.deputies.fromTime":
            "From, time",
        "desk.deputies.untilDate":
            "Until, day",
        "desk.deputies.untilTime":
            "Until, time",
        "desk.deputies.confirm":
            "Name this deputy?",
        "desk.deputies.effect":
            "For this time the deputy may do what the other may; what both of them did, neither approves alone.",
        "desk.deputies.do":
            "Name the deputy",
        "desk.deputies.end":
            "End it now",
        "desk.deputies.state.holds":
            "holds now",
        "desk.deputies.state.later":
            "later",
        "desk.deputies.state.over":
            "over",
        "desk.done.officeAdded":
            "The office is set up.",
        "desk.done.officeChanged":
            "The office is changed.",
        "desk.done.officeLicensed":
            "The licence is renewed.",
        "desk.done.officerAdded":
            "The officer is taken in. Please hand over the certificate.",
        "desk.done.officerSuspended":
            "The officer is suspended.",
        "desk.done.officerResumed":
            "The officer can work again.",
        "desk.done.officerReverted":
            "What waited is rejected.",
        "desk.done.delegated":
            "The deputy is named.",
        "desk.done.delegationEnded":
            "The delegation is ended.",
        "profession.physician":
            "Physician",
        "profession.dentist":
            "Dentist",
        "profession.midwife":
            "Midwife",
        "profession.pharmacist":
            "Pharmacist",
        "profession.trader":
            "Trader",
        "problem.service.noIssuerHere":
            "This process holds no authority's key. Please take officers in on the authority's own machine: mohr officer add.",
        "desk.room.leave":
            "Leave",
        "desk.leave.cleared":
            "The desk has left nothing in this browser: no session, no copy of a form.",
        "desk.leave.step1":
            "Please take your card out of the reader.",
        "desk.leave.step2":
            "Close all windows of the browser: until then it may still show your certificate.",
        "desk.leave.step3":
            "Lock the computer.",
        "desk.leave.back":
            "Back to the desk",
    ]
}
