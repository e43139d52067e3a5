// SPDX-License-Identifier: Apache-2.0

extension EnglishSentences {
    /// What a clerk is told when an application is not handled now, or not so, and what to do next.
    static let handling: [String: String] = [
        "cli.summary.apply": "Hands an application in, and adds papers to one.",
        "cli.summary.approve": "Takes an officer's step: enters, approves, sends back, rejects, takes in hand.",
        "cli.summary.collect": "Fetches the certificate of an application, and accepts it.",
        "apply.state": "{id}  {state}  warnings: {warnings}",
        "problem.enrollment.evidenceStore": "The papers cannot be kept or opened: {detail}",
        "problem.desk.claimed":
            "{officer} has the application {id} in hand until {clock} (Tehran). Please take another one, or ask {officer} to give it back.",
        "problem.desk.notClaimed":
            "You do not have the application {id} in hand; who has: {officer}. There is nothing to give back. Please open it again.",
        "problem.desk.changed":
            "{id} was changed meanwhile (version {seen}, yours {expected}). What differs: {fields}. Nothing was overwritten; please load it again and make your change anew.",
        "problem.desk.unknownDraft":
            "There is no draft {id}: it was handed in, thrown away, or the code is wrong. Please look for the application under the same code.",
        "problem.desk.unknownEvidence":
            "There is no paper {id} on file: it was deleted, or the number is wrong. Please open the application again.",
        "problem.desk.tooMuchEvidence":
            "The application {id} has as many papers as it may ({allowed}). Please delete one that is not needed first.",
        "problem.desk.unknownDelegation":
            "There is no delegation {id} that still holds. Please look at the list of deputies again.",
        "problem.desk.delegated":
            "{id} has named {officer} as deputy until {clock} (Tehran) already. Please end that delegation first.",
        "problem.desk.unknownActivation":
            "No code was sent for the application {id}. Please have one sent.",
        "problem.desk.unknownLink":
            "This link was used already, has run out, or is not complete. Please ask for a code by telephone, or go to any registration office.",
        "field.none":
            "state",
        "problem.handling.officeClosed":
            "The office {id} is closed and opens at {clock} (Tehran). Please go on then; a draft may be saved now.",
        "problem.handling.officeNeverOpen":
            "The office {id} has no opening hours in the coming week. Please turn to the authority's administrator.",
        "problem.handling.officeProfession":
            "The office {id} may not enrol the profession {seen}; it may: {allowed}. Please send the applicant to another office.",
        "problem.handling.officeQuota":
            "The office {id} has entered {allowed} applications today, which is its quota. Please go on at {clock} (Tehran), or have the administrator raise it.",
        "problem.handling.hours":
            "The opening hours {seen} cannot be read. Please write them like this: {allowed}.",
        "problem.handling.delegationLength":
            "A delegation lasts a minute at least and {days} days at most, and is not over before it begins. Please choose other times; whoever is away for longer is stood in for anew.",
        "problem.handling.delegationRole":
            "The role {held} cannot be lent to this deputy, whose own role is {seen}. Please name another officer of the office.",
        "problem.handling.delegationElsewhere":
            "{officer} works at another office than {id}. Please name a deputy of the same office.",
        "problem.handling.remarkPoint":
            "{seen} is no field of the form and no paper, or is named twice. Please name each point once.",
        "problem.handling.draftOffice":
            "The draft {id} is for the office {seen}; yours is {allowed}. Please have the applicant choose your office first.",
        "problem.handling.draftWithoutOffice":
            "The draft {id} names no office. Please choose one.",
        "problem.handling.draftWithoutRequest":
            "The draft {id} has no certification request yet. Please have the applicant's card or computer make one, and add it.",
        "problem.handling.evidenceMissing":
            "These papers are not on file: {kinds}. Please scan and add them, or send the application back.",
        "problem.handling.evidenceSize":
            "The paper has {seen} bytes; {allowed} are taken. Please scan it anew, smaller and in grey.",
        "problem.handling.evidenceType":
            "This is no image or document that is taken (it looks like: {seen}); allowed are: {allowed}. Please scan the paper anew.",
        "problem.handling.evidenceDamaged":
            "The paper ({seen}) is cut off or damaged. Please scan and send it anew.",
        "problem.handling.evidenceTwofold":
            "Something else is hidden in the paper ({seen}). It is not taken; please scan the paper yourself, and call the supervisor if the applicant brought the file.",
        "problem.handling.evidenceActive":
            "The document does something when it is opened ({seen}). It is not taken; please print and scan it.",
        "problem.handling.evidencePixels":
            "The image has {seen} pixels; each side may have {allowed}. Please scan it anew at 150 to 300 dots an inch.",
        "problem.handling.registryMismatch":
            "{registry} says otherwise of: {fields}. Please compare with the applicant's papers and send the application back with what is to be corrected.",
        "problem.handling.registryUnknown":
            "{registry} does not know this person or number. Please check the number on the paper itself, and send the application back if it is right there.",
        "problem.handling.registryInactive":
            "{registry} says that this is not in force ({seen}). Please do not go on, and call the supervisor.",
        "problem.handling.registryTimedOut":
            "{registry} did not answer within {allowed} milliseconds. Nothing was decided; please try again in a minute.",
        "problem.handling.registryUnavailable":
            "{registry} cannot be reached. Nothing was decided and the application keeps its place; please go on with other work and call the supervisor if it lasts.",
        "problem.handling.noChannel":
            "The application {id} gives no mobile number to send the code to. Please send it back so that the applicant's own number is added.",
        "problem.handling.notSent":
            "The message for {id} could not be sent. Please try again in a minute.",
        "problem.handling.activationMissing":
            "To accept the certificate of {id}, the code is needed that was sent to the applicant's telephone. Please ask the applicant for it.",
        "problem.handling.activationWrong":
            "This is not the code that was sent for {id}; tries left: {left}. Please read it from the newest message.",
        "problem.handling.activationSpent":
            "The code of {id} was tried too often and counts no more. Please have a new one sent.",
        "problem.handling.activationExpired":
            "The code of {id} was good until {clock} (Tehran). Please have a new one sent.",
        "problem.handling.activationTooOften":
            "Too many codes were sent for {id}. The next may be sent at {clock} (Tehran). Please ask again then.",
        "problem.handling.holdStatus":
            "The certificate is {seen} and cannot be suspended by telephone. Please go to any registration office.",
        "evidence.requestForm":
            "request form",
        "evidence.acceptanceForm":
            "acceptance form",
        "evidence.nationalCard":
            "national card",
        "evidence.birthCertificate":
            "identity booklet",
        "evidence.passport":
            "passport",
        "evidence.photo":
            "photo",
        "evidence.licence":
            "licence",
        "evidence.commercialCard":
            "commercial card",
        "evidence.introductionLetter":
            "letter of introduction",
        "evidence.establishmentNotice":
            "establishment notice",
        "evidence.gazette":
            "official gazette",
        "evidence.revocationRequest":
            "request for revocation",
        "evidence.other":
            "another paper",
        "registry.civil":
            "The civil registration",
        "registry.licence":
            "The register of licences",
    ]
}
