// SPDX-License-Identifier: Apache-2.0

extension EnglishSentences {
    /// What a registration office is told when an application, an officer or a step is refused.
    static let enrollment: [String: String] = [
        "problem.enrollment.profile":
            "There is no enrolment for the profile {seen}. Please choose one of: {allowed}.",
        "problem.enrollment.fieldMissing": "{field} is missing; the profile {profile} asks for it. Please fill it in.",
        "problem.enrollment.fieldNotAsked":
            "{field} is filled in, but the profile {profile} has no place for it. Please leave it blank.",
        "problem.enrollment.fieldsExclusive":
            "{field} and {other} exclude each other. Please fill in only one of them.",
        "problem.enrollment.identity": "{field}: {cause}",
        "problem.enrollment.title": "The title {seen} is none of this profile's. Please choose one of: {allowed}.",
        "problem.enrollment.subjectLength":
            "The value for {attribute} has {seen} characters; a certificate takes {allowed}. Please shorten it.",
        "problem.enrollment.licenceOfSomeoneElse":
            "This licence number is on another person's certificate. Please compare it with the applicant's card, and call the supervisor if it agrees.",
        "problem.enrollment.requestSize":
            "The certification request has {seen} bytes; at most {allowed} are taken. Please have it made anew.",
        "problem.enrollment.requestUnreadable":
            "The certification request is no PKCS#10. {cause} Please have it made anew on the applicant's side.",
        "problem.enrollment.proofOfPossession":
            "The request's signature ({seen}) was not made with the key in it: it does not prove that the applicant holds the private key. Please have the request made anew on the applicant's card or computer.",
        "problem.enrollment.requestAlgorithm":
            "The request is signed with {seen}, which proves nothing; allowed are: {allowed}. Please have it made anew.",
        "problem.enrollment.key": "The applicant's key cannot be certified. {cause} Please have a new key made.",
        "problem.enrollment.keyKind":
            "The key is of kind {seen}; this profile certifies {allowed}. Please have a new key made.",
        "problem.enrollment.keyCompromised":
            "A certificate with this key was revoked because the key was in other hands. Please have a new key made.",
        "problem.enrollment.keyOfSomeoneElse":
            "This key belongs to another person. Please have a new key made on the applicant's own card, and call the supervisor.",
        "problem.enrollment.keyInOpenApplication":
            "The applicant has an open application, {id}, with this key. Please go on with that one.",
        "problem.enrollment.keyOfAuthority":
            "This is the key of the authority {name}. Please call the supervisor at once.",
        "problem.enrollment.requestBidiControl":
            "In the request, {attribute} holds a control for the direction of text ({seen}, character {at}), which makes names look like others. Please have the request made anew without it.",
        "problem.enrollment.requestHiddenCharacter":
            "In the request, {attribute} holds a character that cannot be seen ({seen}, character {at}). Please have the request made anew without it.",
        "problem.enrollment.requestIdentity": "In the request – {field}: {cause}",
        "problem.enrollment.requestContradicts":
            "The request gives another {field} than the form. Please check whose request this is.",
        "problem.enrollment.requestAsksForAuthority":
            "The request asks for the certificate of an authority. Offices enrol persons only; please have it made anew.",
        "problem.enrollment.unknownOffice":
            "There is no office {id}. Please check its identifier.",
        "problem.enrollment.officeSuspended":
            "The office {id} is suspended. Please turn to the authority's administrator.",
        "problem.enrollment.officeUnlicensed":
            "The licence of the office {id} ran out at {since}, and nobody there can work. Please ask the authority's administrator to renew it; drafts are kept until then.",
        "problem.enrollment.officeScope":
            "The office {id} may not enrol for the profile {seen}; it may for: {allowed}. Please choose one of them, or send the applicant to another office.",
        "problem.enrollment.officeLicence":
            "An office's licence may run within {allowed}; given was {seen}. Please choose a day within three years from today.",
        "problem.enrollment.officeExists": "There is an office {id} already. Please choose another identifier.",
        "problem.enrollment.value":
            "{name} is {seen}; it takes {allowed}. Please correct it.",
        "problem.enrollment.certificateOfNoOfficer":
            "Your certificate is on record as no officer's. Please turn to the authority's administrator.",
        "problem.enrollment.unknownOfficer":
            "There is no officer {id}. Please check the identifier.",
        "problem.enrollment.officerSuspended":
            "The officer {id} is suspended. Please turn to the authority's administrator.",
        "problem.enrollment.role":
            "The officer {id} has the role {seen}; this needs: {allowed}. Please leave it to a colleague who has it, or have one name you as deputy.",
        "problem.enrollment.officerOfOtherOffice":
            "The application belongs to the office {allowed}; yours is {seen}. Please send the applicant there, or have them file anew at your office.",
        "problem.enrollment.ownApplication":
            "Officers may not handle an application of their own. Please leave it to a colleague.",
        "problem.enrollment.officerUnidentified":
            "It is not on record who the officer {id} is. Please have the administrator add the national ID.",
        "problem.enrollment.sameOfficer":
            "The officer {id} entered this application or changed it last, and so may not approve it. Please leave it to a colleague.",
        "problem.enrollment.tooManyActions":
            "At most {allowed} of these actions are taken from one officer in {seconds} seconds. {consequence}",
        "consequence.refuse":
            "Nothing was done. Please wait a minute and go on then; whoever keeps trying is suspended.",
        "consequence.suspend":
            "The officer has been suspended until the administrator has found that it was really them. Please call the authority's administrator at once if it was not.",
        "problem.enrollment.officerSignatureMissing":
            "The officer {id} has to sign this action. Please put in your card and sign.",
        "problem.enrollment.officerSignature":
            "The signature over this action is not that of the officer {id}. Please sign again with your own card.",
        "problem.enrollment.officerExists":
            "There is an officer {id} already, or this person is an officer of this office. Please look at the office's officers, or choose another identifier.",
        "problem.enrollment.rolesNotDisjoint":
            "This person is on record as {held} and cannot also be {seen}. Please choose another person.",
        "problem.enrollment.certificateOfSomeoneElse":
            "The certificate names another person than the officer {id}. Please have a certificate made for this officer's own key.",
        "problem.enrollment.unknownApplication":
            "There is no application with the tracking code {id}. Please check the code.",
        "problem.enrollment.applicationMoved":
            "The application {id} is {seen}; this step is possible when it is: {allowed}. Please load it again.",
        "problem.enrollment.cause":
            "The cause has {seen} characters; {allowed} are needed. Please tell the applicant what to do.",
        "problem.enrollment.acceptanceProof":
            "The acceptance of {id} is not signed with the certified key. Please sign again with the same card.",
        "problem.enrollment.acceptanceOverdue":
            "The time to accept the certificate of {id} was over at {since}. Please apply anew.",
        "problem.enrollment.notAwaitingAcceptance":
            "The certificate of {id} is {seen}; it does not wait to be accepted. Please open the application again and look at its history.",
        "problem.enrollment.attributeWithoutField":
            "The profile {profile} asks for {seen}, and no field of the form gives it.",
        "problem.enrollment.professionWithoutRegister":
            "It is not set in which register the licences of the profession {seen} are (profile {profile}).",
        "problem.enrollment.damaged": "What is on record cannot be read ({seen}). {cause}",
    ]
}
